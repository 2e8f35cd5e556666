"""Servers that are measured, and somebody who asks them for pages over one kept connection each."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlencode

from ..source import ROOT

HOST = "127.0.0.1"
HOW = ("--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", "1", "--log-level", "warning")
BEGINS_WITHIN, ANSWERS_WITHIN = 30, 120


@contextlib.contextmanager
def served_by(what, environment, log):
    """Yields the port. The server and all its processes are gone afterwards."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    with log.open("w") as kept:
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", *HOW, "--host", HOST, "--port", str(port), what],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=kept,
            stderr=kept,
            start_new_session=True,
        )
        try:
            wait_for(port, server, log)
            yield port
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


def wait_for(port, server, log):
    until = time.monotonic() + BEGINS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"It did not begin.\n{log.read_text()[-2000:]}")


class Answer:
    """`took`: milliseconds until it was there. `counted()`: statements and their milliseconds, asked for once more."""

    def __init__(self, answer, took, counted):
        body = answer.read()
        self.status, self.size, self.took, self.counted = answer.status, len(body), took, counted
        self.cpu = float(answer.headers.get("X-Bench-Cpu", 0))


class Asker:
    def __init__(self, port, cookies, name="s"):
        self.port, self.cookies, self.name = port, cookies, name

    def ask(self, who, path, data=None):
        """Whatever a form wrote is undone, so that it can be sent again."""
        answer = self.send(who, path, data, {})
        counted = lambda: self.count(who, path, data)  # noqa: E731
        made = Answer(answer, 1000 * (time.perf_counter() - self.began), counted)
        expected = {200} if data is None else {302}
        assert made.status in expected, f"{path}: {made.status}"
        return made

    def count(self, who, path, data):
        answer = self.send(who, path, data, {"X-Bench-Statements": "1"})
        answer.read()
        return int(answer.headers["X-Bench-Statements"]), float(answer.headers["X-Bench-Sql"])

    def send(self, who, path, data, headers):
        # A token of the form's own, and the same one in a cookie: Django compares the two.
        token = "a" * 32
        headers = {"Cookie": f"{self.name}={self.cookies[who]}; c={token}", **headers}
        body = None
        if data is not None:
            body = urlencode({**data, "csrfmiddlewaretoken": token}, doseq=True)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-Bench-Undo": "1"}
        wire = http.client.HTTPConnection(HOST, self.port, timeout=ANSWERS_WITHIN)
        self.began = time.perf_counter()
        wire.request("GET" if data is None else "POST", path, body, headers)
        return wire.getresponse()
