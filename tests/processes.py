"""A granian server of its own, for tests and for the bench; it and all its processes are gone afterwards."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

from .source import ROOT

HOST = "127.0.0.1"
BEGINS_WITHIN = 30  # seconds


@contextlib.contextmanager
def granian(arguments, environment, log, is_up):
    """Yields the port. `arguments(port)`: what granian is called with; `is_up(port)`: whether it answers by now."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", *arguments(port)]
    with log.open("w") as kept:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=kept, stderr=kept, start_new_session=True)
        try:
            wait_for(server, lambda: is_up(port), log)
            yield port
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait(10)


def wait_for(server, is_up, log):
    until = time.monotonic() + BEGINS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        if is_up():
            return
        time.sleep(0.05)
    raise AssertionError(f"The server did not begin.\n{log.read_text()}")
