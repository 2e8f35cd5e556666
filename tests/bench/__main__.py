"""What each main page costs beside the least that any page costs: `make bench`.

On SQLite and on PostgreSQL, with an organisation as large as in load_scale and ten times as large; on loopback alone,
bounded in rounds, and it ends by itself. `python -m tests.bench 1 sqlite` measures the one size on the one database.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ..run import postgresql
from ..source import ROOT
from .asking import Asker, served_by
from .ceilings import CEILINGS

ROUNDS = 15
OURS, LEAST = "coproduction.wsgi:application", "tests.bench.baseline.wsgi:application"
# In a process of its own, with the settings of its environment.
MAIN_OF = "import django; django.setup(); import {0}; {0}.main()"


class Cost(NamedTuple):
    """Of one page: medians of milliseconds, statements, and bytes."""

    p50: float
    p95: float
    cpu: float
    statements: int
    sql: float
    size: int


def main(sizes=("1", "10"), databases=("sqlite", "postgresql")):
    found = {}
    with tempfile.TemporaryDirectory(prefix="coproduction-bench-") as kept:
        folder = Path(kept)
        for database in databases:
            with ADDRESSES[database](folder) as address:
                for times in sizes:
                    found[database, times] = measure(folder / f"{database}-{times}", address(f"x{times}"), times)
                    show(database, times, found[database, times])
    return verdict(found, sizes)


@contextlib.contextmanager
def on_sqlite(folder):
    yield lambda name: f"sqlite:///{folder / name}.sqlite3"


@contextlib.contextmanager
def on_postgresql(folder):
    with postgresql(folder) as address:

        def make(name):
            # A database beside the one of the server itself.
            import psycopg

            with psycopg.connect(address, autocommit=True) as server:
                server.execute(f'CREATE DATABASE "{name}"')
            return address.rpartition("/")[0] + f"/{name}"

        yield make


ADDRESSES = {"sqlite": on_sqlite, "postgresql": on_postgresql}


# One size on one database ---------------------------------------------------------------------------------------------


def measure(folder, address, times):
    """{page: Cost}, the least page under the name of "b"."""
    live = {**made(folder, address, times), "DJANGO_SETTINGS_MODULE": "tests.bench.served"}
    told = json.loads(run(live, "-c", MAIN_OF.format("tests.bench.prepare")).splitlines()[-1])
    run(live, "manage.py", "work_out_summaries")
    least = {"BASELINE_DATABASE_URL": f"sqlite:///{folder / 'least.sqlite3'}"}
    frozen = {**least, "DJANGO_SETTINGS_MODULE": "tests.bench.baseline.settings"}
    owner = run(frozen, "-c", MAIN_OF.format("tests.bench.baseline.fill"))
    with served_by(OURS, live, folder / "log") as port, served_by(LEAST, least, folder / "log-b") as other:
        asker = Asker(port, told["cookies"])
        pages = {name: (asker, asked) for name, *asked in told["pages"]}
        pages["b"] = Asker(other, {"owner": owner.strip()}, "sessionid"), ["owner", "/"]
        return costs(pages)


def made(folder, address, times):
    """The environment of a database that holds an organisation of this size, in a new folder."""
    folder.mkdir()
    ours = {"DATABASE_URL": address, "COPRODUCTION_TEST_DATA": str(folder), "COPRODUCTION_DATA": str(folder)}
    demo = {**ours, "COPRODUCTION_DEMO": "1", "DJANGO_SETTINGS_MODULE": "coproduction.settings"}
    run(demo, "manage.py", "migrate", "--verbosity", "0")
    run(demo, "manage.py", "load_scale", "--times", times)
    run(demo, "manage.py", "freeze_quarter")
    return ours


def run(environment, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def costs(pages):
    """Page after page, round after round, so that what slows the machine slows all alike. The first round warms up."""
    counted = {name: asker.count(*asked) for name, (asker, asked) in pages.items()}
    answers = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (asker, asked) in pages.items():
            answers[name].append(asker.ask(*asked))
    return {name: cost(counted[name], answers[name]) for name in pages}


def cost(counted, answers):
    took = sorted(answer.took for answer in answers)
    statements, sql = counted
    cpu = median(answer.cpu for answer in answers)
    return Cost(median(took), took[int(len(took) * 0.95)], cpu, statements, sql, answers[0].size)


# What is shown --------------------------------------------------------------------------------------------------------


def show(database, times, found):
    print(f"\n{database}, x{times}: b is {found['b'].cpu:.1f} ms of CPU", flush=True)
    print(f"{'page':24}{'x b':>7}{'CPU ms':>8}{'p50':>7}{'p95':>7}{'SQL ms':>8}{'statements':>12}{'bytes':>9}")
    for name, cost in found.items():
        ratio = cost.cpu / found["b"].cpu
        print(
            f"{name:24}{ratio:7.1f}{cost.cpu:8.1f}{cost.p50:7.1f}{cost.p95:7.1f}{cost.sql:8.1f}{cost.statements:12}{cost.size:9}"
        )


def verdict(found, sizes):
    """Each page against its ceiling; the last line says how many are within it."""
    within = total = 0
    for (database, times), of_size in found.items():
        for name, ceiling in CEILINGS.items():
            if times == sizes[0]:
                faults = ceiling.faults(of_size[name], of_size["b"])
            else:
                faults = ceiling.grows(of_size[name], found[database, sizes[0]][name])
            total, within = total + 1, within + (not faults)
            for words in faults:
                print(f"{database}, x{times}, {name}: {words}")
    print(f"{within} of {total} within their ceiling")
    return int(within < total)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sizes = [word for word in arguments if word.isdigit()] or ("1", "10")
    sys.exit(main(sizes, [word for word in arguments if word in ADDRESSES] or tuple(ADDRESSES)))
