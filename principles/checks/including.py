"""Resources, taking part: people with lived experience at every stage."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from projects import deadlines

from ..facts import InvolvementFact, ProjectFacts, StageFact
from ..findings import CountedRecord, Criterion, Finding, State, criterion, finding, late_as_a_habit

PEOPLE_AT_A_STAGE = 2
FEWER, NOBODY = "fewer people than it needs", "nobody with lived experience"


def s3a_every_stage(facts: ProjectFacts) -> Finding:
    stages = [
        stage
        for stage in facts.stages
        if stage.opened_on and stage.opened_on <= facts.as_of and not stage.not_applicable
    ]
    counted = criterion(
        [_stage(facts, stage) for stage in stages],
        "had enough people with lived experience, there before anything was decided",
        things="stages",
    )
    return finding("S3a", _as_the_worst_stage(counted))


def _stage(facts: ProjectFacts, stage: StageFact) -> CountedRecord | None:
    """Whoever had joined counts, paused or gone since."""
    here = [involvement for involvement in facts.involvements if involvement.stage == stage.id]
    joined = sorted(
        involvement.joined_on for involvement in here if involvement.joined_on and involvement.joined_on <= facts.as_of
    )
    needed = 1 if stage.one_to_one else PEOPLE_AT_A_STAGE
    if len(joined) < needed:
        return None if _waiting_for_answers(facts, here) else _too_few(stage, joined)
    decided = [
        decision.decided_on
        for decision in facts.decisions
        if decision.stage == stage.id and decision.decided_on <= facts.as_of
    ]
    if not decided or joined[0] <= min(decided):
        return CountedRecord(stage.ref, True, "enough people, from the start")
    if joined[0] < facts.window_from:
        return None
    return CountedRecord(stage.ref, False, "people joined after the first decision", resolved_on=joined[0], late=True)


def _waiting_for_answers(facts: ProjectFacts, involvements: Sequence[InvolvementFact]) -> bool:
    asked = [
        involvement.invited_on
        for involvement in involvements
        if involvement.state == "invited" and involvement.invited_on
    ]
    return any(deadlines.invitation_answer(invited_on) >= facts.as_of for invited_on in asked)


def _too_few(stage: StageFact, joined: Sequence[date]) -> CountedRecord:
    return CountedRecord(stage.ref, False, FEWER if joined else NOBODY)


def _as_the_worst_stage(counted: Criterion) -> Criterion:
    """One stage without anyone is not met, however many others there are."""
    whys = {record.why for record in counted.counted if not record.ok}
    if NOBODY in whys:
        return replace(counted, state=State.NOT_MET)
    if FEWER in whys and not late_as_a_habit(counted.counted):
        return replace(counted, state=State.PARTLY)
    return counted
