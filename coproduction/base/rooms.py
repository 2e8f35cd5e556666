"""What the rooms of a floor hold, found by its place: a new room is named once, in the `rooms.py` of its floor."""

from importlib import import_module
from importlib.util import find_spec


def modules(app, rooms, kind):
    """The modules of one kind, such as "doors", in the order of the rooms; a room need not have one."""
    names = (f"{app}.{room}.{kind}" for room in rooms)
    return [import_module(name) for name in names if find_spec(name)]
