"""Was it done in time? How one thing with a last day is counted."""

from collections import defaultdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from .facts import AttendanceFact, BriefingFact, InvolvementFact, PersonFact, ProjectFacts, Ref, SessionFact
from .findings import CountedRecord, Openly, day
from .once import once


def in_time(
    facts: ProjectFacts,
    ref: Ref,
    due_on: date,
    done_on: date | None,
    *,
    owed: bool = False,
    early: bool = False,
    person: UUID | None = None,
) -> CountedRecord | None:
    """None where it does not count now: not due yet, out of the window, or mended long ago.

    owed: it stays until it is done. early: done before its day, it counts at once. person: whom it is for.
    """
    if done_on and done_on > facts.as_of:
        done_on = None
    if done_on is None:
        return _not_done(facts, ref, due_on, owed, person)
    if done_on <= due_on:
        counts_from = done_on if early else due_on
        inside = facts.window_from <= due_on and counts_from <= facts.as_of
        return CountedRecord(ref, True, f"done by {day(due_on)}", person=person) if inside else None
    if done_on < facts.window_from:
        return None
    why = f"due {day(due_on)}, put right on {day(done_on)}"
    return CountedRecord(ref, False, why, resolved_on=done_on, late=True, person=person)


def _not_done(facts: ProjectFacts, ref: Ref, due_on: date, owed: bool, person: UUID | None) -> CountedRecord | None:
    if due_on >= facts.as_of or (not owed and due_on < facts.window_from):
        return None
    why, overdue_since = f"due {day(due_on)}, not done yet", due_on if owed else None
    return CountedRecord(ref, False, why, overdue_since=overdue_since, late=True, person=person)


@once
def happened(facts: ProjectFacts) -> tuple[SessionFact, ...]:
    """Sessions in the window whose day has come, logged or not."""
    first, last = facts.window_from, facts.as_of
    return tuple(session for session in facts.sessions if not session.cancelled and first <= session.on <= last)


@once
def asked_to(facts: ProjectFacts) -> tuple[tuple[AttendanceFact, SessionFact], ...]:
    """Who was asked to what, or came without, in the order of the days.

    What we owe people before a session we owe to all whom we ask: else what we missed would tell who came.
    """
    sessions = {
        session.id: session for session in facts.sessions if not session.cancelled and session.on <= facts.as_of
    }
    asked = [
        (attendance, session)
        for attendance in facts.attendances
        if attendance.state != "not_invited" and (session := sessions.get(attendance.session))
    ]
    return tuple(sorted(asked, key=lambda pair: pair[1].starts_at))


@once
def asked_by_session(facts: ProjectFacts) -> tuple[tuple[SessionFact, list[AttendanceFact]], ...]:
    """The same: each session with who was asked to it. Of two at one moment, either may come in several pieces."""
    runs = groupby(asked_to(facts), key=itemgetter(1))
    return tuple((session, [attendance for attendance, _ in pairs]) for session, pairs in runs)


@once
def came(facts: ProjectFacts) -> tuple[tuple[AttendanceFact, SessionFact], ...]:
    """Who came to what, in the order of the days."""
    return tuple(pair for pair in asked_to(facts) if pair[0].state == "came")


class Firsts(NamedTuple):
    """The day of the first session that each person was asked to, and whether they walked in.

    in_stages: {stage: {person: that in the stage}}; in_all: {person: that in the whole project}.
    """

    in_stages: dict[UUID, dict[UUID, tuple[date, bool]]]
    in_all: dict[UUID, tuple[date, bool]]


@once
def firsts(facts: ProjectFacts) -> Firsts:
    found = Firsts(defaultdict(dict), {})
    for session, asked in asked_by_session(facts):
        there = found.in_stages[session.stage]
        for attendance in asked:
            if attendance.person not in there:
                there[attendance.person] = first = (session.on, attendance.walk_in)
                found.in_all.setdefault(attendance.person, first)
    return found


def first_days(facts: ProjectFacts) -> dict[UUID, date]:
    """The day of the first session in this project that each person was asked to."""
    return {person: on for person, (on, _) in firsts(facts).in_all.items()}


@once
def ever_in(facts: ProjectFacts) -> tuple[InvolvementFact, ...]:
    """Who joined a stage or came to a session of it, paused or gone since: one for each person and stage."""
    return tuple(
        involvement
        for involvement in facts.involvements
        if (involvement.joined_on and involvement.joined_on <= facts.as_of)
        or (involvement.person, involvement.stage) in _came_to(facts)
    )


@once
def _came_to(facts: ProjectFacts) -> frozenset[tuple[UUID, UUID]]:
    """Pairs of a person and a stage."""
    return frozenset((attendance.person, session.stage) for attendance, session in came(facts))


@once
def everyone(facts: ProjectFacts) -> tuple[PersonFact, ...]:
    ever = _took_part(facts)
    return tuple(person for person in facts.people if person.id in ever)


def openly(facts: ProjectFacts, does: str) -> Openly:
    """`does` finishes the sentence "12 of 12 people ..., or did not need it yet"."""
    return Openly(_took_part(facts), does)


@once
def _took_part(facts: ProjectFacts) -> frozenset[UUID]:
    """Who ever joined or came: the one number of people that what we did is counted over."""
    return frozenset(
        {involvement.person for involvement in ever_in(facts)} | {attendance.person for attendance, _ in came(facts)}
    )


@once
def joined(facts: ProjectFacts) -> frozenset[UUID]:
    """Who has joined a stage, paused or gone since."""
    return frozenset(
        involvement.person
        for involvement in facts.involvements
        if involvement.joined_on and involvement.joined_on <= facts.as_of
    )


@once
def talks_with(facts: ProjectFacts) -> dict[UUID, list[BriefingFact]]:
    """{person: their briefings and debriefings}."""
    talks: dict[UUID, list[BriefingFact]] = defaultdict(list)
    for briefing in facts.briefings:
        talks[briefing.person].append(briefing)
    return dict(talks)


@once
def _rests(facts: ProjectFacts) -> dict[UUID, tuple[tuple[date, date | None], ...]]:
    """{person: their pauses}; of those without any, nothing."""
    return {person.id: person.rests for person in facts.people if person.rests}


def paused_on(facts: ProjectFacts, person: UUID, on: date) -> bool:
    if not _rests(facts):
        return False
    rests = _rests(facts).get(person, ())
    return any(begun <= on and (ended is None or on <= ended) for begun, ended in rests)


@once
def active_people(facts: ProjectFacts) -> tuple[PersonFact, ...]:
    """Those taking part now, or at the end of a closed project; who paused or left counts against nobody."""
    active = {involvement.person for involvement in facts.involvements if _active(facts, involvement)}
    return tuple(person for person in facts.people if person.id in active and not person.paused)


def _active(facts: ProjectFacts, involvement: InvolvementFact) -> bool:
    if facts.closed and involvement.state == "ended":
        return involvement.joined_on is not None and _stayed(facts, involvement.ended_on)
    return involvement.state == "active"


def _stayed(facts: ProjectFacts, ended_on: date | None) -> bool:
    return ended_on is None or (facts.closed and ended_on >= facts.window_from)
