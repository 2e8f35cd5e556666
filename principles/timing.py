"""Was it done in time? How one thing with a last day is counted."""

from datetime import date, timedelta

from .facts import AttendanceFact, ProjectFacts, Ref, SessionFact
from .findings import Counted, day

ONE_DAY = timedelta(days=1)


def in_time(facts: ProjectFacts, ref: Ref, due_on: date, done_on: date | None, *, owed=False, early=False):
    """None where it does not count now: not due yet, out of the window, or mended long ago.

    owed: it stays until it is done. early: done before its day, it counts at once.
    """
    if done_on and done_on > facts.as_of:
        done_on = None
    if done_on is None:
        return _not_done(facts, ref, due_on, owed)
    if done_on <= due_on:
        counts_from = done_on if early else due_on
        inside = facts.window_from <= due_on and counts_from <= facts.as_of
        return Counted(ref, True, f"done by {day(due_on)}") if inside else None
    if done_on < facts.window_from:
        return None
    return Counted(ref, False, f"due {day(due_on)}, put right on {day(done_on)}", mended_on=done_on)


def _not_done(facts, ref, due_on, owed):
    if due_on >= facts.as_of or (not owed and due_on < facts.window_from):
        return None
    return Counted(ref, False, f"due {day(due_on)}, not done yet", owed_since=due_on if owed else None)


def happened(facts: ProjectFacts) -> tuple[SessionFact, ...]:
    """Sessions in the window whose day has come, logged or not."""
    return tuple(one for one in facts.sessions if not one.cancelled and facts.window_from <= one.on <= facts.as_of)


def came(facts: ProjectFacts) -> tuple[tuple[AttendanceFact, SessionFact], ...]:
    """Who came to what, in the order of the days."""
    sessions = {one.id: one for one in facts.sessions if not one.cancelled and one.on <= facts.as_of}
    pairs = [
        (one, sessions[one.session]) for one in facts.attendances if one.state == "came" and one.session in sessions
    ]
    return tuple(sorted(pairs, key=lambda pair: pair[1].starts_at))


def first_days(facts: ProjectFacts) -> dict:
    """The day of each person's first session in this project."""
    days = {}
    for attendance, session in came(facts):
        days.setdefault(attendance.person, session.on)
    return days


def active_people(facts: ProjectFacts):
    """Those taking part now, or at the end of a closed project; who paused or left counts against nobody."""
    active = {one.person for one in facts.involvements if _active(facts, one)}
    return tuple(one for one in facts.people if one.id in active and not one.paused)


def _active(facts, involvement):
    if facts.closed and involvement.state == "ended":
        return involvement.joined_on is not None and _stayed(facts, involvement.ended_on)
    return involvement.state == "active"


def _stayed(facts, ended_on):
    return ended_on is None or (facts.closed and ended_on >= facts.window_from)
