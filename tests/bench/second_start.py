"""How long `make run` takes until it answers, where all is set up already."""

import contextlib
import http.client
import os
import time
from statistics import median

from ..processes import HOST, beginning, free_port, wait_for
from .ceilings import SECOND_START
from .sites import cpu_of_children
from .table import Figure

TURNS = 5
# Seconds: the first time it loads the demo.
FIRST_WITHIN = 300


def second_start(folder):
    folder.mkdir()
    first, cpu = start(folder), cpu_of_children()
    took = median(start(folder) for _ in range(TURNS))
    cpu = (cpu_of_children() - cpu) / TURNS
    yield Figure("make run, the first time: until it answers", first, "s")
    words = f"{cpu:.1f} s of CPU, all its processes together"
    yield Figure("make run, once all is set up: until it answers", took, "s", SECOND_START, words)


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
