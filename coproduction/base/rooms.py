"""What the rooms of a floor hold, found by its place: a new room is named once, in the `rooms.py` of its floor."""

from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import NamedTuple


class Place(Enum):
    """A page that leads on to those of several rooms.

    For another page: a member here, `links_on` in its view, and the links in its template.
    """

    STAGE = "the page of a stage"
    CLOSING = "the page that closes a stage"
    PERSON = "the page of somebody who takes part, as the team sees it"
    HOME = "the first page of somebody who takes part"
    SAYING = "the page of somebody who takes part on which they say something"


class Link(NamedTuple):
    """A room's own page, and where it is offered: said in `links.py` of the room."""

    place: Place
    route: str
    words: str


@cache
def modules(app: str, rooms: tuple[str, ...], kind: str) -> tuple[ModuleType, ...]:
    """The modules of one kind, such as "doors", in the order of the rooms; a room need not have one.

    Looked for once: pages ask for them on each visit.
    """
    names = (f"{app}.{room}.{kind}" for room in rooms)
    return tuple(import_module(name) for name in names if find_spec(name))
