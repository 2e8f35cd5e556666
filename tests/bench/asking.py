"""Servers that are measured, and somebody who asks them for pages."""

import contextlib
import http.client
import os
import socket
import time
from typing import NamedTuple
from urllib.parse import urlencode

from ..processes import HOST, granian

# One request at a time, so that what a page costs is seen.
ONE = ("--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", "1", "--log-level", "warning")
ANSWERS_WITHIN = 120  # seconds
# Of a form, and the same one in a cookie: Django compares the two.
TOKEN = "a" * 32


def served_alone(what, environment, log):
    return served(lambda port: [*ONE, "--host", HOST, "--port", str(port), what], environment, log)


def served(arguments, environment, log):
    return granian(arguments, {**os.environ, **environment}, log, is_up)


def is_up(port):
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
        return True
    return False


class Answer(NamedTuple):
    """`took`: milliseconds until all of it was there."""

    status: int
    headers: http.client.HTTPMessage
    size: int
    took: float

    @property
    def cpu(self):
        return float(self.headers["X-Bench-Cpu"])


def send(port, cookie, path, data=None, **headers):
    """One request by a connection of its own: a page, or a form where there is data."""
    headers |= {"Cookie": f"{cookie}; c={TOKEN}"}
    body = None
    if data is not None:
        body = urlencode({**data, "csrfmiddlewaretoken": TOKEN}, doseq=True)
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
    with contextlib.closing(http.client.HTTPConnection(HOST, port, timeout=ANSWERS_WITHIN)) as wire:
        began = time.perf_counter()
        wire.request("GET" if data is None else "POST", path, body, headers)
        answer = wire.getresponse()
        size = len(answer.read())
        return Answer(answer.status, answer.headers, size, 1000 * (time.perf_counter() - began))


class Asker:
    def __init__(self, port, cookies, name="s"):
        self.port, self.cookies, self.name = port, cookies, name

    def ask(self, who, path, data=None, **headers):
        """Whatever a form wrote is undone, so that it can be sent again."""
        if data is not None:
            headers |= {"X-Bench-Undo": "1"}
        made = send(self.port, f"{self.name}={self.cookies[who]}", path, data, **headers)
        assert made.status == (200 if data is None else 302), f"{path}: {made.status}"
        return made

    def count(self, *asked):
        """Statements and their milliseconds."""
        headers = self.ask(*asked, **{"X-Bench-Statements": "1"}).headers
        return int(headers["X-Bench-Statements"]), float(headers["X-Bench-Sql"])
