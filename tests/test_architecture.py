"""Who may look where: every import looks down the floors, at the top of a file or inside a function."""

import tomllib

import pytest

import participants.rooms
import projects.rooms

from .source import LAYERS, PACKAGES, ROOT, imports_of, layer_of, name_of, python_files, where

# From the roof to the ground. A module belongs to the first name that begins its own.
FLOORS = (
    ("coproduction.pages", "coproduction.demo", "coproduction.urls", "coproduction.wsgi"),
    ("principles",),
    ("participants",),
    ("projects",),
    ("coproduction.accounts",),
    ("coproduction.base",),
)
# The wiring: the table of doors names roles, the settings name nobody.
WIRING = {"coproduction.doors", "coproduction.settings", "coproduction"}

ROOMS = {"projects": projects.rooms.ROOMS, "participants": participants.rooms.ROOMS}
# Collect what the rooms hold, for Django alone.
COLLECTED = ("projects.models", "participants.models")
# Rules without a clock and a database, on lower floors.
PURE = ("projects.deadlines", "projects.updates.silence", "coproduction.base.disclosure")

# Whoever sends or fetches over the network, by any road.
NETWORK = {
    "smtplib", "imaplib", "ftplib", "telnetlib", "http.client", "urllib.request", "requests", "httpx", "aiohttp",
    "urllib3", "anymail", "notifications_python_client", "django.core.mail", "xmlrpc", "twilio", "boto3",
}  # fmt: skip
MAY_SEND = {"coproduction.base.outbox"}


def begins(name, start):
    return name == start or name.startswith(f"{start}.")


def floor_of(name):
    """0 is the roof; None is the wiring or somebody else's package."""
    for height, floor in enumerate(FLOORS):
        if any(begins(name, start) for start in floor):
            return height
    return None


def test_each_of_our_modules_has_its_floor():
    homeless = {name_of(path) for path in python_files() if floor_of(name_of(path)) is None}
    assert homeless <= WIRING


def test_every_import_looks_down():
    upward, looked_at = [], 0
    for path in python_files():
        height = floor_of(name_of(path))
        for name, line in imports_of(path):
            to = floor_of(name)
            looked_at += to is not None
            if to is not None and height is not None and to < height:
                upward.append(f"{where(path, line)} imports {name}")
    assert not upward, "\n".join(upward)
    assert looked_at > 100


@pytest.mark.parametrize("name", ["coproduction.settings", "coproduction.doors", "coproduction.urls"])
def test_nobody_imports_the_wiring(name):
    known = {"coproduction.urls": {"coproduction.settings"}}
    importers = [
        where(path, line)
        for path in python_files()
        for imported, line in imports_of(path)
        if begins(imported, name) and name_of(path) not in known.get(name, set())
    ]
    assert importers == []


def test_the_roof_is_imported_by_nobody_below_and_demo_only_by_the_urls():
    importers = {
        name_of(path)
        for path in python_files()
        for imported, _ in imports_of(path)
        if begins(imported, "coproduction.demo") and not begins(name_of(path), "coproduction.demo")
    }
    assert importers <= {"coproduction.urls", "coproduction.pages.frame", "coproduction.accounts.urls"}
    assert "coproduction.accounts.urls" not in importers


def room_of(name):
    """The floor and the room of a module; no room where it stands in none."""
    app, _, rest = name.partition(".")
    room = rest.partition(".")[0]
    return app, room if room in ROOMS.get(app, ()) else None


@pytest.mark.parametrize("app", sorted(ROOMS))
def test_each_room_looks_at_those_before_it(app):
    wrong, looked_at = [], 0
    for path in python_files(app):
        _, room = room_of(name_of(path))
        for imported, line in imports_of(path):
            to_app, to = room_of(imported)
            if room is None or to_app != app or to is None:
                continue
            looked_at += to != room
            if ROOMS[app].index(to) > ROOMS[app].index(room):
                wrong.append(f"{where(path, line)} imports {imported}")
    assert not wrong, "\n".join(wrong)
    assert looked_at > 10


@pytest.mark.parametrize("app", sorted(ROOMS))
def test_each_folder_is_a_room(app):
    folders = {path.relative_to(ROOT / app).parts[0] for path in python_files(app) if path.parent != ROOT / app}
    assert folders == set(ROOMS[app])


def test_nobody_but_django_imports_the_models_that_an_app_collects():
    importers = [
        where(path, line)
        for path in python_files("coproduction", "projects", "participants", "principles", "tests")
        for imported, line in imports_of(path)
        if any(begins(imported, collected) for collected in COLLECTED)
    ]
    assert importers == []


@pytest.mark.parametrize("app", ["projects", "participants", "principles"])
def test_within_an_app_views_look_at_actions_and_actions_at_models(app):
    wrong = []
    for path in python_files(app):
        layer = layer_of(name_of(path))
        for imported, line in imports_of(path) if layer is not None else ():
            to = layer_of(imported)
            if imported.split(".")[0] in PACKAGES and to and LAYERS.index(to) < LAYERS.index(layer):
                wrong.append(f"{where(path, line)} imports {imported}")
    assert not wrong, "\n".join(wrong)


def test_the_checks_of_the_principles_know_neither_django_nor_the_clock():
    foreign = [
        f"{where(path, line)} imports {name}"
        for path in python_files("principles")
        if begins(name_of(path), "principles.checks")
        for name, line in imports_of(path)
        if not any(begins(name, ours) for ours in ("principles", *PURE))
        and name.split(".")[0] not in {"dataclasses", "datetime", "collections"}
        and name.split(".")[0] not in {"itertools", "functools", "statistics", "typing", "math", "operator"}
    ]
    assert not foreign, "\n".join(foreign)


def test_one_place_sends():
    senders = {
        name_of(path)
        for path in python_files()
        for name, _ in imports_of(path)
        if any(begins(name, client) for client in NETWORK)
    }
    assert senders <= MAY_SEND


def test_one_module_names_what_allauth_keeps_to_itself():
    """It may change in any release: so it stands in one place, and the version is pinned exactly."""
    named = {name_of(path) for path in python_files() for name, _ in imports_of(path) if ".internal" in name}
    assert named == {"coproduction.accounts.allauth_internal"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = [line for line in project["dependencies"] if line.startswith("django-allauth")]
    assert len(pins) == 1 and "==" in pins[0]


def test_an_import_inside_a_function_is_seen_too(tmp_path, monkeypatch):
    from . import source

    monkeypatch.setattr(source, "ROOT", tmp_path)
    lazy = tmp_path / "projects" / "late.py"
    lazy.parent.mkdir()
    lazy.write_text("def f():\n    from participants.models import Payment\n    from .models import Stage\n")
    assert [name for name, _ in imports_of(lazy)] == ["participants.models.Payment", "projects.models.Stage"]
