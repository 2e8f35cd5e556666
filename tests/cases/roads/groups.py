"""Roads of a group that speaks for itself: somebody begins to say that a principle was met, others agree or object."""

from datetime import date

from ..visitor import Visitor
from .pages import taken
from .people import welcome, welcome_all
from .stages import begin

# The last day to object to what is begun on the first day of the cases, a Tuesday; it stands from the next day.
LAST_DAY = date(2026, 6, 16)
WAITS = "Your group wants to say"


def group_of(as_cora, *names, without=(), **fields):
    """A stage that is open (see `begin`), and {name: who visits for them, or None without a sign-in}."""
    people = [welcome(as_cora, name) if name in without else welcome_all(as_cora, name)[0] for name in names]
    _, stage, _ = begin(as_cora, people=people, **fields)
    return stage, {person.name: person.user and Visitor(person.user) for person in people}


def try_to_say_as_group(as_person, stage, principle="creativity", **ticks):
    """Gives back the page that follows, or the refusal."""
    ticks = {"alone": "on", "known": "on", **ticks}
    return as_person.open("/me/group/").send("We want to say this", stage=stage.pk, principle=principle, **ticks)


def say_as_group(as_person, stage, principle="creativity"):
    return taken(try_to_say_as_group(as_person, stage, principle), "Thank you. That is noted.")


def try_to_say_yes(as_person, alone="on"):
    """Gives back the page that follows, or the refusal."""
    return as_person.open("/me/").link(WAITS).send("Yes, we should say this", alone=alone)


def say_yes(as_person):
    return taken(try_to_say_yes(as_person), "Thank you. That is noted.")


def object_to_it(as_person):
    page = as_person.open("/me/").link(WAITS)
    return taken(page.send("I object, without my name"), "Thank you. That is noted.")
