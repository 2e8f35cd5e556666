"""Room for the frames of one whole request in one piece of memory.

CPython 3.11 keeps the frames of Python functions in pieces of 16 KB, about a hundred frames each, and gives a
piece back to the system the moment its first frame returns. A request is deeper than that: where a loop in it calls
across the edge of a piece, every call asks the system for memory and gives it back. A frame that says it needs half a
megabyte makes the piece so large that all others find room behind it. Untouched memory costs nothing.
"""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")
Asked = TypeVar("Asked")

# Slots of eight bytes: a little more than half of a megabyte, so that the piece has one, and the rest is free.
SLOTS = 70_000


def with_room(call: Callable[[Asked], Answer], asked: Asked) -> Answer:
    return call(asked)


with_room.__code__ = with_room.__code__.replace(co_stacksize=SLOTS)
