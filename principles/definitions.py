"""The six principles and what they ask, in our own plain words.

The principles were written together at a city event on 22 September 2022: thirty
sentences. One of them asks two things, so there are thirty-one statements here.
"""

from dataclasses import dataclass

from coproduction.base.words import ANSWERS, CANT_SAY, QUESTIONS
from coproduction.base.words import PRINCIPLES as KEYS_NAMES_GLYPHS

from .statements import STATEMENTS, Statement

__all__ = ["ANSWERS", "CANT_SAY", "PARTNERSHIP", "PRINCIPLES", "STATEMENTS", "Principle", "Statement"]


@dataclass(frozen=True, slots=True)
class Principle:
    """question: what participants are asked. team_question: what coordinators are asked, blind."""

    key: str
    name: str
    glyph: str
    line: str
    question: str
    team_question: str

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(statement for statement in STATEMENTS.values() if statement.principle == self.key)


LINES = {
    "creativity": "Find ways of working that suit the people, and stay open to new ones.",
    "relationships": "Build trust: be honest, keep promises, and answer what people say.",
    "resources": "Give it money, time and support, include people all the way, and pay them fairly.",
    "equality": "Nobody counts for more than anyone else, and many kinds of people are heard.",
    "trauma_informed": "Make it safe, be patient, and let people choose.",
    "sustainability": "Make it last: value what people bring, help them grow, and learn from it.",
}

PRINCIPLES = {key: Principle(key, name, glyph, LINES[key], *QUESTIONS[key]) for key, name, glyph in KEYS_NAMES_GLYPHS}

# What coproduction is, before any principle: who works together, how they decide, and what for.
PARTNERSHIP = {
    "D1": "Services and the people who know them from the inside design, review or run things together.",
    "D2": "Everyone works as equals. Decisions have to work for the service and for the people.",
    "D3": "So services fit the people who use them.",
}
