"""Each state of the checks of Equality, diversity and inclusion, read off its page after a road through other pages."""

from tests.cases import roads

HARD = "The LHA procurement framework necessitates comprehensive stakeholder prioritisation notwithstanding the NDA."


def decide(as_cora, clock, stage, *decided):
    session = roads.plan_session(as_cora, stage, roads.in_days(1))
    clock.forward(2)
    roads.log_session(as_cora, session, decided=decided)


def test_met(as_cora, clock):
    project, stage, people = roads.begin(as_cora, "Asha", "Ben", "Cleo")
    roads.agree_ways(as_cora, project, people)
    roads.check_power(as_cora, stage)
    decide(as_cora, clock, stage, ("The low desk", "consensus"))
    roads.tell(as_cora, project)
    roads.reaches(as_cora, project, "equality", E1="Met", E2="Met", E3="Met", E4="Met", E8="Met")


def test_partly(as_cora, clock):
    project, stage, people = roads.begin(as_cora, "Asha", "Ben", stages=["plan", "design"])
    roads.open_stage(as_cora, project, people, kind="plan")
    roads.check_power(as_cora, stage)
    decide(as_cora, clock, stage, ("The low desk", "consensus"), ("The hours", "staff"))
    roads.agree_ways(as_cora, project, people)
    clock.forward(15)
    roads.tell(as_cora, project)
    roads.tell(as_cora, project, progress=HARD, as_it_is=True)
    partly = dict.fromkeys(("E1", "E2", "E3", "E4", "E8"), "Partly met")
    roads.reaches(as_cora, project, "equality", **partly)


def test_not_met(as_cora, clock):
    project, stage, people = roads.begin(as_cora, "Asha")
    decide(as_cora, clock, stage, ("The low desk", "staff"))
    clock.forward(15)
    roads.tell(as_cora, project, progress=HARD, as_it_is=True)
    missed = dict.fromkeys(("E1", "E2", "E3", "E4", "E8"), "Not met")
    roads.reaches(as_cora, project, "equality", **missed)
