"""Each state of the checks of Trauma-informed, read off its page after a road through other pages."""

from tests.cases import roads

HARD = {"sensitive": "on", "content_note": "Neighbours' complaints are read out"}


def test_met(as_cora, clock):
    project, stage, people = roads.begin(as_cora, "Asha", "Ben")
    session = roads.plan_session(as_cora, stage, roads.in_days(2), **HARD)
    clock.forward(3)
    roads.log_session(as_cora, session)
    for person in people:
        roads.brief(as_cora, stage, person, kind="after", outcome="offered")
    roads.reaches(as_cora, project, "trauma_informed", T1="Met", T2="Met", T4="Met")


def test_partly(as_cora, clock):
    """A safety plan on the last day, one of two offered a talk, and choices offered to one of two."""
    ben = roads.welcome(as_cora, "Ben", contact_asked="on")
    project, stage, (asha, _) = roads.begin(as_cora, "Asha", people=[ben])
    session = roads.plan_session(as_cora, stage, roads.in_days(1), safety=None, **HARD)
    clock.forward(1)
    roads.make_safety_plan(as_cora, session)
    clock.forward(1)
    roads.log_session(as_cora, session)
    roads.brief(as_cora, stage, asha, kind="after", outcome="offered")
    clock.forward(8)
    roads.reaches(as_cora, project, "trauma_informed", T1="Partly met", T2="Partly met", T4="Partly met")


def test_not_met(as_cora, clock):
    people = [roads.welcome(as_cora, name) for name in ("Asha", "Ben")]
    project, stage, _ = roads.begin(as_cora, people=people)
    session = roads.plan_session(as_cora, stage, roads.in_days(1), safety=None, **HARD)
    clock.forward(1, hour=18)
    roads.log_session(as_cora, session)
    clock.forward(9)
    roads.reaches(as_cora, project, "trauma_informed", T1="Not met", T2="Not met", T4="Not met")
