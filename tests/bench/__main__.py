"""What the app costs: `make bench`, which ends by itself after some 25 minutes, on loopback alone.

On SQLite and on PostgreSQL: each main page beside the least that any page costs, with an organisation as large as in
load_scale and ten times as large; how long answers take while up to a hundred people click; the memory of a worker; how
long a project takes that is judged anew; and how long `make run` takes to start.

Words choose a part of it: sizes, databases, and of pages, load, memory, judgement and start which are measured; without
one of these pages alone. `python -m tests.bench 1 sqlite`; `python -m tests.bench load postgresql`. A hundred times the
rows stand beside once, for the pages that everybody opens first: `python -m tests.bench 100 postgresql`, two hours.
"""

import sys
import tempfile
from pathlib import Path

from .ceilings import BEYOND, JUDGEMENT, LOADED_WITHIN
from .load import load_on
from .memory import memory_on
from .pages import pages_of
from .second_start import second_start
from .sites import ADDRESSES, make_site
from .table import Figure, show, verdict

PARTS = ("pages", "load", "memory", "judgement", "start")
# With how many times the rows all but pages is measured.
ONCE = "1"


def main(sizes, databases, parts):
    found, figures = {}, []
    with tempfile.TemporaryDirectory(prefix="coproduction-bench-") as kept:
        folder = Path(kept)
        for database in databases if parts != {"start"} else ():
            with ADDRESSES[database](folder) as address:
                for times in sizes:
                    site = make_site(folder / f"{database}-{times}", database, times, address(f"x{times}"))
                    if "pages" in parts:
                        found[database, times] = pages_of(site, BEYOND if times == "100" else None)
                        show(site, found[database, times], found.get((database, ONCE)) if times != ONCE else None)
                    figures += shown(figures_of(site, parts if times == ONCE else ()))
        if "start" in parts:
            figures += shown(second_start(folder / "start"))
    return verdict(found, figures)


def figures_of(site, parts):
    took, cpu = site.loaded
    yield Figure(f"{site}: load_scale", took, "s", LOADED_WITHIN.get(site.times), f"{cpu:.0f} s of CPU of its own")
    crowd = site.printed_by("tests.bench.crowd") if {"load", "memory"} & set(parts) else None
    if "load" in parts:
        yield from load_on(site, crowd)
    if "memory" in parts:
        yield from memory_on(site, crowd)
    if "judgement" in parts:
        took, cpu = site.printed_by("tests.bench.judgement")
        words = f"{site}: first judgement of a project with a year's records"
        yield Figure(words, took, "ms", JUDGEMENT, f"{cpu:.0f} ms of CPU")


def shown(figures):
    for figure in figures:
        print(figure, flush=True)
        yield figure


def chosen(words):
    """Sizes, databases and parts."""
    unknown = [word for word in words if not (word.isdigit() or word in ADDRESSES or word in PARTS)]
    if unknown:
        sys.exit(f"{unknown[0]}: choose sizes, {', '.join(ADDRESSES)}, {', '.join(PARTS)}.")
    parts = {word for word in words if word in PARTS} or set(PARTS[:1] if words else PARTS)
    sizes = sorted({word for word in words if word.isdigit()}, key=int) or ([ONCE] if words else [ONCE, "10"])
    # What grows is measured beside the pages with the fewest rows.
    sizes = [ONCE, *sizes] if "100" in sizes and ONCE not in sizes else sizes
    return sizes, [word for word in words if word in ADDRESSES] or list(ADDRESSES), parts


if __name__ == "__main__":
    sys.exit(main(*chosen(sys.argv[1:])))
