"""One principle over the last quarters: what the records say at the end of each, and what people said in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coproduction.base.words import PRINCIPLE_NAMES

from .checks import CHECKS
from .facts import ProjectFacts
from .findings import State, Verdict, verdict
from .gap import GROUP_MET, Voice, together, voice

SHOWN = 5
MONTHS = 3
# In a picture, from the top of one statement's block to the top of the next.
STEP = 12


@dataclass(frozen=True, slots=True)
class Span:
    """A calendar quarter. as_of: its last day, or today in the one that is not over."""

    first: date
    last: date
    as_of: date

    @property
    def so_far(self) -> bool:
        return self.as_of < self.last

    @property
    def words(self) -> str:
        return f"{self.first:%B} to {self.last:%B} {self.last.year}"

    @property
    def months(self) -> str:
        return f"{self.first:%b} to {self.last:%b}"


@dataclass(frozen=True, slots=True)
class Block:
    """One statement in a picture: its top, and whether it was met."""

    top: int
    met: bool


@dataclass(frozen=True, slots=True)
class Quarter:
    """voice: what people said in it. state: how it stood on its last day, beside what people had last said.

    blocks: as many as statements apply, those that are met at the bottom.
    """

    span: Span
    verdict: Verdict
    voice: Voice
    state: str
    blocks: tuple[Block, ...] = ()


def spans(starts_on: date | None, closed_on: date | None, today: date) -> tuple[Span, ...]:
    """The last quarters in which a project was live, at most five, the oldest first; none before it began."""
    if starts_on is None or starts_on > today:
        return ()
    end = min(closed_on, today) if closed_on else today
    found: list[Span] = []
    first = quarter_start(end)
    while len(found) < SHOWN and last_day(first) >= starts_on:
        found.append(Span(first, last_day(first), min(last_day(first), today)))
        first = quarter_start(first - timedelta(days=1))
    return tuple(reversed(found))


def quarter_of(day: date) -> Span:
    """The quarter that a day lies in, up to that day."""
    first = quarter_start(day)
    return Span(first, last_day(first), day)


def quarter_start(day: date) -> date:
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)


def last_day(first: date) -> date:
    return quarter_start(first + timedelta(days=31 * MONTHS)) - timedelta(days=1)


def over_quarters(key: str, known: Mapping[Span, ProjectFacts], seen: ProjectFacts, least: int) -> tuple[Quarter, ...]:
    """known: what stood on record at the end of each. seen: today's facts, with those rounds alone that the reader
    may see: a quarter shows the figure of its latest closed round that enough people answered, and no other.
    """
    if seen.imported:
        return ()
    return with_blocks([judge_quarter(key, span, facts, seen, least) for span, facts in known.items()])


def judge_quarter(key: str, span: Span, facts: ProjectFacts, seen: ProjectFacts, least: int) -> Quarter:
    """Without its picture. See `over_quarters`."""
    found = verdict(key, CHECKS[key](facts))
    state = together(found.state, heard_until(seen, span, key, least), key in facts.group_says)
    return Quarter(span, replace(found, findings=()), heard_within(seen, span, key, least), state)


def with_blocks(quarters: Sequence[Quarter]) -> tuple[Quarter, ...]:
    tallest = max((quarter.verdict.of for quarter in quarters), default=0)
    return tuple(replace(quarter, blocks=blocks(quarter.verdict, tallest)) for quarter in quarters)


def heard_until(seen: ProjectFacts, span: Span, key: str, least: int) -> Voice:
    return voice(replace(seen, as_of=span.as_of), key, least)


def heard_within(seen: ProjectFacts, span: Span, key: str, least: int) -> Voice:
    """Rounds are not added together, and none is cut: a round belongs as a whole to the quarter it closed in."""
    closed = [
        survey_round
        for survey_round in seen.rounds
        if survey_round.closed_on and span.first <= survey_round.closed_on <= span.as_of
    ]
    # People may have been asked in another quarter.
    return replace(voice(replace(seen, rounds=tuple(closed)), key, least), asked=True)


def blocks(verdict: Verdict, tallest: int) -> tuple[Block, ...]:
    return tuple(Block(STEP * (tallest - 1 - place), place < verdict.met) for place in range(verdict.of))


def height(quarters: Sequence[Quarter]) -> int:
    return STEP * max((quarter.verdict.of for quarter in quarters), default=0)


def quarters_in_words(key: str, quarters: Sequence[Quarter]) -> str:
    """The picture in a sentence: "Resources: met in 2 of the last 4 quarters; by our records from 3 of 7 statements to
    5 of 7."
    """
    name, met = PRINCIPLE_NAMES[key], sum(quarter.state in (State.MET, GROUP_MET) for quarter in quarters)
    if len(quarters) == 1:
        return f"{name}: this is its first quarter. Once there are two, you can see here how it goes."
    return f"{name}: met in {met or 'none'} of the last {len(quarters)} quarters{_change(quarters)}."


def _change(quarters: Sequence[Quarter]) -> str:
    counted = [quarter.verdict for quarter in quarters if quarter.verdict.of]
    if len(counted) < len(quarters):
        return ""
    first, last = counted[0], counted[-1]
    if first.words == last.words:
        return f"; by our records {last.words} statements at first, and as many now"
    return f"; by our records from {first.met} of {first.of} statements to {last.words}"
