"""Resources, being briefed: before and after each stage, and the whole project."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from projects import deadlines

from ..facts import ONE_EVENT, BriefingFact, Id, InvolvementFact, ProjectFacts, Ref
from ..findings import CountedRecord, Finding, criterion, finding
from ..once import once
from ..timing import ever_in, everyone, firsts, firsts_in_stages, in_time, openly, paused_on, talks_with

BRIEFED, PARTLY_BRIEFED = 0.95, 0.7
IN_TIME, OF_THE_PROJECT = "were briefed in time", "were briefed in time for the project"


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


@once
def _one_stage(facts: ProjectFacts) -> bool:
    return facts.size == ONE_EVENT or sum(not stage.not_applicable for stage in facts.stages) <= 1


def _of_stages(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    stages = {stage.id: stage for stage in facts.stages}
    for involvement in ever_in(facts):
        stage = stages.get(involvement.stage)
        if not stage:
            continue
        held = _talks_about(facts, involvement.person, involvement.stage)
        first = firsts_in_stages(facts).get((involvement.person, involvement.stage))
        if not first:
            yield _ahead(facts, involvement, held)
            continue
        end = stage.closed_on or involvement.ended_on
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


def _talks_about(facts: ProjectFacts, person: Id, stage: Id) -> list[BriefingFact]:
    """Where there is one stage, those about the whole project too."""
    talks = _talks_by_stage(facts)
    whole = talks.get((person, None), []) if _one_stage(facts) else []
    return talks.get((person, stage), []) + whole


@once
def _talks_by_stage(facts: ProjectFacts) -> dict[tuple[Id, Id | None], list[BriefingFact]]:
    talks: dict[tuple[Id, Id | None], list[BriefingFact]] = defaultdict(list)
    for briefing in facts.briefings:
        talks[briefing.person, briefing.stage].append(briefing)
    return dict(talks)


def _of_project(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    """The talk before a person's first stage is the talk before the project too."""
    for person in everyone(facts):
        if person.id not in firsts(facts):
            continue
        first, walked_in = firsts(facts)[person.id]
        held, whole = talks_with(facts).get(person.id, []), _talks_by_stage(facts).get((person.id, None), [])
        end = deadlines.project_debrief(facts.looked_at_on) if facts.closed else None
        yield _both(
            _talk(facts, person.ref, person.id, held, "before", deadlines.briefing(first, joined_late=walked_in)),
            _talk(facts, person.ref, person.id, whole, "after", end) if end else None,
        )


def _talk(
    facts: ProjectFacts, ref: Ref, person: Id, briefings: Sequence[BriefingFact], kind: str, due_on: date
) -> CountedRecord | None:
    """The person's own "no" beats the tick; a talk that was offered and turned down is done.

    Who was on a pause when it was due did not want it then.
    """
    of_kind = [briefing for briefing in briefings if briefing.kind == kind and briefing.held_on]
    agreed = [(briefing.held_on, briefing.outcome) for briefing in of_kind if briefing.person_says is not False]
    settled = [held_on for held_on, outcome in agreed if held_on and outcome != "offered"]
    offered = [held_on for held_on, outcome in agreed if held_on and outcome == "offered"]
    if not settled and offered and min(offered) <= due_on:
        return None
    if not settled and paused_on(facts, person, due_on):
        return None
    counted = in_time(facts, ref, due_on, min(settled, default=None), owed=True, early=True, person=person)
    if counted and counted.overdue_since and len(agreed) < len(of_kind):
        return counted.told(f"{kind}: the person says they were not briefed")
    return counted and counted.told(f"{kind}: {counted.why}")


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
