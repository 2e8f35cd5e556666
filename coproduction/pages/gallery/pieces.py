"""What the gallery shows: a piece, its states, and how each is drawn. The people and sums in it are made up."""

from collections.abc import Callable
from typing import NamedTuple

from django.template.loader import render_to_string


class State(NamedTuple):
    """`given`: what `make` makes the template's context of, anew for each page, since a form keeps things."""

    label: str
    given: dict
    make: Callable[..., dict]

    @property
    def context(self):
        return self.make(**self.given)


class Piece(NamedTuple):
    """`source`: how it is called for. `shown`: where to see one that has no states here."""

    key: str
    name: str
    use: str
    template: str
    states: tuple[State, ...]
    avoid: str
    source: str
    shown: str


def include_line(template, context):
    """As it would stand in a page: short words are said, all else is passed on under its name."""
    given = " ".join(
        f'{name}="{value}"' if isinstance(value, str) and len(value) < 40 else f"{name}={name}"
        for name, value in context.items()
    )
    return f'{{% include "{template}" {f"with {given} " if given else ""}only %}}'


def draw(request, pieces):
    """Each piece with pairs of a state's label and its HTML."""
    return [
        (
            piece,
            [(state.label, render_to_string(piece.template, state.context, request=request)) for state in piece.states],
        )
        for piece in pieces
    ]
