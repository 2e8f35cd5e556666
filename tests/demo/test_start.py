"""Trying it out on a folder that an older version left behind."""

import sqlite3

import pytest

from coproduction.base.days import today
from coproduction.demo.management.commands import start_demo as start


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder whose database an older version made, with its journal beside it."""
    database = tmp_path / "coproduction.sqlite3"
    for ending, words in (("", "kept"), ("-wal", "journal"), ("-shm", "index")):
        (tmp_path / f"coproduction.sqlite3{ending}").write_text(words)
    monkeypatch.setattr(start, "made_here", lambda: database)
    monkeypatch.setattr(start.connections, "close_all", lambda: None)
    return tmp_path


def names(folder):
    return {path.name for path in folder.iterdir()}


def old(suffix=""):
    return f"old-{today()}{suffix}.sqlite3"


@pytest.mark.parametrize("made_with", [None, "something older"])
def test_an_older_database_is_kept_aside_with_its_journal(folder, made_with):
    if made_with:
        (folder / start.MADE_WITH).write_text(made_with)
    assert start.set_aside_what_an_older_version_made() == folder / old()
    assert names(folder) - {start.MADE_WITH} == {old(), f"{old()}-wal", f"{old()}-shm"}
    assert (folder / old()).read_text() == "kept" and (folder / f"{old()}-wal").read_text() == "journal"


def test_what_this_version_made_stays(folder):
    start.note_what_made_it()
    before = names(folder)
    assert start.set_aside_what_an_older_version_made() is None
    assert names(folder) == before


def test_a_second_time_on_one_day_writes_over_nothing(folder):
    for suffix in ("", "-2", "-3"):
        (folder / "coproduction.sqlite3").write_text(f"kept{suffix}")
        assert start.set_aside_what_an_older_version_made() == folder / old(suffix)
    assert (folder / old()).read_text() == "kept" and (folder / old("-3")).read_text() == "kept-3"


def test_with_nothing_there_nothing_happens(folder):
    for path in list(folder.iterdir()):
        path.unlink()
    assert start.set_aside_what_an_older_version_made() is None


def test_a_database_on_a_server_is_left_alone(monkeypatch):
    monkeypatch.setattr(start, "made_here", lambda: None)
    assert start.set_aside_what_an_older_version_made() is None
    start.note_what_made_it()


def test_any_change_of_a_migration_shows(monkeypatch, tmp_path):
    class App:
        name, path = "projects", tmp_path

    (tmp_path / "migrations").mkdir()
    one = tmp_path / "migrations" / "0001_initial.py"
    one.write_text("a")
    monkeypatch.setattr(start.apps, "get_app_configs", lambda: [App])
    before = start.migrations_digest()
    one.write_text("b")
    changed = start.migrations_digest()
    one.rename(tmp_path / "migrations" / "0001_other.py")
    assert len({before, changed, start.migrations_digest()}) == 3


def test_the_command_starts_afresh_and_says_so(monkeypatch, tmp_path, settings, capsys):
    """As it runs, in a process of its own, over a database that is no use to it."""
    import os
    import subprocess
    import sys

    from tests.source import ROOT

    with sqlite3.connect(tmp_path / "coproduction.sqlite3") as older:
        older.execute("CREATE TABLE accounts_user (id integer)")
    older.close()
    script = "import os; os.execv = lambda *_: None; from manage import main; main()"
    env = {key: value for key, value in os.environ.items() if not key.startswith(("COPRODUCTION", "DATABASE"))}
    env |= {"COPRODUCTION_DEMO": "1", "COPRODUCTION_DATA": str(tmp_path), "PYTHONPATH": str(ROOT), "PORT": "0"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    run = subprocess.run(
        [sys.executable, "-c", script, "start_demo"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert "starts afresh" in run.stdout and old() in run.stdout
    assert {old(), start.MADE_WITH, "coproduction.sqlite3"} <= names(tmp_path)
