"""A finding: what one check says, in a sentence, with the records it counted."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypedDict, Unpack
from uuid import UUID

from coproduction.base.disclosure import LEAST, counted_openly, hidden_below, share_of_people, too_few_to_tell

from .definitions import PRINCIPLES, STATEMENTS, Statement
from .facts import ProjectFacts, Ref


class State(StrEnum):
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"


WORST_FIRST = (State.NOT_MET, State.PARTLY, State.MET)

# Below this many things a share says little: one that was missed and put right is allowed.
FEW = 10
# From this many on, and more than half of what was due, being late is a habit.
HABIT = 3
# How a count of one is said: the first word for many things, and the word that says what they do.
MANY_THINGS = re.compile(r"\bpeople\b|\b[a-z]+s\b")
OF_ONE = {"people": "person", "are": "is", "were": "was", "have": "has", "pay": "pays"}
OFTEN_LATE = "More than half of what was due was late: that is not met, whatever was put right since."


class CountedRecord(NamedTuple):
    """One record that was counted. overdue_since: it is still owed to a person, from that day on.

    late: it had a day and missed it, put right since or not. person: whom it was for, where it was for one.
    """

    ref: Ref
    ok: bool
    why: str
    resolved_on: date | None = None
    overdue_since: date | None = None
    late: bool = False
    person: UUID | None = None

    def told(self, why: str) -> "CountedRecord":
        """The same, with other words."""
        return self._replace(why=why)


@dataclass(frozen=True, slots=True)
class Openly:
    """What we did for people, told to all staff: people, everyone who ever took part, and what we did for them.

    Only what we missed is told apart: what a person chose not to have, or did not need so far, counts as done.
    also: a sentence more, told wherever the count is.
    """

    people: frozenset[UUID]
    does: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What one count says. chosen: it tells what people chose, said or are. openly: what we did for them.

    things and does: what is counted, and the end of the sentence "3 of 4 sessions ...".
    """

    state: State
    sentence: str = ""
    counted: tuple[CountedRecord, ...] = ()
    things: str = ""
    does: str = ""
    chosen: bool = False
    openly: Openly | None = None

    @property
    def about_people(self) -> bool:
        """Its records point at persons: their list is for the team alone."""
        return self.chosen or self.openly is not None

    def told_outside(self, least: int = LEAST) -> str:
        """The sentence for readers outside the team. least: the organisation's own limit for small numbers."""
        if self.openly:
            return self._openly(self.openly, least)
        if not self.chosen:
            return self.sentence
        if not self.does:
            return self.sentence if hidden_below(len(self.counted), least) else too_few_to_tell(self.things)
        ok, n = sum(record.ok for record in self.counted), len(self.counted)
        return share_of_people(ok, n, self.does, self.things, least, persons=len(_persons(self.counted)))

    def _openly(self, openly: Openly, least: int) -> str:
        missed = _persons(record for record in self.counted if not record.ok)
        open_still = _persons(record for record in self.counted if not record.ok and not record.resolved_on)
        n = len(openly.people | missed)
        told = counted_openly(n - len(missed), n, f"{openly.does}, or did not need it yet", least=least)
        more = f"{_late_for(len(missed - open_still))}{openly.also}" if hidden_below(n, least) else ""
        return f"{told}{more}{_habit(self.counted)}"


def _persons(counted: Iterable[CountedRecord]) -> set[UUID | Ref]:
    return {record.person or record.ref for record in counted}


def _late_for(people: int) -> str:
    if not people:
        return ""
    return f" For {'one person' if people == 1 else f'{people} people'} it was late and put right."


NOTHING = Criterion(State.NO_DATA)
NOT_RECORDED = "Not recorded by this app yet"


@dataclass(frozen=True, slots=True)
class OfStatement:
    """What is found of one statement: by its key, how it stands."""

    key: str
    state: State

    @property
    def statement(self) -> Statement:
        return STATEMENTS[self.key]

    @property
    def counts(self) -> bool:
        """Whether it is one of those in "4 of 7": it applies, and this app can record it."""
        return self.statement.recordable and self.state != State.NOT_APPLICABLE

    @property
    def label(self) -> str:
        """In place of its state's own words; empty where those will do."""
        return "" if self.statement.recordable or self.state == State.NOT_APPLICABLE else NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Finding(OfStatement):
    parts: tuple[Criterion, ...] = ()
    reason: str = ""
    # What it asks and could not be judged on, for want of records.
    not_judged: str = ""

    @property
    def sentence(self) -> str:
        return " ".join(part.sentence for part in self.parts) or self.reason

    def told_outside(self, least: int = LEAST) -> str:
        return " ".join(part.told_outside(least) for part in self.parts) or self.reason

    @property
    def counted(self) -> tuple[CountedRecord, ...]:
        return tuple(record for part in self.parts for record in part.counted)

    @property
    def about_people(self) -> bool:
        return any(part.about_people for part in self.parts)

    @property
    def owed(self) -> tuple[CountedRecord, ...]:
        return tuple(record for record in self.counted if record.overdue_since)


# Judges one statement.
Rule: TypeAlias = Callable[[ProjectFacts], Finding]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the records say of one principle: "4 of 7" statements met."""

    principle: str
    state: State
    met: int
    of: int
    findings: tuple[Finding, ...]

    @property
    def words(self) -> str:
        return f"{self.met} of {self.of}" if self.of else ""

    @property
    def owed(self) -> tuple[CountedRecord, ...]:
        return owed_by(self.findings)

    @property
    def owed_since(self) -> date | None:
        """The oldest of what is overdue."""
        return self.owed[0].overdue_since if self.owed else None


def owed_by(findings: Iterable[Finding]) -> tuple[CountedRecord, ...]:
    """What is overdue to a person, the oldest first; what several checks count stands here once."""
    unique = {
        (record.overdue_since, record.ref): record
        for finding in findings
        for record in finding.owed
        if record.overdue_since
    }
    return tuple(unique[key] for key in sorted(unique, key=lambda key: (key[0], key[1].kind, str(key[1].id))))


def without_persons(findings: Iterable[Finding], owed: Iterable[CountedRecord]) -> tuple[CountedRecord, ...]:
    """Of what is owed, what may be counted by any reader: not what points at persons."""
    parts = [part for finding in findings for part in finding.parts if part.about_people]
    persons = {(record.ref, record.overdue_since) for part in parts for record in part.counted}
    return tuple(record for record in owed if (record.ref, record.overdue_since) not in persons)


@lru_cache(maxsize=1000)
def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


class Shares(TypedDict, total=False):
    """What `share_state` takes."""

    met_at: float
    partly_at: float | None
    strict: bool


def share_state(
    counted: Sequence[CountedRecord], *, met_at: float = 1.0, partly_at: float | None = None, strict: bool = False
) -> State:
    """met_at and partly_at are shares. Strict: every single one, however few there are."""
    n = len(counted)
    if not n:
        return State.NO_DATA
    if late_as_a_habit(counted):
        return State.NOT_MET
    missed = [record for record in counted if not record.ok]
    still_missed = sum(1 for record in missed if not record.resolved_on)
    if not missed or (not strict and _met_all_the_same(n, missed, still_missed, met_at)):
        return State.MET
    reached = (n - still_missed) / n
    return State.PARTLY if reached >= (partly_at or met_at / 2) else State.NOT_MET


def _met_all_the_same(n: int, missed: Sequence[CountedRecord], still_missed: int, met_at: float) -> bool:
    if n < FEW:
        return len(missed) == 1 and not still_missed
    return (n - len(missed)) / n >= met_at


def late_as_a_habit(counted: Sequence[CountedRecord]) -> bool:
    """Putting it right mends a miss, not a habit."""
    late = len([record for record in counted if record.late])
    return late >= HABIT and late * 2 > len(counted)


def criterion(
    counted: Iterable[CountedRecord | None],
    does: str,
    *,
    things: str = "",
    chosen: bool = False,
    openly: Openly | None = None,
    **shares: Unpack[Shares],
) -> Criterion:
    """`does` finishes the sentence "3 of 4 sessions ..."; shares are those of `share_state`."""
    records = tuple(filter(None, counted))
    things = things or ("people" if chosen or openly else "sessions")
    if not records:
        return Criterion(State.NO_DATA, "", (), things, does, chosen, openly)
    ok, n = len([record for record in records if record.ok]), len(records)
    sentence = f"{out_of(ok, n, things, does)}.{_put_right(records)}{_habit(records)}"
    return Criterion(share_state(records, **shares), sentence, records, things, does, chosen, openly)


def out_of(ok: int, n: int, things: str, does: str) -> str:
    """ "3 of 4 sessions were kept"; where there is one, "1 of 1 session was kept"."""
    if n != 1:
        return f"{ok} of {n} {things} {does}"
    noun = MANY_THINGS.sub(lambda found: OF_ONE.get(found[0], found[0].removesuffix("s")), things, count=1)
    noun = noun.replace(" that help ", " that helps ")
    verb, _, rest = does.partition(" ")
    return f"{ok} of {n} {noun} {OF_ONE.get(verb, verb)} {rest}".rstrip()


def _put_right(counted: Sequence[CountedRecord]) -> str:
    resolved = sorted([record.resolved_on for record in counted if record.resolved_on])
    if not resolved:
        return ""
    if len(resolved) == 1:
        return f" One was late and put right on {day(resolved[0])}."
    return f" {len(resolved)} were late and put right, the last on {day(resolved[-1])}."


def _habit(counted: Sequence[CountedRecord]) -> str:
    return f" {OFTEN_LATE}" if late_as_a_habit(counted) else ""


def finding(key: str, *parts: Criterion) -> Finding:
    """The worst of the parts that have data; what the others ask is said to be not judged."""
    with_data = tuple(part for part in parts if part.state != State.NO_DATA)
    if not with_data:
        return no_data(key)
    missing = [f"whether {part.things} {part.does}" for part in parts if part.state == State.NO_DATA and part.does]
    not_judged = f"Not judged yet: {'; '.join(missing)}." if missing else ""
    return Finding(key, worst(part.state for part in with_data), with_data, not_judged=not_judged)


def no_data(key: str) -> Finding:
    needs = f"Not enough data. What would be needed: {STATEMENTS[key].needs}."
    return Finding(key, State.NO_DATA, reason=needs if STATEMENTS[key].recordable else f"{NOT_RECORDED}.")


def does_not_apply(key: str, reason: str) -> Finding:
    return Finding(key, State.NOT_APPLICABLE, reason=f"Does not apply: {reason}")


def worst(states: Iterable[State]) -> State:
    return min(states, key=WORST_FIRST.index)


def answer_all(principle: str, rules: Mapping[str, Rule], facts: ProjectFacts) -> tuple[Finding, ...]:
    """A finding for every statement: one without a rule, or with nothing to count, says what it needs."""
    statements = PRINCIPLES[principle].statements
    if facts.imported:
        return tuple(
            does_not_apply(statement.key, "this was before we started, and is not judged.") for statement in statements
        )
    return tuple(
        rules[statement.key](facts) if statement.key in rules else no_data(statement.key) for statement in statements
    )


def verdict(principle: str, findings: tuple[Finding, ...]) -> Verdict:
    """What this app cannot record yet is in no total, and holds no principle back."""
    apply = [finding for finding in findings if finding.counts]
    met = sum(finding.state == State.MET for finding in apply)
    return Verdict(principle, _state(apply), met, len(apply), findings)


def _state(apply: list[Finding]) -> State:
    if not apply:
        return State.NOT_APPLICABLE
    core = [finding.state for finding in apply if finding.statement.core]
    known = [state for state in core if state != State.NO_DATA]
    return worst(known) if known and len(known) * 2 >= len(core) else State.NO_DATA
