"""Each state of the checks of Resources, read off its page after a road through other pages."""

from tests.cases import roads


def test_met(as_cora, as_mina, as_fin, sam, clock):
    roads.publish_rates(as_mina)
    project, stage, people = roads.begin(as_cora, "Asha", "Ben")
    papers = {"preparation_minutes": "30", "papers_sent_on": "today"}
    session = roads.plan_session(as_cora, stage, roads.in_days(21), **papers)
    clock.forward(22)
    roads.log_session(as_cora, session)
    roads.pay(as_cora, as_mina, as_fin, project)
    roads.tell(as_cora, project)
    met = dict.fromkeys(("S1", "S2", "S3a", "S3b", "S4", "S6"), "Met")
    roads.reaches(as_cora, project, "resources", **met)


def test_partly(as_cora, as_mina, sam, clock):
    """Two people are briefed late; one of two sessions is planned late and without money; a stage has one person."""
    roads.publish_rates(as_mina)
    project, stage, (asha, ben) = roads.begin(as_cora, "Asha", "Ben", stages=["plan", "design"], outcome="")
    roads.open_stage(as_cora, project, [asha], kind="plan")
    early = roads.plan_session(as_cora, stage, roads.in_days(22), invited=[asha.pk])
    late = roads.plan_session(as_cora, stage, roads.in_days(2), about="The sign", rate="", invited=[ben.pk])
    clock.forward(3)
    roads.log_session(as_cora, late)
    roads.brief(as_cora, stage, ben)
    clock.forward(27)
    roads.log_session(as_cora, early)
    roads.brief(as_cora, stage, asha)
    partly = dict.fromkeys(("S2", "S3a", "S4", "S6"), "Partly met")
    roads.reaches(as_cora, project, "resources", **partly)


def test_not_met(as_cora, sam, clock):
    project, stage, people = roads.begin(
        as_cora, "Asha", "Ben", starts_on="2 May 2026", stages=["plan", "design"], outcome=""
    )
    roads.open_stage(as_cora, project, [], kind="plan")
    session = roads.plan_session(as_cora, stage, roads.in_days(2))
    clock.forward(3)
    roads.log_session(as_cora, session)
    clock.forward(30)
    # A budget that is missing, or passed, no page takes: it can be late, and no more.
    roads.reaches(as_cora, project, "resources", S1="Partly met")
    missed = dict.fromkeys(("S2", "S3a", "S3b", "S4", "S6"), "Not met")
    roads.reaches(as_cora, project, "resources", **missed)
