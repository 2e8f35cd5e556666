"""On PostgreSQL a request is cut off after five seconds, and what works through all rows is not."""

import subprocess
import sys

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from coproduction.base.time_limits import COMMANDS, REQUESTS, WORKER, of_process
from tests.source import ROOT

PROCESSES = {
    ("granian", "--interface", "wsgi", "coproduction.wsgi:application"): REQUESTS,
    ("/srv/coproduction/.venv/bin/python", "-m", "granian"): REQUESTS,
    ("manage.py", "runserver"): REQUESTS,
    ("manage.py",): REQUESTS,
    (): REQUESTS,
    ("/srv/coproduction/manage.py", "migrate"): COMMANDS,
    ("./manage.py", "gather_statistics"): COMMANDS,
    ("manage.py", "load_scale", "--times", "10"): COMMANDS,
    ("manage.py", "send_due"): WORKER,
}
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such limits")


@pytest.mark.parametrize(("arguments", "limits"), PROCESSES.items())
def test_each_process_has_the_limits_of_what_it_does(arguments, limits):
    assert of_process(arguments) == limits


def test_settings_take_those_of_the_process_they_are_read_by(tmp_path):
    said = "from coproduction import settings; print(settings.DATABASES['default']['OPTIONS']['options'])"
    for arguments, limits in ((["manage.py", "migrate"], COMMANDS), (["granian"], REQUESTS)):
        code = f"import sys; sys.argv = {arguments!r}; {said}"
        database = {"DATABASE_URL": "postgres://u:p@db.example.org/c"}
        environment = {"COPRODUCTION_DEMO": "1", "COPRODUCTION_DATA": str(tmp_path), **database}
        told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert told.stdout.strip() == limits.options, told.stderr


def asked(limits, statement):
    """What the database answers to somebody who came with these limits."""
    options = {**connection.settings_dict["OPTIONS"], "options": limits.options}
    other = ConnectionHandler({"default": {**connection.settings_dict, "OPTIONS": options}})["default"]
    try:
        with other.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone() if cursor.description else None
    finally:
        other.close()


@ON_POSTGRESQL
@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.parametrize("limits", [REQUESTS, COMMANDS, WORKER])
def test_the_database_takes_them_as_they_are_written(limits):
    assert asked(limits, "SHOW statement_timeout") == (limits.statement,)
    assert asked(limits, "SHOW lock_timeout") == (limits.lock,)
    assert asked(limits, "SHOW idle_in_transaction_session_timeout") == (limits.idle,)


@ON_POSTGRESQL
@pytest.mark.both_databases
@pytest.mark.django_db
def test_what_takes_longer_is_cut_off_in_a_request_and_not_in_a_command():
    """With a tenth of a second in the place of five seconds."""
    short, slow = REQUESTS._replace(statement="100ms"), "SELECT pg_sleep(0.4)"
    with pytest.raises(OperationalError, match="statement timeout"):
        asked(short, slow)
    assert asked(COMMANDS, slow)
    asked(COMMANDS, "ANALYZE")
