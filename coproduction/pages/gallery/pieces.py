"""What the gallery shows: a piece, its states, and how each is drawn. The people and sums in it are made up."""

from typing import NamedTuple

from django.template.loader import render_to_string


class State(NamedTuple):
    """`context` is what the template is given; a function in it is called for each page, since a form keeps things."""

    label: str
    context: dict


class Piece(NamedTuple):
    """`line`: how it is called for, where that isn't an include. `shown`: where to see one that has no states here."""

    key: str
    name: str
    use: str
    template: str
    states: tuple = ()
    avoid: str = ""
    line: str = ""
    shown: str = ""

    @property
    def source(self):
        return self.line or include_line(self.template, self.states[0].context if self.states else {})


def include_line(template, context):
    """As it would stand in a page: short words are said, all else is passed on under its name."""
    given = " ".join(
        f'{name}="{value}"' if isinstance(value, str) and len(value) < 40 else f"{name}={name}"
        for name, value in context.items()
    )
    return f'{{% include "{template}" {f"with {given} " if given else ""}only %}}'


def draw(request, pieces):
    """Each piece with pairs of a state's label and its HTML."""
    return [(piece, [(state.label, drawn(request, piece, state)) for state in piece.states]) for piece in pieces]


def drawn(request, piece, state):
    context = {name: value() if callable(value) else value for name, value in state.context.items()}
    return render_to_string(piece.template, context, request=request)
