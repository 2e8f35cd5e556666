"""A granian server of its own, for tests and for the bench; it and all its processes are gone afterwards."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from typing import NamedTuple

from .source import ROOT

HOST = "127.0.0.1"
BEGINS_WITHIN = 30  # seconds


class Server(NamedTuple):
    port: int
    pid: int


@contextlib.contextmanager
def granian(arguments, environment, log, is_up):
    """Yields the Server. `arguments(port)`: what granian is called with; `is_up(port)`: whether it answers by now."""
    port = free_port()
    with beginning([sys.executable, "-m", "granian", *arguments(port)], environment, log) as server:
        wait_for(server, lambda: is_up(port), log)
        yield Server(port, server.pid)


def free_port():
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def beginning(command, environment, log):
    """A process that may not be up yet, what it says in the log."""
    with log.open("w") as kept:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=kept, stderr=kept, start_new_session=True)
        try:
            yield server
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait(10)


def wait_for(server, is_up, log, within=BEGINS_WITHIN):
    until = time.monotonic() + within
    while time.monotonic() < until and server.poll() is None:
        if is_up():
            return
        time.sleep(0.01)
    raise AssertionError(f"The server did not begin.\n{log.read_text()}")
