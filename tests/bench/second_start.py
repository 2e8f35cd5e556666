"""How long `make run` takes until it answers, where all is set up already."""

import contextlib
import http.client
import os
import time
from statistics import median

from ..processes import HOST, beginning, free_port, wait_for
from .ceilings import SECOND_START
from .table import Figure

TURNS = 5
# Seconds: the first time it loads the demo.
FIRST_WITHIN = 300


def second_start(folder):
    folder.mkdir()
    yield Figure("make run, the first time: until it answers", start(folder), "s")
    took = median(start(folder) for _ in range(TURNS))
    yield Figure("make run, once all is set up: until it answers", took, "s", SECOND_START)


def start(folder):
    """Seconds."""
    port = free_port()
    environment = {**os.environ, "COPRODUCTION_DATA": str(folder), "PORT": str(port)}
    environment.pop("DATABASE_URL", None)
    log, began = folder / "log-start", time.monotonic()
    with beginning(["make", "--silent", "run"], environment, log) as server:
        wait_for(server, lambda: is_alive(port), log, FIRST_WITHIN)
        return time.monotonic() - began


def is_alive(port):
    with contextlib.closing(http.client.HTTPConnection(HOST, port, timeout=10)) as wire:
        try:
            wire.request("GET", "/healthz")
            return wire.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
