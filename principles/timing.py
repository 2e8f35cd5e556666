"""Was it done in time? How one thing with a last day is counted."""

from datetime import date
from uuid import UUID

from .facts import AttendanceFact, InvolvementFact, PersonFact, ProjectFacts, Ref, SessionFact
from .findings import CountedRecord, Openly, day


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


def happened(facts: ProjectFacts) -> tuple[SessionFact, ...]:
    """Sessions in the window whose day has come, logged or not."""
    return tuple(
        session
        for session in facts.sessions
        if not session.cancelled and facts.window_from <= session.on <= facts.as_of
    )


def asked_to(facts: ProjectFacts) -> tuple[tuple[AttendanceFact, SessionFact], ...]:
    """Who was asked to what, or came without, in the order of the days.

    What we owe people before a session we owe to all whom we ask: else what we missed would tell who came.
    """
    sessions = {
        session.id: session for session in facts.sessions if not session.cancelled and session.on <= facts.as_of
    }
    asked = [
        attendance
        for attendance in facts.attendances
        if attendance.state != "not_invited" and attendance.session in sessions
    ]
    return tuple(
        sorted(((attendance, sessions[attendance.session]) for attendance in asked), key=lambda pair: pair[1].starts_at)
    )


def came(facts: ProjectFacts) -> tuple[tuple[AttendanceFact, SessionFact], ...]:
    """Who came to what, in the order of the days."""
    return tuple((attendance, session) for attendance, session in asked_to(facts) if attendance.state == "came")


def first_days(facts: ProjectFacts) -> dict[UUID, date]:
    """The day of the first session in this project that each person was asked to."""
    days: dict[UUID, date] = {}
    for attendance, session in asked_to(facts):
        days.setdefault(attendance.person, session.on)
    return days


def ever_in(facts: ProjectFacts) -> tuple[InvolvementFact, ...]:
    """Who joined a stage or came to a session of it, paused or gone since: one for each person and stage."""
    came_to = {(attendance.person, session.stage) for attendance, session in came(facts)}
    return tuple(
        involvement
        for involvement in facts.involvements
        if (involvement.joined_on and involvement.joined_on <= facts.as_of)
        or (involvement.person, involvement.stage) in came_to
    )


def everyone(facts: ProjectFacts) -> tuple[PersonFact, ...]:
    ever = _took_part(facts)
    return tuple(person for person in facts.people if person.id in ever)


def openly(facts: ProjectFacts, does: str) -> Openly:
    """`does` finishes the sentence "12 of 12 people ..., or did not need it yet"."""
    return Openly(_took_part(facts), does)


def _took_part(facts: ProjectFacts) -> frozenset[UUID]:
    """Who ever joined or came: the one number of people that what we did is counted over."""
    return frozenset(
        {involvement.person for involvement in ever_in(facts)} | {attendance.person for attendance, _ in came(facts)}
    )


def paused_on(facts: ProjectFacts, person: UUID, on: date) -> bool:
    rests = next((known.rests for known in facts.people if known.id == person), ())
    return any(begun <= on and (ended is None or on <= ended) for begun, ended in rests)


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
