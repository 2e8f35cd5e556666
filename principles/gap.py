"""Both voices on a principle: what participants say, what coordinators say, and how far apart they are.

Where too few have answered, nothing of the answers is kept: low, high and missing look the same. Where enough have,
no more is kept than may be shown: what orders, draws or compares has the band, never the mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from coproduction.base.disclosure import EXACT_FROM, LEAST, Figure, band, figure, how_many_answered, rounded
from coproduction.base.words import NOBODY_ASKED, PRINCIPLE_KEYS, SMALL_GROUP

from .facts import ProjectFacts, RoundFact
from .findings import State
from .once import once
from .timing import joined

HALF = 0.5
CONFIRMED_FROM = 3
# The two lowest answers, "No, not at all" and "Not much", and how many may give them where people confirm.
LOW_ANSWER = 2
LOW_AT_MOST = Fraction(1, 5)
POOLED_FOR = timedelta(days=365)
# As long as this, a closed round shows nothing to those of the team who have not answered it themselves.
WITHHELD_FOR = timedelta(days=14)
# Under the first the two voices are in step; from the second on they are far apart. Of five.
GAP_TO_TALK_ABOUT, WIDE_GAP = 0.5, 1.5

NOT_CONFIRMED, RECORDS_ONLY, GROUP_MET = "not_confirmed", "records_only", "group_met"


@dataclass(frozen=True, slots=True)
class Voice:
    """figure: what people say, as it may be shown. count: how many of them, in words.

    coordinators: their mean, to one decimal; where one answered, it is theirs (team: how many did).
    waiting: enough people to be heard, but not heard yet. asked: questions were opened, answered or not.
    """

    principle: str
    figure: Figure | None = None
    count: str = ""
    coordinators: float | None = None
    team: int = 0
    closed_on: date | None = None
    low: bool = False
    confirms: bool = False
    waiting: bool = False
    asked: bool = True

    @property
    def shown(self) -> bool:
        return self.figure is not None

    @property
    def people(self) -> str:
        return self.figure.words if self.figure else ""

    @property
    def apart(self) -> float | None:
        """How far coordinators stand from the people's figure as it is shown; above nought, they see it as better."""
        if self.figure is None or self.coordinators is None:
            return None
        nearest = min(max(self.coordinators, self.figure.low), self.figure.high)
        return round(self.coordinators - nearest, 1)

    @property
    def far_apart(self) -> bool:
        return self.apart is not None and abs(self.apart) >= GAP_TO_TALK_ABOUT

    @property
    def gap(self) -> str:
        """In words; with a number only where people's figure is one."""
        if self.figure is None or self.apart is None:
            return ""
        if not self.far_apart:
            return "people and the team say about the same"
        much = "a lot " if abs(self.apart) >= WIDE_GAP else ""
        by = f", by {abs(self.apart)}" if self.figure.exact else ""
        return f"people say {much}{'less' if self.apart > 0 else 'more'} than the team{by}"

    @property
    def sentence(self) -> str:
        if not self.shown:
            return SMALL_GROUP if self.asked else NOBODY_ASKED
        return f"people say {self.people} of 5{f' ({self.count})' if self.count else ''}"

    @property
    def team_sentence(self) -> str:
        if self.coordinators is None:
            return "nobody of the team has answered"
        return f"one coordinator says {self.coordinators:g}" if self.team == 1 else f"the team says {self.coordinators}"


@dataclass(frozen=True, slots=True)
class Heard:
    """The answers to one question in one closed round, before it is known whether they may be shown."""

    scores: tuple[int, ...] = ()
    coordinators: tuple[int, ...] = ()
    asked: int = 0
    closed_on: date | None = None

    def enough(self, least: int) -> bool:
        return len(self.scores) >= least and len(self.scores) >= self.asked * HALF

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(self.scores), len(self.scores))

    @property
    def low(self) -> bool:
        return self.mean < CONFIRMED_FROM

    @property
    def few_said_no(self) -> bool:
        return sum(score <= LOW_ANSWER for score in self.scores) <= len(self.scores) * LOW_AT_MOST


def together(records: State, voice: Voice, group_says: bool = False) -> str:
    """How a principle stands, beside both voices.

    Where our records say yes and people's figure is 3 or more, but more than one in five gave one of the two lowest
    answers, it is *partly*, as where our records say it in part. *Not confirmed* would say of every project, whatever
    its records, that at least two people answered "no" or "not much" (1, 1, 5, 5, 5); *partly* tells it only where
    *met* has to be refused, and there it points at nobody: each of the people may have said yes, and each no.
    """
    if voice.low:
        return NOT_CONFIRMED
    if records != State.MET:
        return str(records)
    if voice.shown:
        return str(State.MET if voice.confirms else State.PARTLY)
    return GROUP_MET if group_says else RECORDS_ONLY


def voice(facts: ProjectFacts, principle: str, least: int = LEAST) -> Voice:
    """From the latest closed round that enough people answered; rounds are never added together."""
    least = max(least, LEAST)
    heard = _heard(facts, principle, least)
    if heard.enough(least):
        return _shown(principle, heard, least)
    return Voice(principle, waiting=len(joined(facts)) >= least, asked=bool(facts.rounds))


def pooled(projects: Sequence[ProjectFacts], principle: str, least: int = LEAST) -> Voice:
    """The whole organisation's figure, always a band. Only ever for all of its projects: a filter could be subtracted.

    It is worked out from figures that are shown, each counted as it is shown, and never from answers: a mean of
    answers less a figure beside it would tell of a group more than its own figure does. Small groups come in together,
    as one band of two or more of them and enough answers.
    """
    least = max(least, LEAST)
    heard = [_heard(facts, principle, least) for facts in projects]
    shown = [(figure(answers.scores), len(answers.scores)) for answers in heard if answers.enough(least)]
    shown += [(band(pool.mean), least) for pool in _together(projects, principle, least)]
    if not shown:
        return Voice(principle, asked=any(facts.rounds for facts in projects))
    weights = [rounded(count) if count >= EXACT_FROM else LEAST for _, count in shown]
    middle = sum(Fraction(str(said.place)) * weight for (said, _), weight in zip(shown, weights, strict=True))
    return Voice(principle, band(middle / sum(weights)))


def heard_in(facts: ProjectFacts, survey_round: RoundFact, least: int = LEAST) -> bool:
    """Whether enough people have answered in this round, on any question; a few and none are the same."""
    closed = survey_round.closed_on is not None and survey_round.closed_on <= facts.as_of
    return closed and any(_heard_in(facts, survey_round, key).enough(max(least, LEAST)) for key in PRINCIPLE_KEYS)


def _heard(facts: ProjectFacts, principle: str, least: int) -> Heard:
    latest: Heard | None = None
    for _, survey_round in reversed(_closed(facts)):
        heard = _heard_in(facts, survey_round, principle)
        if heard.enough(least):
            return heard
        latest = latest or heard
    return latest or Heard()


@once
def _closed(facts: ProjectFacts) -> list[tuple[date, RoundFact]]:
    """Each with the day it closed on, the oldest first."""
    closed = [
        (survey_round.closed_on, survey_round)
        for survey_round in facts.rounds
        if survey_round.closed_on and survey_round.closed_on <= facts.as_of
    ]
    return sorted(closed, key=lambda row: (row[0], str(row[1].ref.id)))


def _heard_in(facts: ProjectFacts, survey_round: RoundFact, principle: str) -> Heard:
    scores = _scores(facts)[survey_round.ref.id]
    people, team = (tuple(scores.get((principle, whose), ())) for whose in ("participant", "coordinator"))
    return Heard(people, team, survey_round.asked, survey_round.closed_on)


@once
def _scores(facts: ProjectFacts) -> dict[UUID, dict[tuple[str, str], list[int]]]:
    """{round: {principle and whose: scores}}, without "can't say"."""
    return {survey_round.ref.id: _scores_in(survey_round) for survey_round in facts.rounds}


def _scores_in(survey_round: RoundFact) -> dict[tuple[str, str], list[int]]:
    scores: dict[tuple[str, str], list[int]] = defaultdict(list)
    for principle, score, whose in survey_round.answers:
        if score is not None:
            scores[principle, whose].append(score)
    return scores


def _together(projects: Sequence[ProjectFacts], principle: str, least: int) -> Iterable[Heard]:
    """Rounds of too few, as they closed, until two projects and enough answers are together; then the next begin.

    What is together stays so, and goes together after a year: between two days no smaller group ever comes or goes.
    A project's later round takes the place of an earlier one that still waits, so that nobody counts twice.
    """
    few = [
        (closed_on, str(survey_round.ref.id), facts.ref.id, survey_round)
        for facts in projects
        for closed_on, survey_round in _closed(facts)
    ]
    known = {facts.ref.id: facts for facts in projects}
    waiting: dict[UUID, Heard] = {}
    for closed_on, _, project, survey_round in sorted(few, key=lambda row: row[:2]):
        heard = _heard_in(known[project], survey_round, principle)
        if heard.enough(least) or not heard.scores:
            continue
        waiting[project] = heard
        everyone = Heard(
            tuple(score for answers in waiting.values() for score in answers.scores),
            asked=sum(answers.asked for answers in waiting.values()),
        )
        # Never one project's alone, which are too few.
        if everyone.enough(least):
            waiting = {}
            if closed_on > projects[0].as_of - POOLED_FOR:
                yield everyone


def _shown(principle: str, heard: Heard, least: int) -> Voice:
    return Voice(
        principle,
        figure=figure(heard.scores),
        count=how_many_answered(len(heard.scores), heard.asked, least),
        coordinators=_one_decimal(heard.coordinators),
        team=len(heard.coordinators),
        closed_on=heard.closed_on,
        low=heard.low,
        confirms=not heard.low and heard.few_said_no,
    )


def _one_decimal(scores: tuple[int, ...]) -> float | None:
    return (Fraction(sum(scores), len(scores)) * 10).__floor__() / 10 if scores else None
