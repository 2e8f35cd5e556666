"""The databases that are measured: an organisation of any size, made by load_scale, on SQLite or on PostgreSQL."""

import contextlib
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from ..run import postgresql
from ..source import ROOT

# In a process of its own, with the settings of its environment.
MAIN_OF = "import django; django.setup(); import {0}; {0}.main()"


class Site(NamedTuple):
    """live: the environment in which it is served. loaded: seconds that load_scale took, and of them of CPU in its own
    process. told: see prepare.py.
    """

    database: str
    times: str
    folder: Path
    live: dict
    loaded: tuple[float, float]
    told: dict

    def __str__(self):
        return f"{self.database}, x{self.times}"

    def printed_by(self, module):
        """What a module says at its end, with the settings under which the site is served."""
        return json.loads(run(self.live, "-c", MAIN_OF.format(module)).splitlines()[-1])


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


def make_site(folder, database, times, address):
    """As it stands after a night: quarters that are over are frozen, and summaries worked out."""
    folder.mkdir()
    here = {"DATABASE_URL": address, "COPRODUCTION_DATA": str(folder)}
    demo = {**here, "COPRODUCTION_DEMO": "1", "DJANGO_SETTINGS_MODULE": "coproduction.settings"}
    live = {**here, "DJANGO_SETTINGS_MODULE": "tests.bench.served"}
    for command in ("migrate", "createcachetable"):
        run(demo, "manage.py", command, "--verbosity", "0")
    run(live, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    began, cpu = time.monotonic(), cpu_of_children()
    run(demo, "manage.py", "load_scale", "--times", times)
    site = Site(database, times, folder, live, (time.monotonic() - began, cpu_of_children() - cpu), {})
    run(demo, "manage.py", "freeze_quarter")
    told = site.printed_by("tests.bench.prepare")
    run(demo, "manage.py", "work_out_summaries")
    return site._replace(told=told)


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(environment, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
