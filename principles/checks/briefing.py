"""Resources, being briefed: before and after each stage, and the whole project."""

from dataclasses import replace

from projects import deadlines

from ..facts import ONE_EVENT
from ..findings import CountedRecord, criterion, finding
from ..timing import asked_to, ever_in, everyone, in_time, openly, paused_on

BRIEFED, PARTLY_BRIEFED = 0.95, 0.7
IN_TIME, OF_THE_PROJECT = "were briefed in time", "were briefed in time for the project"


def briefed(facts):
    """Where there is one stage, it is the project: one talk before and one after are enough."""
    stages = criterion(
        _of_stages(facts),
        IN_TIME,
        things="people in a stage",
        openly=openly(facts, IN_TIME),
        met_at=BRIEFED,
        partly_at=PARTLY_BRIEFED,
    )
    if _one_stage(facts):
        return finding("S4", stages)
    return finding("S4", stages, criterion(_of_project(facts), OF_THE_PROJECT, openly=openly(facts, OF_THE_PROJECT)))


def _one_stage(facts):
    return facts.size == ONE_EVENT or sum(not one.not_applicable for one in facts.stages) <= 1


def _of_stages(facts):
    stages = {one.id: one for one in facts.stages}
    firsts = _first_times(facts, by_stage=True)
    for one in ever_in(facts):
        if one.stage not in stages:
            continue
        held = [b for b in facts.briefings if b.person == one.person and _is_of(facts, b, one.stage)]
        first = firsts.get((one.person, one.stage))
        if not first:
            yield _ahead(facts, one, held)
            continue
        end = stages[one.stage].closed_on or one.ended_on
        late_joiner = one.joined_on is None or one.joined_on >= first[0]
        due_on = deadlines.briefing(first[0], joined_late=first[1] or late_joiner)
        yield _both(
            _talk(facts, one.ref, one.person, held, "before", due_on),
            _talk(facts, one.ref, one.person, held, "after", deadlines.debrief(end)) if end else None,
        )


def _ahead(facts, involvement, held):
    """Briefed before they ever came: done, if nobody says otherwise."""
    talks = [one for one in held if one.kind == "before" and one.held_on and one.outcome != "offered"]
    if not talks or min(one.held_on for one in talks) < facts.window_from:
        return None
    agreed = all(one.person_says is not False for one in talks)
    why = "before: briefed ahead" if agreed else "before: the person says they were not briefed"
    return CountedRecord(involvement.ref, agreed, why, person=involvement.person)


def _is_of(facts, briefing, stage):
    return briefing.stage == stage or (briefing.stage is None and _one_stage(facts))


def _of_project(facts):
    """The talk before a person's first stage is the talk before the project too."""
    firsts = _first_times(facts)
    for person in everyone(facts):
        if person.id not in firsts:
            continue
        first, walked_in = firsts[person.id]
        held = [one for one in facts.briefings if one.person == person.id]
        whole = [one for one in held if one.stage is None]
        end = deadlines.project_debrief(facts.closed_on) if facts.closed else None
        yield _both(
            _talk(facts, person.ref, person.id, held, "before", deadlines.briefing(first, joined_late=walked_in)),
            _talk(facts, person.ref, person.id, whole, "after", end) if end else None,
        )


def _first_times(facts, by_stage=False):
    """The day of the first session a person was asked to, and whether they walked in."""
    firsts = {}
    for attendance, session in asked_to(facts):
        key = (attendance.person, session.stage) if by_stage else attendance.person
        firsts.setdefault(key, (session.on, attendance.walk_in))
    return firsts


def _talk(facts, ref, person, briefings, kind, due_on):
    """The person's own "no" beats the tick; a talk that was offered and turned down is done.

    Who was on a pause when it was due did not want it then.
    """
    of_kind = [one for one in briefings if one.kind == kind and one.held_on]
    settled = [one.held_on for one in of_kind if one.outcome != "offered" and one.person_says is not False]
    offered = [one.held_on for one in of_kind if one.outcome == "offered" and one.person_says is not False]
    if not settled and offered and min(offered) <= due_on:
        return None
    if not settled and paused_on(facts, person, due_on):
        return None
    counted = in_time(facts, ref, due_on, min(settled, default=None), owed=True, early=True, person=person)
    if counted and counted.owed_since and any(one.person_says is False for one in of_kind):
        return replace(counted, why=f"{kind}: the person says they were not briefed")
    return counted and replace(counted, why=f"{kind}: {counted.why}")


def _both(before, after):
    talks = [one for one in (before, after) if one]
    if not talks:
        return None
    missed = [one for one in talks if not one.ok]
    mended = [one.mended_on for one in missed]
    owed = [one.owed_since for one in missed if one.owed_since]
    return CountedRecord(
        talks[0].ref,
        not missed,
        "; ".join(one.why for one in talks),
        mended_on=max(mended) if mended and all(mended) else None,
        owed_since=min(owed, default=None),
        late=any(one.late for one in missed),
        person=talks[0].person,
    )
