"""How much memory a process of the server has taken after thousands of pages."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, cycle, islice
from pathlib import Path

from coproduction.demo.serving import serve

from .asking import served
from .ceilings import MEMORY
from .load import AT_ONCE, click
from .table import Figure

ANSWERS = 5000


def memory_on(site, crowd):
    """One worker, so that it answers all of them; else as live."""
    with served(lambda port: [*serve(port), "--workers", "1"], site.live, site.folder / "log-memory") as server:
        turns = list(chain.from_iterable(zip(*(steps(person) for person in crowd), strict=False)))
        ask(server.port, turns[:1])
        first = resident(server.pid)
        ask(server.port, islice(cycle(turns), ANSWERS))
        yield Figure(f"{site}: memory of a worker after one answer", first, "MiB")
        yield Figure(f"{site}: memory of a worker after {ANSWERS} answers", resident(server.pid), "MiB", MEMORY)


def steps(person):
    """All that each clicks through, as often as makes them alike."""
    return ((person, one) for one in islice(cycle(person["clicks"]), 40))


def ask(port, turns):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tried = list(pool.map(lambda turn: click(port, *turn), turns))
    faults = {f"{one.fault} at {one.path}" for one in tried if one.fault}
    assert not faults, sorted(faults)[:3]


def resident(parent):
    """Of the largest process under this one, in MiB."""
    return max(kilobytes(pid) for pid in children(parent)) / 1024


def children(parent):
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if int(field(status, "PPid")) == parent:
                yield status.parent.name
        except FileNotFoundError:
            # It ended meanwhile.
            continue


def kilobytes(pid):
    return int(field(Path("/proc", pid, "status"), "VmRSS"))


def field(status, name):
    return re.search(rf"^{name}:\s+(\d+)", status.read_text(), re.MULTILINE)[1]
