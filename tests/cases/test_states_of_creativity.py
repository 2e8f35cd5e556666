"""Each state of the checks of Creativity, read off its page after a road through other pages."""

from tests.cases import roads

TOGETHER = {"time_chosen_together": "on", "place_chosen_together": "on"}


def test_met(as_cora, clock):
    project, stage, (asha, ben) = roads.begin(as_cora, "Asha", "Ben")
    helps = roads.arrange(as_cora, asha, roads.in_days(1))
    session = roads.plan_session(as_cora, stage, roads.in_days(1), **TOGETHER)
    roads.put_in_place(as_cora, helps)
    clock.forward(2)
    roads.log_session(as_cora, session)
    roads.reaches(as_cora, project, "creativity", C1="Met", C2="Met", C4="Met")


def test_partly(as_cora, clock):
    project, stage, (asha, ben) = roads.begin(as_cora, "Asha", "Ben")
    late = roads.arrange(as_cora, asha, roads.in_days(1))
    on_time = roads.arrange(as_cora, ben, roads.in_days(1), words="A taxi there and back")
    roads.put_in_place(as_cora, on_time)
    with_ways = roads.plan_session(as_cora, stage, roads.in_days(1), **TOGETHER)
    without = roads.plan_session(as_cora, stage, roads.in_days(1), about="The sign", ways=["room"])
    clock.forward(3)
    roads.log_session(as_cora, with_ways)
    roads.log_session(as_cora, without)
    roads.reaches(as_cora, project, "creativity", C1="Partly met", C2="Partly met", C4="Partly met")
    roads.put_in_place(as_cora, late)


def test_not_met(as_cora, clock):
    people = [roads.welcome(as_cora, name) for name in ("Asha", "Ben")]
    project, stage, _ = roads.begin(as_cora, people=people)
    session = roads.plan_session(as_cora, stage, roads.in_days(1), ways=["room"])
    clock.forward(2)
    roads.log_session(as_cora, session)
    roads.reaches(as_cora, project, "creativity", C1="Not met", C2="Not met", C4="Not met")
