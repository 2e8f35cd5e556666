"""Each state of the checks of Sustainability, read off its page after a road through other pages."""

from tests.cases import roads

MONEY = {"source": "The council", "money_until": "1 March 2027"}


def close(as_cora, stage, clock, outcome, **fields):
    """Something is said and answered, and the stage is closed."""
    session = roads.plan_session(as_cora, stage, roads.in_days(1))
    clock.forward(2)
    roads.log_session(as_cora, session, heard=["A softer bell"])
    roads.answer(as_cora, "A softer bell", outcome, told="on")
    return roads.close_stage(as_cora, stage, **fields)


def test_met(as_cora, clock):
    project, stage, people = roads.begin(as_cora, "Asha", "Ben", **MONEY, confirmed="on")
    close(as_cora, stage, clock, "used")
    clock.forward(15)
    roads.close_questions(as_cora, stage)
    roads.reaches(as_cora, project, "sustainability", U1="Met", U2="Met", U4="Met")


def test_partly(as_cora, as_mina, clock):
    """Of two stages one is closed without thanks, and its questions are closed too late."""
    project, stage, people = roads.begin(as_cora, "Asha", "Ben", **MONEY, confirmed="on", stages=["plan", "design"])
    close(as_cora, stage, clock, "not_used")
    clock.forward(15)
    roads.close_questions(as_cora, stage)
    other = roads.open_stage(as_cora, project, people, kind="plan")
    roads.close_stage_despite(as_mina, other)
    clock.forward(40)
    roads.reaches(as_cora, project, "sustainability", U2="Partly met", U4="Partly met")


def test_not_met(as_cora, as_mina, clock):
    project, stage, people = roads.begin(as_cora, "Asha", "Ben", **MONEY)
    session = roads.plan_session(as_cora, stage, roads.in_days(1))
    clock.forward(2)
    roads.log_session(as_cora, session, heard=["A softer bell"])
    roads.answer(as_cora, "A softer bell", "not_used", told="on")
    roads.close_stage_despite(as_mina, stage)
    clock.forward(40)
    roads.reaches(as_cora, project, "sustainability", U1="Not met", U2="Not met", U4="Not met")
