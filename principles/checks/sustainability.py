"""Sustainability: what people bring is used, the money lasts, thanks are said, work leaves a record."""

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter
from typing import Protocol

from projects import deadlines

from ..facts import ONE_EVENT, WINDOW_DAYS, ProjectFacts, Ref, StageFact
from ..findings import CountedRecord, Criterion, Finding, State, criterion, day, finding
from ..timing import in_time

REF = attrgetter("ref")
REVIEWED = 0.9
RECORDS = ("principles", "have a record of ordinary work in the last 90 days")
MONEY = Criterion(State.NO_DATA, things="the money", does="is confirmed for long enough")


class Recorded(Protocol):
    """Any fact that one record stands behind."""

    @property
    def ref(self) -> Ref: ...


def u1_expertise_used(facts: ProjectFacts) -> Finding:
    """Only a stage in which people said something can show that it was used."""
    brought = {contribution.stage for contribution in facts.contributions}
    taken_up = {
        contribution.stage for contribution in facts.contributions if contribution.outcome in ("used", "partly")
    }
    closed = [row for row in _closed_stages(facts) if row[0].id in brought and facts.window_from <= row[1]]
    counted = [
        CountedRecord(stage.ref, stage.id in taken_up, "what people said was used")
        for stage, closed_on in closed
        # What was said may be answered for a while after a stage closes.
        if stage.id in taken_up or deadlines.answer(closed_on) < facts.as_of
    ]
    return finding("U1", criterion(counted, "used something that people said", things="closed stages"))


def u2_money_and_thanks(facts: ProjectFacts) -> Finding:
    thanked = [
        in_time(facts, stage.ref, deadlines.thanks(closed_on), stage.thanks_on, early=True)
        for stage, closed_on in _closed_stages(facts)
    ]
    thanks = criterion(thanked, f"ended with thanks within {deadlines.THANKS.days} days", things="closed stages")
    return finding("U2", _money_ahead(facts), thanks)


def _money_ahead(facts: ProjectFacts) -> Criterion:
    """Confirmed until the end of the project, or for the next 90 days at least."""
    if facts.starts_on is None or not facts.live or not facts.funding:
        return MONEY
    confirmed = [
        funding.ends_on
        for funding in facts.funding
        if funding.ends_on and funding.confirmed_on and funding.confirmed_on <= facts.as_of
    ]
    last = max(confirmed, default=None)
    if last and last >= _needed_until(facts):
        return _money(facts, State.MET, f"Money is confirmed until {day(last)}.", last)
    if _may_be_confirmed_later(facts, facts.starts_on):
        return MONEY
    return _money(facts, State.NOT_MET, _not_for_long_enough(facts, last), last)


def _may_be_confirmed_later(facts: ProjectFacts, starts_on: date) -> bool:
    """In a project that has just begun, unless what is known of its money ends within the notice."""
    ends = max((funding.ends_on for funding in facts.funding if funding.ends_on), default=None)
    lasts = ends is None or ends >= _needed_until(facts)
    return lasts and deadlines.funding_confirmed(starts_on) >= facts.as_of


def _not_for_long_enough(facts: ProjectFacts, last: date | None) -> str:
    if not last:
        return "No money is confirmed."
    notice = f"less than {deadlines.FUNDING_NOTICE.days} days from now" if last >= facts.as_of else "which is over"
    return f"Money is confirmed only until {day(last)}, {notice}: people need to know what happens then."


def _needed_until(facts: ProjectFacts) -> date:
    needed = facts.as_of + deadlines.FUNDING_NOTICE
    return min(needed, facts.ends_on) if facts.ends_on else needed


def _money(facts: ProjectFacts, state: State, sentence: str, last: date | None) -> Criterion:
    counted = tuple(
        CountedRecord(funding.ref, state == State.MET and funding.ends_on == last, "how long this money lasts")
        for funding in facts.funding
    )
    return Criterion(state, sentence, counted)


def u4_learning_recorded(facts: ProjectFacts) -> Finding:
    reviews = [
        in_time(facts, stage.ref, deadlines.review(closed_on), stage.reviewed_on, early=True)
        for stage, closed_on in _closed_stages(facts)
    ]
    does = f"had a review within {deadlines.REVIEW.days} days"
    reviewed = criterion(reviews, does, things="closed stages", met_at=REVIEWED)
    return finding("U4", _ordinary_records(facts), reviewed)


def _closed_stages(facts: ProjectFacts) -> list[tuple[StageFact, date]]:
    """Each with the day it closed on."""
    return [(stage, stage.closed_on) for stage in facts.stages if stage.closed_on and stage.closed_on <= facts.as_of]


def _ordinary_records(facts: ProjectFacts) -> Criterion:
    """Nothing has to be made for this: any record of ordinary work in the last 90 days will do."""
    things, does = RECORDS
    latest = {key: _latest(facts, records) for key, records in _records(facts).items()}
    missing = [key for key, ref in latest.items() if ref is None]
    young = facts.starts_on is None or facts.starts_on + timedelta(days=WINDOW_DAYS) > facts.as_of
    if not facts.live or facts.size == ONE_EVENT or (missing and young):
        return Criterion(State.NO_DATA, things=things, does=does)
    counted = [
        CountedRecord(
            ref or facts.ref, ref is not None, f"{key}: {'a record' if ref else 'no record'} in the last 90 days"
        )
        for key, ref in latest.items()
    ]
    return criterion(counted, does, things=things)


def _latest(facts: ProjectFacts, records: Iterable[Recorded]) -> Ref | None:
    """Of those of one day always the same, in whatever order they come."""
    first, last = facts.window_from, facts.as_of
    refs = [ref for ref in map(REF, records) if (on := ref.on) and first <= on <= last]
    newest = max((ref.on for ref in refs if ref.on), default=None)
    return max((ref for ref in refs if ref.on == newest), key=lambda ref: str(ref.id), default=None)


def _records(facts: ProjectFacts) -> dict[str, Iterable[Recorded]]:
    return {
        "Creativity": (*facts.adaptations, *(session for session in facts.sessions if session.ways_offered > 1)),
        "Relationships": (*facts.promises, *facts.contributions),
        "Resources": (*facts.updates, *facts.payments, *facts.offers, *facts.briefings),
        "Equality, diversity and inclusion": facts.decisions,
        "Trauma-informed": (*facts.choices, *(session for session in facts.sessions if session.safety_plan_at)),
        "Sustainability": (*facts.rounds, *facts.funding, *(stage for stage, _ in _closed_stages(facts))),
    }


SUSTAINABILITY_RULES = {"U1": u1_expertise_used, "U2": u2_money_and_thanks, "U4": u4_learning_recorded}
