"""The six principles and what they ask, in our own plain words.

The principles were written together at a city event on 22 September 2022: thirty
sentences. One of them asks two things, so there are thirty-one statements here.
"""

from dataclasses import dataclass

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
        return tuple(one for one in STATEMENTS.values() if one.principle == self.key)


LINES = {
    "creativity": "Find ways of working that suit the people, and stay open to new ones.",
    "relationships": "Build trust: be honest, keep promises, and answer what people say.",
    "resources": "Give it money, time and support, include people all the way, and pay them fairly.",
    "equality": "Nobody counts for more than anyone else, and many kinds of people are heard.",
    "trauma_informed": "Make it safe, be patient, and let people choose.",
    "sustainability": "Make it last: value what people bring, help them grow, and learn from it.",
}

QUESTIONS = {
    "creativity": (
        "Could you take part in ways that suited you?",
        "Could people take part in ways that suited them?",
    ),
    "relationships": (
        "Could you trust the people who ran this?",
        "Could people trust you and the others who ran this?",
    ),
    "resources": (
        "Did you have the time, money and support you needed?",
        "Did people have the time, money and support they needed?",
    ),
    "equality": (
        "Did your view count as much as anyone else's?",
        "Did each person's view count as much as anyone else's?",
    ),
    "trauma_informed": (
        "Did it feel safe, and could you choose what you did?",
        "Did it feel safe to people, and could they choose what they did?",
    ),
    "sustainability": (
        "Did taking part lead to something good, for you or for others?",
        "Did taking part lead to something good, for people or for others?",
    ),
}

ANSWERS = (
    (1, "No, not at all"),
    (2, "Not much"),
    (3, "Some of the time"),
    (4, "Most of the time"),
    (5, "Yes, very much"),
)

CANT_SAY = "I can't say"

PRINCIPLES = {
    key: Principle(key, name, glyph, LINES[key], *QUESTIONS[key]) for key, name, glyph in KEYS_NAMES_GLYPHS
}

# What coproduction is, before any principle: who works together, how they decide, and what for.
PARTNERSHIP = {
    "D1": "Services and the people who know them from the inside design, review or run things together.",
    "D2": "Everyone works as equals. Decisions have to work for the service and for the people.",
    "D3": "So services fit the people who use them.",
}
