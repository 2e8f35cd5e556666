"""Trauma-informed: safe places, safe contact, real choices."""

from datetime import timedelta

from ..facts import ProjectFacts
from ..findings import Counted, answer_all, day, finding, part
from ..timing import active_people, came, first_days, happened, in_time

PLAN_AHEAD = timedelta(hours=24)
CONTACT_GOOD_FOR_DAYS = 90
KINDS_OF_CHOICE = 3
DAYS_TO_DEBRIEF = 7


def check(facts: ProjectFacts):
    return answer_all("trauma_informed", {"T1": safe_for_all, "T2": hard_subjects, "T4": choices}, facts)


def safe_for_all(facts):
    plans = part(
        [_safety_plan(one) for one in happened(facts)], "had a safety plan a day before they began", strict=True
    )
    contact = part(
        _safe_contact(facts), "have a safe way to be reached, checked in the last 90 days", people=True, strict=True
    )
    return finding("T1", plans, contact)


def _safety_plan(session):
    """Once a session has begun, a plan for it can no longer be put right."""
    made_at = session.safety_plan_at
    if made_at is None or made_at > session.starts_at:
        return Counted(session.ref, False, "no safety plan before it began")
    if made_at > session.starts_at - PLAN_AHEAD:
        return Counted(session.ref, False, "a safety plan on the last day", mended_on=session.on)
    return Counted(session.ref, True, "a safety plan in time")


def _safe_contact(facts):
    """Someone who wants no channel used is left out: a choice counts against nobody."""
    on = facts.closed_on if facts.closed else facts.as_of
    oldest = on - timedelta(days=CONTACT_GOOD_FOR_DAYS)
    for person in active_people(facts):
        if person.contact_checked_since:
            continue
        fresh = person.contact_checked_on is not None and person.contact_checked_on >= oldest
        if person.any_channel_safe or not fresh:
            yield Counted(person.ref, fresh, "checked" if fresh else "not checked for 90 days")


def hard_subjects(facts):
    sensitive = [one for one in happened(facts) if one.sensitive]
    notes = [Counted(one.ref, one.content_note, "a note on what may be hard") for one in sensitive]
    talks = [_talk_after(facts, person, session) for person, session in came(facts) if session in sensitive]
    return finding(
        "T2",
        part(notes, "about something hard had a note before", things="sessions"),
        part(talks, "were offered a talk within 7 days of a session about something hard", people=True),
    )


def _talk_after(facts, attendance, session):
    after = [
        one.held_on
        for one in facts.briefings
        if one.person == attendance.person and one.kind == "after" and one.held_on and one.held_on >= session.on
    ]
    last = session.on + timedelta(days=DAYS_TO_DEBRIEF)
    return in_time(facts, attendance.ref, last, min(after, default=None), owed=True, early=True)


def choices(facts):
    offered = part(_choices(facts), "were offered at least three kinds of choice", people=True)
    return finding("T4", offered)


def _choices(facts):
    """What was offered counts; what was picked is the person's own business."""
    firsts = first_days(facts)
    for person in active_people(facts):
        kinds = {one.kind for one in facts.choices if one.person == person.id and one.offered_on <= facts.as_of}
        enough = len(kinds) >= KINDS_OF_CHOICE
        if enough:
            yield Counted(person.ref, True, "at least three kinds of choice offered")
        elif person.id in firsts:
            yield Counted(person.ref, False, f"fewer than three kinds of choice since {day(firsts[person.id])}")
