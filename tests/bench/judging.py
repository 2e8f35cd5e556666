"""What judging costs by itself, in ms of CPU: gathering facts and judging them, of all projects and of the largest.

`python -m tests.bench.judging` on SQLite, with `postgresql` there: on an organisation made by load_scale, medians of
five. A process warms up first.
"""

import gc
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from .sites import ADDRESSES, make_site, run

TIMES = 5
MEASURE = "import django; django.setup(); from tests.bench import judging; judging.measure()"


def main(databases=("sqlite",)):
    with tempfile.TemporaryDirectory(prefix="coproduction-bench-") as kept:
        for database in databases:
            with ADDRESSES[database](Path(kept)) as address:
                site = make_site(Path(kept) / database, database, "1", address("x1"))
                told = run(site.live, "-c", MEASURE)
            print(f"{database}, x1\n{told}", end="", flush=True)


def measure():
    """In a process that has set Django up."""
    from coproduction.base.scope import everywhere
    from projects.project.models import Project

    with everywhere("what judging costs"):
        projects = list(Project.objects.order_by("pk"))
        show("all projects", projects)
        show("the largest", [max(projects, key=size)])


def size(project):
    from participants.attendance.models import Attendance

    return Attendance.objects.filter(project=project).count()


def show(name, projects):
    from coproduction.base.days import today
    from principles.evidence import gather
    from principles.report import row

    facts = list(gather(projects, today()).values())
    gathering = cpu(lambda: gather(projects, today()))
    # What was worked out of facts stays with them: each turn has its own.
    turns = iter([[replace(known) for known in facts] for _ in range(TIMES + 1)])
    judging = cpu(lambda: [row(known) for known in next(turns)])
    print(f"{name:14}{len(projects):5}{gathering:9.1f} ms to gather{judging:8.1f} ms to judge")


def cpu(work):
    work()
    return median(timed(work) for _ in range(TIMES))


def timed(work):
    gc.collect()
    began = process_time()
    kept = work()
    took = (process_time() - began) * 1000
    del kept
    return took


if __name__ == "__main__":
    main([word for word in sys.argv[1:] if word in ADDRESSES] or ("sqlite",))
