"""Resources, being briefed: before and after each stage, and the whole project."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from projects import deadlines

from ..facts import ONE_EVENT, AttendanceFact, BriefingFact, Id, InvolvementFact, ProjectFacts, Ref, SessionFact
from ..findings import CountedRecord, Finding, criterion, finding
from ..timing import asked_to, ever_in, everyone, in_time, openly, paused_on

BRIEFED, PARTLY_BRIEFED = 0.95, 0.7
IN_TIME, OF_THE_PROJECT = "were briefed in time", "were briefed in time for the project"


Key = TypeVar("Key")


def s4_briefed(facts: ProjectFacts) -> Finding:
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


def _one_stage(facts: ProjectFacts) -> bool:
    return facts.size == ONE_EVENT or sum(not stage.not_applicable for stage in facts.stages) <= 1


def _of_stages(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    stages = {stage.id: stage for stage in facts.stages}
    firsts = _first_times(facts, lambda attendance, session: (attendance.person, session.stage))
    for involvement in ever_in(facts):
        if involvement.stage not in stages:
            continue
        held = [
            briefing
            for briefing in facts.briefings
            if briefing.person == involvement.person and _is_of(facts, briefing, involvement.stage)
        ]
        first = firsts.get((involvement.person, involvement.stage))
        if not first:
            yield _ahead(facts, involvement, held)
            continue
        end = stages[involvement.stage].closed_on or involvement.ended_on
        late_joiner = involvement.joined_on is None or involvement.joined_on >= first[0]
        due_on = deadlines.briefing(first[0], joined_late=first[1] or late_joiner)
        yield _both(
            _talk(facts, involvement.ref, involvement.person, held, "before", due_on),
            _talk(facts, involvement.ref, involvement.person, held, "after", deadlines.debrief(end)) if end else None,
        )


def _ahead(facts: ProjectFacts, involvement: InvolvementFact, held: Sequence[BriefingFact]) -> CountedRecord | None:
    """Briefed before they ever came: done, if nobody says otherwise."""
    talks = [
        (briefing.held_on, briefing.person_says)
        for briefing in held
        if briefing.kind == "before" and briefing.held_on and briefing.outcome != "offered"
    ]
    if not talks or min(held_on for held_on, _ in talks) < facts.window_from:
        return None
    agreed = all(person_says is not False for _, person_says in talks)
    why = "before: briefed ahead" if agreed else "before: the person says they were not briefed"
    return CountedRecord(involvement.ref, agreed, why, person=involvement.person)


def _is_of(facts: ProjectFacts, briefing: BriefingFact, stage: Id) -> bool:
    return briefing.stage == stage or (briefing.stage is None and _one_stage(facts))


def _of_project(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    """The talk before a person's first stage is the talk before the project too."""
    firsts = _first_times(facts, lambda attendance, _: attendance.person)
    for person in everyone(facts):
        if person.id not in firsts:
            continue
        first, walked_in = firsts[person.id]
        held = [briefing for briefing in facts.briefings if briefing.person == person.id]
        whole = [briefing for briefing in held if briefing.stage is None]
        end = deadlines.project_debrief(facts.looked_at_on) if facts.closed else None
        yield _both(
            _talk(facts, person.ref, person.id, held, "before", deadlines.briefing(first, joined_late=walked_in)),
            _talk(facts, person.ref, person.id, whole, "after", end) if end else None,
        )


def _first_times(
    facts: ProjectFacts, key_of: Callable[[AttendanceFact, SessionFact], Key]
) -> dict[Key, tuple[date, bool]]:
    """The day of the first session a person was asked to, and whether they walked in."""
    firsts: dict[Key, tuple[date, bool]] = {}
    for attendance, session in asked_to(facts):
        firsts.setdefault(key_of(attendance, session), (session.on, attendance.walk_in))
    return firsts


def _talk(
    facts: ProjectFacts, ref: Ref, person: Id, briefings: Sequence[BriefingFact], kind: str, due_on: date
) -> CountedRecord | None:
    """The person's own "no" beats the tick; a talk that was offered and turned down is done.

    Who was on a pause when it was due did not want it then.
    """
    of_kind = [(briefing.held_on, briefing) for briefing in briefings if briefing.kind == kind and briefing.held_on]
    settled = [
        held_on for held_on, briefing in of_kind if briefing.outcome != "offered" and briefing.person_says is not False
    ]
    offered = [
        held_on for held_on, briefing in of_kind if briefing.outcome == "offered" and briefing.person_says is not False
    ]
    if not settled and offered and min(offered) <= due_on:
        return None
    if not settled and paused_on(facts, person, due_on):
        return None
    counted = in_time(facts, ref, due_on, min(settled, default=None), owed=True, early=True, person=person)
    if counted and counted.overdue_since and any(briefing.person_says is False for _, briefing in of_kind):
        return replace(counted, why=f"{kind}: the person says they were not briefed")
    return counted and replace(counted, why=f"{kind}: {counted.why}")


def _both(before: CountedRecord | None, after: CountedRecord | None) -> CountedRecord | None:
    talks = [talk for talk in (before, after) if talk]
    if not talks:
        return None
    missed = [talk for talk in talks if not talk.ok]
    resolved = [talk.resolved_on for talk in missed if talk.resolved_on]
    owed = [talk.overdue_since for talk in missed if talk.overdue_since]
    return CountedRecord(
        talks[0].ref,
        not missed,
        "; ".join(talk.why for talk in talks),
        resolved_on=max(resolved, default=None) if len(resolved) == len(missed) else None,
        overdue_since=min(owed, default=None),
        late=any(talk.late for talk in missed),
        person=talks[0].person,
    )
