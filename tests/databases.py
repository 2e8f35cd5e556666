"""The database of each process of tests: migrated once for as long as no line of the app changes, and copied from then
on. On SQLite the migrated file is kept in build/; on PostgreSQL it is a database to copy, in the same server.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from contextlib import closing, contextmanager

from django.db import connection

from .source import PACKAGES, ROOT

FOLDER = ROOT / "build" / "migrated"
PREFIX = "coproduction_migrated_"


def state():
    """What a migrated database follows from: each line of the app, its guards among them, and what it stands on."""
    told = hashlib.sha256()
    modules = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    for path in (*modules, ROOT / "requirements.txt"):
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:16]


@contextmanager
def alone():
    """One process at a time: the first migrates, and whoever waited copies."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(reuse=False):
    """Makes the test database, and leads the connection to it. Returns the name of the one that it led to before.

    With `reuse` it is the one that an earlier run left, migrated further.
    """
    before, kept = str(connection.settings_dict["NAME"]), KEPT[connection.vendor](f"{PREFIX}{state()}")
    with alone():
        if kept.there() and not reuse:
            name = connection.creation._get_test_db_name()
            kept.copy_to(name)
            connection.close()
            connection.settings_dict["NAME"] = name
        else:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=reuse)
            if not reuse:
                kept.keep(str(connection.settings_dict["NAME"]))
    connection.ensure_connection()
    return before


class File:
    def __init__(self, name):
        self.path = FOLDER / f"{name}.sqlite3"

    def there(self):
        return self.path.exists()

    def copy_to(self, name):
        shutil.copy(self.path, name)

    def keep(self, name):
        for older in FOLDER.glob(f"{PREFIX}*"):
            older.unlink()
        half = FOLDER / "half.sqlite3"
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(half)) as target:
            source.backup(target)
        half.rename(self.path)


class Template:
    def __init__(self, name):
        self.name = name

    def there(self):
        return self.name in self.named(PREFIX)

    def named(self, begin):
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{begin}%"])
            return {name for (name,) in cursor.fetchall()}

    def copy_to(self, name):
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')

    def keep(self, name):
        # Nobody may be connected to what is copied.
        connection.close()
        with connection._nodb_cursor() as cursor:
            for older in self.named(PREFIX):
                cursor.execute(f'DROP DATABASE "{older}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{name}"')


KEPT = {"sqlite": File, "postgresql": Template}
