"""A finding: what one check says, in a sentence, with the records it counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coproduction.base.disclosure import share_of_people

from .definitions import PRINCIPLES, STATEMENTS
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


@dataclass(frozen=True, slots=True)
class Counted:
    """One record that was counted. owed_since: it is still owed to a person, from that day on."""

    ref: Ref
    ok: bool
    why: str
    mended_on: date | None = None
    owed_since: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one count says. public_sentence is for readers outside the team."""

    state: State
    sentence: str = ""
    public_sentence: str = ""
    counted: tuple[Counted, ...] = ()
    about_people: bool = False


NOTHING = Part(State.NO_DATA)


@dataclass(frozen=True, slots=True)
class Finding:
    key: str
    state: State
    parts: tuple[Part, ...] = ()
    reason: str = ""

    @property
    def statement(self):
        return STATEMENTS[self.key]

    @property
    def sentence(self) -> str:
        return " ".join(part.sentence for part in self.parts) or self.reason

    @property
    def public_sentence(self) -> str:
        return " ".join(part.public_sentence for part in self.parts) or self.reason

    @property
    def counted(self) -> tuple[Counted, ...]:
        return tuple(one for part in self.parts for one in part.counted)

    @property
    def about_people(self) -> bool:
        return any(part.about_people for part in self.parts)

    @property
    def owed(self) -> tuple[Counted, ...]:
        return tuple(one for one in self.counted if one.owed_since)


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
    def owed(self) -> tuple[Counted, ...]:
        """What is overdue to a person, the oldest first; what several checks count stands here once."""
        unique = {(one.ref, one.owed_since): one for finding in self.findings for one in finding.owed}
        return tuple(sorted(unique.values(), key=lambda one: (one.owed_since, one.ref.kind, str(one.ref.id))))


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def share_state(counted: Sequence[Counted], *, met_at=1.0, partly_at=None, strict=False) -> State:
    """met_at and partly_at are shares. Strict: every single one, however few there are."""
    n = len(counted)
    if not n:
        return State.NO_DATA
    missed = [one for one in counted if not one.ok]
    still_missed = sum(1 for one in missed if not one.mended_on)
    if not missed or (not strict and _met_all_the_same(n, missed, still_missed, met_at)):
        return State.MET
    reached = (n - still_missed) / n
    return State.PARTLY if reached >= (partly_at or met_at / 2) else State.NOT_MET


def _met_all_the_same(n, missed, still_missed, met_at) -> bool:
    if n < FEW:
        return len(missed) == 1 and not still_missed
    return (n - len(missed)) / n >= met_at


def part(counted: Iterable[Counted | None], does: str, *, things="", people=False, **shares) -> Part:
    """`does` finishes the sentence "3 of 4 sessions ...". people: each one points at a person."""
    counted = tuple(one for one in counted if one)
    if not counted:
        return NOTHING
    ok, n = sum(one.ok for one in counted), len(counted)
    things = things or ("people" if people else "sessions")
    sentence = f"{ok} of {n} {things} {does}.{_put_right(counted)}"
    public = share_of_people(ok, n, does, things) if people else sentence
    return Part(share_state(counted, **shares), sentence, public, counted, about_people=people)


def _put_right(counted) -> str:
    mended = sorted(one.mended_on for one in counted if one.mended_on)
    if not mended:
        return ""
    if len(mended) == 1:
        return f" One was late and put right on {day(mended[0])}."
    return f" {len(mended)} were late and put right, the last on {day(mended[-1])}."


def finding(key: str, *parts: Part) -> Finding:
    """The worst of the parts that have data."""
    with_data = tuple(one for one in parts if one.state != State.NO_DATA)
    if not with_data:
        return no_data(key)
    return Finding(key, worst(one.state for one in with_data), with_data)


def no_data(key: str) -> Finding:
    return Finding(key, State.NO_DATA, reason=f"Not enough data. What would be needed: {STATEMENTS[key].needs}.")


def does_not_apply(key: str, reason: str) -> Finding:
    return Finding(key, State.NOT_APPLICABLE, reason=f"Does not apply: {reason}")


def worst(states: Iterable[State]) -> State:
    return min(states, key=WORST_FIRST.index)


def answer_all(principle: str, rules: dict, facts: ProjectFacts) -> tuple[Finding, ...]:
    """A finding for every statement: one without a rule, or with nothing to count, says what it needs."""
    statements = PRINCIPLES[principle].statements
    if facts.imported:
        return tuple(does_not_apply(one.key, "this was before we started, and is not judged.") for one in statements)
    return tuple(rules.get(one.key, lambda _, key=one.key: no_data(key))(facts) for one in statements)


def verdict(principle: str, findings: tuple[Finding, ...]) -> Verdict:
    apply = [one for one in findings if one.state != State.NOT_APPLICABLE]
    met = sum(one.state == State.MET for one in apply)
    return Verdict(principle, _state(apply), met, len(apply), findings)


def _state(apply: list[Finding]) -> State:
    if not apply:
        return State.NOT_APPLICABLE
    core = [one.state for one in apply if one.statement.core]
    known = [state for state in core if state != State.NO_DATA]
    return worst(known) if known and len(known) * 2 >= len(core) else State.NO_DATA
