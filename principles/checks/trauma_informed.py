"""Trauma-informed: safe places, safe contact, real choices."""

from collections import defaultdict
from collections.abc import Iterator

from projects import deadlines

from ..facts import AttendanceFact, Id, ProjectFacts, SessionFact
from ..findings import CountedRecord, Finding, criterion, day, finding
from ..timing import active_people, came, first_days, happened, in_time, openly, paused_on, talks_with

KINDS_OF_CHOICE = 3


def t1_safe_for_all(facts: ProjectFacts) -> Finding:
    plans = criterion(
        [_safety_plan(session) for session in happened(facts)], "had a safety plan a day before they began", strict=True
    )
    lately = f"in the last {deadlines.CONTACT_CHECK.days} days"
    contact = criterion(
        _safe_contact(facts),
        f"have a safe way to be reached, checked {lately}",
        openly=openly(facts, f"were asked {lately} how it is safe to reach them"),
        strict=True,
    )
    return finding("T1", plans, contact)


def _safety_plan(session: SessionFact) -> CountedRecord:
    """Once a session has begun, a plan for it can no longer be put right."""
    made_at = session.safety_plan_at
    if made_at is None or made_at > session.starts_at:
        return CountedRecord(session.ref, False, "no safety plan before it began", late=True)
    if made_at > deadlines.safety_plan(session.starts_at):
        return CountedRecord(session.ref, False, "a safety plan on the last day", resolved_on=session.on, late=True)
    return CountedRecord(session.ref, True, "a safety plan in time")


def _safe_contact(facts: ProjectFacts) -> Iterator[CountedRecord]:
    """Someone who wants no channel used is nothing that we missed, and no evidence either: it is not enough data."""
    for person in active_people(facts):
        if person.contact_checked_since:
            continue
        checked_on = person.contact_checked_on
        fresh = checked_on is not None and deadlines.contact_check(checked_on) >= facts.looked_at_on
        if person.any_channel_safe or not fresh:
            why = "checked" if fresh else f"not checked for {deadlines.CONTACT_CHECK.days} days"
            yield CountedRecord(person.ref, fresh, why, late=not fresh, person=person.id)


def t2_hard_subjects(facts: ProjectFacts) -> Finding:
    sensitive = {session.id: session for session in happened(facts) if session.sensitive}
    notes = [
        CountedRecord(session.ref, session.content_note, "a note on what may be hard") for session in sensitive.values()
    ]
    talks = [
        _talk_after(facts, attendance, session)
        for attendance, session in (came(facts) if sensitive else ())
        if session.id in sensitive
    ]
    does = f"were offered a talk within {deadlines.DEBRIEF.days} days of a session about something hard"
    return finding(
        "T2",
        criterion(notes, "about something hard had a note before", things="sessions"),
        criterion(talks, does, openly=openly(facts, does)),
    )


def _talk_after(facts: ProjectFacts, attendance: AttendanceFact, session: SessionFact) -> CountedRecord | None:
    after = [
        briefing.held_on
        for briefing in talks_with(facts).get(attendance.person, ())
        if briefing.kind == "after" and briefing.held_on and briefing.held_on >= session.on
    ]
    who, last, offered_on = attendance.person, deadlines.debrief(session.on), min(after, default=None)
    if offered_on is None and paused_on(facts, who, last):
        return None
    return in_time(facts, attendance.ref, last, offered_on, owed=True, early=True, person=who)


def t4_clear_choices(facts: ProjectFacts) -> Finding:
    does = "were offered at least three kinds of choice"
    return finding("T4", criterion(_choices(facts), does, openly=openly(facts, does)))


def _choices(facts: ProjectFacts) -> Iterator[CountedRecord]:
    """What was offered counts; what was picked is the person's own business."""
    firsts, kinds = first_days(facts), _kinds_offered(facts)
    for person in active_people(facts):
        enough = len(kinds.get(person.id, ())) >= KINDS_OF_CHOICE
        if enough:
            yield CountedRecord(person.ref, True, "at least three kinds of choice offered", person=person.id)
        elif person.id in firsts:
            since = day(firsts[person.id])
            yield CountedRecord(person.ref, False, f"fewer than three kinds of choice since {since}", person=person.id)


def _kinds_offered(facts: ProjectFacts) -> dict[Id, set[str]]:
    """{person: kinds of choice}."""
    kinds: dict[Id, set[str]] = defaultdict(set)
    for choice in facts.choices:
        if choice.offered_on <= facts.as_of:
            kinds[choice.person].add(choice.kind)
    return kinds


TRAUMA_INFORMED_RULES = {"T1": t1_safe_for_all, "T2": t2_hard_subjects, "T4": t4_clear_choices}
