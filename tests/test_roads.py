"""How many modules outside a record's own room know of it: few, so that the next record costs no more than its room."""

import importlib
import re

import pytest
from django.urls import NoReverseMatch, reverse

from .figures import Figures
from .source import PACKAGES, ROOT, imports_of, python_files, templates

MOST = 3
# The rooms of the records that moved into one when rooms were made: others knew of them already.
MOVED_IN = {
    *("people", "contact", "choices", "notes", "sign_in", "involvement", "portal", "briefings", "attendance"),
    *("adaptations", "agreements", "power", "promises", "contributions", "decisions", "deliveries", "messages"),
    *("survey", "peers", "group_statements", "offers", "payments", "same_person", "owed"),
    *("project", "stages", "sessions", "updates", "money"),
}
# What is kept of all records, a history or what is half written: pages that show them know it, as is meant.
OF_ALL_RECORDS = {"corrections", "drafts"}
# For each room of a record that came later: who may know of it. Who no longer does, leaves the list.
KNOWN_TO = {
    "participants.learning": {
        "participants/rooms.py",
        "principles/fact_queries/learning.py",
        "coproduction/demo/builder.py",
    },
}
TESTS_AT_MOST = 4


def files():
    return [*python_files(*PACKAGES), *templates()]


def roads_to(room, paths):
    """The files of these that import the room, name it, one of its addresses or its templates."""
    app, _, name = room.partition(".")
    own = (ROOT / app / name, ROOT / "templates" / name)
    outside = [path for path in paths if not any(path.is_relative_to(folder) for folder in own)]
    names = re.compile("|".join(map(re.escape, (*routes_of(room), f'"{name}/'))))
    listed = {ROOT / app / "rooms.py"} if f'"{name}"' in (ROOT / app / "rooms.py").read_text() else set()
    found = listed | {path for path in outside if imports(path, room) or names.search(path.read_text())}
    return {str(path.relative_to(ROOT)) for path in found}


def imports(path, room):
    return path.suffix == ".py" and any(name == room or name.startswith(f"{room}.") for name, _ in imports_of(path))


def routes_of(room):
    """As they are written where an address is made: "gatherings:learning", with its quotes."""
    for kind in ("urls", "my_urls"):
        urls = importlib.import_module(f"{room}.{kind}")
        yield from (f'"{urls.app_name}:{pattern.name}"' for pattern in urls.urlpatterns)


def test_each_room_of_a_record_that_came_later_is_looked_at():
    rooms = {f"{app}.{room}" for app in ("participants", "projects") for room in rooms_of_records(app)}
    later = {room for room in rooms if room.partition(".")[2] not in MOVED_IN | OF_ALL_RECORDS}
    assert later == KNOWN_TO.keys(), "Say in KNOWN_TO who may know of each of them."


def rooms_of_records(app):
    return [path.parent.name for path in (ROOT / app).glob("*/models.py") if "class " in path.read_text()]


@pytest.mark.parametrize("room", sorted(KNOWN_TO))
def test_few_outside_a_room_know_of_its_record(room):
    assert roads_to(room, files()) == KNOWN_TO[room]
    most = max(len(known) for known in KNOWN_TO.values())
    assert most <= MOST
    words = f"records that came after there were rooms, at most {most} roads from outside its own room to one"
    Figures().record("NR1", 1, words, thing=room)


@pytest.mark.parametrize("room", sorted(KNOWN_TO))
def test_few_tests_know_of_a_record(room):
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "test_roads.py"]
    model = {
        name for path in python_files() if path.is_relative_to(ROOT / room.replace(".", "/")) for name in classes(path)
    }
    known = {path for path in tests if any(re.search(rf"\b{name}(Factory)?\b", path.read_text()) for name in model)}
    # Beside them `tests/factories/__init__.py` joins all factories, and roads that cases share may lead through it.
    joined = {ROOT / "tests" / "factories" / "__init__.py"}
    assert len(known - joined) <= TESTS_AT_MOST, sorted(map(str, known))


def classes(path):
    return re.findall(r"^class (\w+)\(ProjectRecord\)", path.read_text(), re.MULTILINE)


def test_an_address_of_the_room_is_found_where_it_is_made():
    """So that the count cannot be nothing because nothing was looked for."""
    assert '"gatherings:learning"' in set(routes_of("participants.learning"))
    with pytest.raises(NoReverseMatch):
        reverse("gatherings:learning")
