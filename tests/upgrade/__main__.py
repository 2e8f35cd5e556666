"""`make test-upgrade`: on SQLite and on PostgreSQL, each with a fresh database. Ends with one line for each."""

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.run import postgresql

IN_THIS_DATABASE = "--in-this-database"


def main():
    with tempfile.TemporaryDirectory(prefix="coproduction-upgrade-") as folder:
        failed = upgrade(f"sqlite:///{folder}/upgrade.sqlite3")
        with postgresql(Path(folder)) as address:
            return upgrade(address) or failed


def upgrade(address):
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run([sys.executable, "-m", "tests.upgrade", IN_THIS_DATABASE], env=environment).returncode


def in_this_database():
    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.db import connection

    from . import one_database

    try:
        print(f"{connection.vendor}: {one_database.main()}")
    except AssertionError as error:
        # Left to itself, a crash says nothing of what it was about: see `logs.catch_crashes`.
        return f"{connection.vendor}: {error}"


if __name__ == "__main__":
    sys.exit(in_this_database() if IN_THIS_DATABASE in sys.argv else main())
