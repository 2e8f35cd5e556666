"""Resources, being briefed: before and after each stage, and the whole project."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from projects import deadlines

from ..facts import ONE_EVENT, BriefingFact, Id, InvolvementFact, ProjectFacts, Ref
from ..findings import CountedRecord, Finding, criterion, finding
from ..timing import ever_in, everyone, firsts, in_time, openly, paused_on, talks_with

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


def _one_stage(facts: ProjectFacts) -> bool:
    return facts.size == ONE_EVENT or sum(not stage.not_applicable for stage in facts.stages) <= 1


def _of_stages(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    stages = {stage.id: stage for stage in facts.stages}
    talks, first_days = _talks_of_stages(facts), firsts(facts).in_stages
    for involvement in ever_in(facts):
        stage = stages.get(involvement.stage)
        if not stage:
            continue
        held = talks.get((involvement.person, involvement.stage), [])
        first = first_days.get(involvement.stage, {}).get(involvement.person)
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


def _talks_of_stages(facts: ProjectFacts) -> dict[tuple[Id, Id], list[BriefingFact]]:
    """{person and stage: their talks}. Where there is one stage, those of the whole project are of it too."""
    talks: dict[tuple[Id, Id], list[BriefingFact]] = defaultdict(list)
    only = [stage.id for stage in facts.stages] if _one_stage(facts) else []
    for briefing in facts.briefings:
        for stage in [briefing.stage] if briefing.stage else only:
            talks[briefing.person, stage].append(briefing)
    return talks


def _of_project(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    """The talk before a person's first stage is the talk before the project too."""
    in_all = firsts(facts).in_all
    for person in everyone(facts):
        if person.id not in in_all:
            continue
        first, walked_in = in_all[person.id]
        held = talks_with(facts).get(person.id, [])
        whole = [briefing for briefing in held if briefing.stage is None]
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
    agreed = [briefing for briefing in of_kind if briefing.person_says is not False]
    settled = [briefing.held_on for briefing in agreed if briefing.outcome != "offered" and briefing.held_on]
    if not settled:
        # What was offered, and not answered yet.
        offered = [briefing.held_on for briefing in agreed if briefing.held_on]
        if min(offered, default=date.max) <= due_on or paused_on(facts, person, due_on):
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
