"""Each state of the checks of Relationships, read off its page after a road through other pages."""

from tests.cases import roads


def talked(as_cora, clock, **fields):
    """A session in which two things are said and two are promised."""
    project, stage, (asha, ben) = roads.begin(as_cora, "Asha", "Ben", **fields)
    session = roads.plan_session(as_cora, stage, roads.in_days(1))
    clock.forward(1, hour=18)
    roads.log_session(
        as_cora,
        session,
        heard=[("A softer bell", asha), ("A sofa", ben)],
        promised=[("Send the drawings", roads.in_days(7)), ("Ask the neighbours", roads.in_days(7))],
    )
    return project


def test_met(as_cora, clock, sam):
    project = talked(as_cora, clock)
    roads.answer(as_cora, "A softer bell")
    roads.answer(as_cora, "A sofa", outcome="not_used", because="There is no room for it")
    roads.settle_promise(as_cora, "Send the drawings")
    roads.settle_promise(as_cora, "Ask the neighbours", "changed", "We write to them")
    roads.change_contact(as_cora, project, sam, met_together_on="today", stays="on")
    roads.reaches(as_cora, project, "relationships", R1="Met", R2="Met", R4="Met")


def test_partly(as_cora, clock, sam):
    project = talked(as_cora, clock, deputy="")
    roads.answer(as_cora, "A softer bell")
    roads.settle_promise(as_cora, "Send the drawings")
    clock.forward(40)
    roads.reaches(as_cora, project, "relationships", R1="Partly met", R2="Partly met", R4="Partly met")


def test_not_met(as_cora, clock, sam):
    project = talked(as_cora, clock)
    roads.change_contact(as_cora, project, sam, stays="on")
    clock.forward(40)
    roads.reaches(as_cora, project, "relationships", R1="Not met", R2="Not met", R4="Not met")
