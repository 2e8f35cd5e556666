"""Servers that are measured, and somebody who asks them for pages."""

import contextlib
import http.client
import os
import socket
import time
from typing import NamedTuple
from urllib.parse import urlencode

from ..processes import HOST, granian

HOW = ("--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", "1", "--log-level", "warning")
ANSWERS_WITHIN = 120  # seconds
# Of a form, and the same one in a cookie: Django compares the two.
TOKEN = "a" * 32


def served_by(what, environment, log):
    return granian(
        lambda port: [*HOW, "--host", HOST, "--port", str(port), what], {**os.environ, **environment}, log, is_up
    )


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


class Asker:
    def __init__(self, port, cookies, name="s"):
        self.port, self.cookies, self.name = port, cookies, name

    def ask(self, who, path, data=None, **headers):
        """Whatever a form wrote is undone, so that it can be sent again."""
        headers |= {"Cookie": f"{self.name}={self.cookies[who]}; c={TOKEN}"}
        body = None
        if data is not None:
            body = urlencode({**data, "csrfmiddlewaretoken": TOKEN}, doseq=True)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-Bench-Undo": "1"}
        with contextlib.closing(http.client.HTTPConnection(HOST, self.port, timeout=ANSWERS_WITHIN)) as wire:
            began = time.perf_counter()
            wire.request("GET" if data is None else "POST", path, body, headers)
            answer = wire.getresponse()
            size = len(answer.read())
            made = Answer(answer.status, answer.headers, size, 1000 * (time.perf_counter() - began))
        assert made.status == (200 if data is None else 302), f"{path}: {made.status}"
        return made

    def count(self, *asked):
        """Statements and their milliseconds."""
        headers = self.ask(*asked, **{"X-Bench-Statements": "1"}).headers
        return int(headers["X-Bench-Statements"]), float(headers["X-Bench-Sql"])
