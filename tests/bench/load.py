"""How long answers take while many people click at once, in a process of several threads on the same cores."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from random import Random
from typing import NamedTuple
from uuid import uuid4

from coproduction.demo.serving import serve

from .asking import send, served
from .ceilings import SLOWEST
from .pages import percentile
from .table import Figure

CROWDS = (10, 50, 100)
# Seconds: how long a crowd is watched; and what lies between two clicks of one person, which is now more, now less.
WATCHED, BETWEEN, MORE_OR_LESS = 40, 5, 0.4
# People who go through all of their pages before, so that what a process does once is done.
FIRST, AT_ONCE = 20, 4


class Tried(NamedTuple):
    """took: milliseconds. fault: what came in place of what was asked for, in words; empty where it came."""

    path: str
    took: float
    fault: str


def served_live(site):
    return served(serve, site.live, site.folder / "log-live")


def load_on(site, crowd):
    """Figures of each crowd, on a server as it runs live."""
    with served_live(site) as server:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda person: [click(server.port, person, one) for one in person["clicks"]], crowd[:FIRST]))
        for many in CROWDS:
            yield from figures(site, many, watch(server.port, crowd[:many]))


def watch(port, people):
    until = time.monotonic() + WATCHED
    with ThreadPoolExecutor(len(people)) as pool:
        found = pool.map(lambda place: clicks_until(port, people[place], place, until), range(len(people)))
        return [tried for of_one in found for tried in of_one]


def clicks_until(port, person, place, until):
    random, clicks = Random(place), person["clicks"]
    found, first = [], random.randrange(len(clicks))
    time.sleep(random.uniform(0, BETWEEN))
    turns = islice(cycle(clicks), first, None)
    while time.monotonic() < until:
        found.append(click(port, person, next(turns)))
        time.sleep(BETWEEN * random.uniform(1 - MORE_OR_LESS, 1 + MORE_OR_LESS))
    return found


def click(port, person, one):
    path, form, undo = one
    headers = {"X-Bench-Undo": "1"} if undo else {}
    if form and "token" in form:
        # That of a page just opened: sent with an old one, a form has no effect.
        form = {**form, "token": uuid4()}
    began, fault = time.perf_counter(), ""
    try:
        status = send(port, person["cookie"], path, form, **headers).status
        fault = "" if status == (200 if form is None else 302) else str(status)
    except (OSError, http.client.HTTPException) as error:
        fault = type(error).__name__
    return Tried(path, 1000 * (time.perf_counter() - began), fault)


def figures(site, many, tried):
    took = [one.took for one in tried]
    words = f"{site}: {many} people, {len(tried)} answers"
    yield Figure(f"{words}, half of them within", percentile(took, 50), "ms")
    yield Figure(f"{words}, 95 of 100 within", percentile(took, 95), "ms", SLOWEST.get((site.database, many)))
    faults = sorted({f"{one.fault} at {one.path}" for one in tried if one.fault})
    yield Figure(f"{words}, not as asked", sum(bool(one.fault) for one in tried), "", 0, "; ".join(faults[:3]))
