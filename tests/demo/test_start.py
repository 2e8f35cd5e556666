"""Trying it out on a folder that an older version left behind."""

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


def test_the_command_starts_afresh_before_it_migrates_and_says_so(folder, monkeypatch, settings, capsys, db):
    settings.DEMO, settings.DATA_DIR = True, folder
    # It hands its address to the server that takes its place.
    monkeypatch.setenv("COPRODUCTION_ADDRESS", "")
    monkeypatch.setattr(start, "is_taken", lambda port: False)
    monkeypatch.setattr(start, "collect_static", lambda: None)
    monkeypatch.setattr(start.os, "execv", lambda *_: None)
    there = {}
    monkeypatch.setattr(start, "call_command", lambda name, **_: there.setdefault(name, names(folder)))
    start.Command().handle(port=1)
    printed = capsys.readouterr().out
    assert "it starts afresh" in printed and str(folder / old()) in printed
    assert old() in there["migrate"] and "coproduction.sqlite3" not in there["migrate"]
    assert (folder / start.MADE_WITH).read_text() == start.migrations_digest()
    (folder / "coproduction.sqlite3").write_text("new")
    start.Command().handle(port=1)
    assert "it starts afresh" not in capsys.readouterr().out
    assert (folder / "coproduction.sqlite3").read_text() == "new"
