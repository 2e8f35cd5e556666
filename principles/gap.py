"""Both voices on a principle: what participants say, what coordinators say, and how far apart they are.

Where too few have answered, nothing of the answers is kept: low, high and missing look the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coproduction.base.disclosure import LEAST
from coproduction.base.words import PRINCIPLE_KEYS, SMALL_GROUP

from .facts import AnswerFact, ProjectFacts, RoundFact

HALF = Fraction(1, 2)
CONFIRMED_FROM = 3
GROUPS_TO_POOL = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """Means are of 5, to one decimal. waiting: enough people to be heard, but not heard yet."""

    principle: str
    people: float | None = None
    answered: int | None = None
    asked: int | None = None
    coordinators: float | None = None
    closed_on: date | None = None
    low: bool = False
    waiting: bool = False

    @property
    def shown(self) -> bool:
        return self.people is not None

    @property
    def gap(self) -> float | None:
        """Above nought, coordinators see it as better than participants do."""
        if self.people is None or self.coordinators is None:
            return None
        return round(self.coordinators - self.people, 1)

    @property
    def gap_size(self) -> float | None:
        return None if self.gap is None else abs(self.gap)

    @property
    def sentence(self) -> str:
        if not self.shown:
            return SMALL_GROUP
        return f"people say {self.people} of 5 ({self.answered} of {self.asked} answered)"


@dataclass(frozen=True, slots=True)
class Heard:
    """The answers to one question in one closed round, before it is known whether they may be shown."""

    scores: tuple[int, ...] = ()
    coordinators: tuple[int, ...] = ()
    asked: int = 0
    closed_on: date | None = None

    def enough(self, least: int) -> bool:
        return len(self.scores) >= least and len(self.scores) >= self.asked * HALF


def voice(facts: ProjectFacts, principle: str, least: int = LEAST) -> Voice:
    """From the latest closed round that enough people answered; rounds are never added together."""
    least = max(least, LEAST)
    heard = _heard(facts, principle, least)
    if heard.enough(least):
        return _shown(principle, heard)
    people = {one.person for one in facts.involvements if one.joined_on and one.joined_on <= facts.as_of}
    return Voice(principle, waiting=len(people) >= least)


def pooled(projects: Sequence[ProjectFacts], principle: str, least: int = LEAST) -> Voice:
    """The whole organisation's figure. Only ever for all of its projects: a filter could be subtracted.

    Small groups come in only together, two or more and enough answers between them, so that
    taking away the figures that show leaves no group's answers behind.
    """
    least = max(least, LEAST)
    heard = [_heard(facts, principle, least) for facts in projects]
    shown = [one for one in heard if one.enough(least)]
    small = [one for one in heard if not one.enough(least) and one.scores]
    if len(small) >= GROUPS_TO_POOL and sum(len(one.scores) for one in small) >= least:
        everyone = _together(shown + small)
        if everyone.enough(least):
            return _shown(principle, everyone)
    together = _together(shown)
    return _shown(principle, together) if together.enough(least) else Voice(principle)


def heard_in(facts: ProjectFacts, one: RoundFact, least: int = LEAST) -> bool:
    """Whether enough people have answered in this round, on any question; a few and none are the same."""
    closed = one.closed_on is not None and one.closed_on <= facts.as_of
    return closed and any(_round(one, key).enough(max(least, LEAST)) for key in PRINCIPLE_KEYS)


def _heard(facts: ProjectFacts, principle: str, least: int) -> Heard:
    closed = [one for one in facts.rounds if one.closed_on and one.closed_on <= facts.as_of]
    closed.sort(key=lambda one: (one.closed_on, str(one.ref.id)), reverse=True)
    rounds = [_round(one, principle) for one in closed]
    return next((one for one in rounds if one.enough(least)), rounds[0] if rounds else Heard())


def _round(one: RoundFact, principle: str) -> Heard:
    answers = [answer for answer in one.answers if answer.principle == principle and answer.score is not None]
    return Heard(_scores(answers, "participant"), _scores(answers, "coordinator"), one.asked, one.closed_on)


def _scores(answers: list[AnswerFact], whose: str) -> tuple[int, ...]:
    return tuple(answer.score for answer in answers if answer.voice == whose)


def _together(many: list[Heard]) -> Heard:
    """Coordinators are left out: there are too few of them to pool."""
    scores = tuple(score for one in many for score in one.scores)
    last = max((one.closed_on for one in many), default=None)
    return Heard(scores, (), sum(one.asked for one in many), last)


def _shown(principle: str, heard: Heard) -> Voice:
    mean = _mean(heard.scores)
    return Voice(
        principle,
        people=_one_decimal(mean),
        answered=len(heard.scores),
        asked=heard.asked,
        coordinators=_one_decimal(_mean(heard.coordinators)),
        closed_on=heard.closed_on,
        low=mean < CONFIRMED_FROM,
    )


def _mean(scores: tuple[int, ...]) -> Fraction | None:
    return Fraction(sum(scores), len(scores)) if scores else None


def _one_decimal(mean: Fraction | None) -> float | None:
    """Downwards, so that a figure just below 3 never reads as 3."""
    return None if mean is None else (mean * 10).__floor__() / 10
