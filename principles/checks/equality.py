"""Equality, diversity and inclusion: who decides, and how many are heard."""

from datetime import date

from ..facts import DecisionFact, Id, InvolvementFact, ProjectFacts, StageFact
from ..findings import NOTHING, CountedRecord, Criterion, Finding, State, criterion, finding
from ..once import once
from ..timing import joined
from .working_together import e1_agreed_ways, e3_who_holds_power, e8_plain_words

DECIDED_TOGETHER = 0.8
PEOPLE_IN_A_DECISION = 2
PEOPLE_IN_A_PROJECT = 3


def e2_deciding_together(facts: ProjectFacts) -> Finding:
    counted = [_decision(facts, decision) for decision in facts.decisions if _recent(facts, decision.decided_on)]
    does = "were made with participants there, and not by staff alone"
    return finding("E2", criterion(counted, does, things="decisions", met_at=DECIDED_TOGETHER))


def _decision(facts: ProjectFacts, decision: DecisionFact) -> CountedRecord:
    """One person is enough in work done one to one."""
    stage = _stages(facts).get(decision.stage) if decision.stage else None
    enough = 1 if stage and stage.one_to_one else PEOPLE_IN_A_DECISION
    together = decision.participants_present >= enough and decision.method != "staff"
    return CountedRecord(decision.ref, together, "made together" if together else "not made together")


def _recent(facts: ProjectFacts, on: date) -> bool:
    return facts.window_from <= on <= facts.as_of


def e4_how_many_take_part(facts: ProjectFacts) -> Finding:
    return finding("E4", _enough_people(facts))


def _enough_people(facts: ProjectFacts) -> Criterion:
    """Who has joined stays counted, paused or gone since; nobody is judged before anyone was invited."""
    if not facts.involvements or all(
        involvement.stage and stage.one_to_one for involvement, stage in _with_stage(facts)
    ):
        return NOTHING
    there = joined(facts)
    state = State.MET if len(there) >= PEOPLE_IN_A_PROJECT else State.PARTLY if len(there) > 1 else State.NOT_MET
    least = "At least" if len(there) >= PEOPLE_IN_A_PROJECT else "Fewer than"
    does = f"{least} three people with lived experience have joined."
    counted = tuple(CountedRecord(person.ref, True, "joined") for person in facts.people if person.id in there)
    return Criterion(state, does, counted, things="people have joined", chosen=True)


def _with_stage(facts: ProjectFacts) -> list[tuple[InvolvementFact, StageFact]]:
    stages = _stages(facts)
    return [
        (involvement, stages[involvement.stage]) for involvement in facts.involvements if involvement.stage in stages
    ]


@once
def _stages(facts: ProjectFacts) -> dict[Id, StageFact]:
    return {stage.id: stage for stage in facts.stages}


EQUALITY_RULES = {
    "E1": e1_agreed_ways,
    "E2": e2_deciding_together,
    "E3": e3_who_holds_power,
    "E4": e4_how_many_take_part,
    "E8": e8_plain_words,
}
