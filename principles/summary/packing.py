"""What is kept of a summary as JSON: a value of a declared type becomes plain lists, and is read back as it was.

Only types of our own are made on reading, the one that the reader names: what stands in the database names none.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Value = TypeVar("Value")
Turn = Callable[[Any], Any]
PLAIN = (str, int, float, bool)


def pack(kind: Any, value: Any) -> Any:
    """Plain lists, numbers and words."""
    turn = packer(kind)
    return turn(value) if turn else value


def unpack(kind: type[Value], packed: Any) -> Value:
    """kind: a dataclass, or a tuple of them such as tuple[Voice, ...]."""
    turn: Turn | None = unpacker(kind)  # type: ignore[arg-type]  # Types can be hashed.
    return turn(packed) if turn else packed


@cache
def packer(kind: Any) -> Turn | None:
    """None where a value stands for itself."""
    if names := names_of(kind):
        return pack_fields(kind, names)
    if kind is UUID:
        return lambda value: value.hex
    if kind is date:
        return lambda value: value.toordinal()
    return of_container(kind, packer, list, lambda many: sorted(many, key=str))


@cache
def unpacker(kind: Any) -> Turn | None:
    if names := names_of(kind):
        return unpack_fields(kind, names)
    if kind is UUID:
        return UUID
    if kind is date:
        return date.fromordinal
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return of_container(kind, unpacker, tuple, frozenset)


def names_of(kind: Any) -> tuple[str, ...]:
    """Of a dataclass or a named tuple, the names of what it is made of."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return getattr(kind, "_fields", ())


def pack_fields(kind: Any, names: tuple[str, ...]) -> Turn:
    hints = get_type_hints(kind)
    turns = [(attrgetter(name), packer(hints[name])) for name in names]
    return lambda value: [turn(get(value)) if turn else get(value) for get, turn in turns]


def unpack_fields(kind: Any, names: tuple[str, ...]) -> Turn:
    hints = get_type_hints(kind)
    turns = [unpacker(hints[name]) for name in names]
    return lambda packed: kind(*(turn(value) if turn else value for turn, value in zip(turns, packed, strict=True)))


def of_container(kind: Any, turn_of: Callable[[Any], Turn | None], ordered: Turn, unordered: Turn) -> Turn | None:
    """Of an optional value, a tuple or a frozen set."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (one,) = {part for part in parts if part is not NoneType}
        return unless_none(turn_of(one))
    if origin is tuple and parts[-1] is not Ellipsis:
        turns = [turn_of(part) for part in parts]
        return lambda many: ordered(turn(value) if turn else value for turn, value in zip(turns, many, strict=True))
    if origin in (tuple, frozenset):
        turn, into = turn_of(parts[0]), ordered if origin is tuple else unordered
        return lambda many: into(map(turn, many) if turn else many)
    if not issubclass(kind, PLAIN):
        raise TypeError(f"{kind} is not kept.")
    return None


def unless_none(turn: Turn | None) -> Turn | None:
    return (lambda value: None if value is None else turn(value)) if turn else None
