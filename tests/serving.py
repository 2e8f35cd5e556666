"""A real server with two processes for tests that need one: begun once in a run, on a copy of the test database.

def test_it(served): served.browser().post("/path/", {"field": "words"}).status
User.objects.using(SERVED) reads and writes what the server reads and writes.
"""

import contextlib
import http.client
import os
import sqlite3
import tempfile
from copy import deepcopy
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection, connections

from coproduction.demo.serving import serve

from .processes import HOST, granian

SERVED = "served"
ANSWERS_WITHIN = 30  # seconds


class Answer:
    def __init__(self, answer):
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read().decode()
        self.to = self.headers.get("Location", "")


class Browser:
    """Somebody's cookies. Each request goes by a connection of its own, so that many can go at once."""

    def __init__(self, port, cookies=()):
        self.port, self.cookies = port, dict(cookies)

    def copy(self):
        return Browser(self.port, self.cookies)

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        if "c" not in self.cookies:
            self.get("/accounts/sign-in/")
        return self.ask("POST", path, urlencode({"csrfmiddlewaretoken": self.cookies["c"], **fields}))

    def ask(self, method, path, body=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(http.client.HTTPConnection(HOST, self.port, timeout=ANSWERS_WITHIN)) as wire:
            wire.request(method, path, body, headers)
            answer = Answer(wire.getresponse())
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


class Served:
    def __init__(self, port, folder, database):
        self.port, self.folder, self.database = port, folder, database

    def browser(self):
        return Browser(self.port)

    def letters_to(self, address):
        """The messages that went there, oldest first."""
        kept = sorted((self.folder / "post").glob("*.txt"), key=lambda path: path.stat().st_mtime_ns)
        return [text for path in kept if f"To: {address}\n" in (text := path.read_text())]


@contextlib.contextmanager
def copied_database(folder):
    """Yields its name, and its address where that is not a file in the folder."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        copy = str(folder / "coproduction.sqlite3")
        with contextlib.closing(sqlite3.connect(name)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        yield copy, None
        return
    copy, where = f"{name}_{SERVED}", connection.settings_dict
    # Nobody may be connected to what is copied; so the order goes by way of another database.
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    yield copy, f"postgres://{where['USER']}@{quote(where['HOST'], safe='')}/{copy}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


def running(folder, address):
    """Yields the Server."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.served", "COPRODUCTION_TEST_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    if address:
        environment["DATABASE_URL"] = address
    return granian(serve, environment, folder / "log", is_alive)


def is_alive(port):
    with contextlib.suppress(OSError, http.client.HTTPException):
        return Browser(port).get("/healthz").status == 200
    return False


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker):
    memory = os.environ["COPRODUCTION_TEST_DATA"]
    with tempfile.TemporaryDirectory(dir=memory) as kept, django_db_blocker.unblock():
        folder = Path(kept)
        with copied_database(folder) as (name, address), running(folder, address) as running_server:
            yield Served(running_server.port, folder, name)


@pytest.fixture
def served(server, db, django_db_blocker):
    # Here and not in `server`: `db` shuts each database that is not the test's own.
    connections.databases[SERVED] = {**deepcopy(connection.settings_dict), "NAME": server.database}
    with django_db_blocker.unblock():
        yield server
        connections[SERVED].close()
    del connections[SERVED], connections.databases[SERVED]
