"""K5: "late and put right" mends one miss, not a habit."""

from participants.models import Payment

from . import roads_b2 as roads

SENT = "Mark as sent"
HABIT = "More than half of what was due was late: that is not met, whatever was put right since."


def pay_everybody(as_cora, as_mina, as_fin, project):
    page = as_cora.open(f"/money/project/{project.pk}/").send("Send ")
    assert page.says("to approve"), page
    for visitor, button in ((as_mina, "Approve"), (as_fin, SENT)):
        page = visitor.open("/money/")
        assert page.offers(button), page
        while page.offers(button):
            page = page.send(button)
    assert not Payment.objects.filter(released_at=None).exists(), page


def test_k05_six_payments_each_42_days_late_are_not_met(as_cora, as_mina, as_fin, sam, clock):
    roads.publish_rates(as_mina)
    project = roads.plan_project(as_cora, sam, **{"budget-0-pence": "2000"})
    people = roads.welcome_people(as_cora, 6)
    stage = roads.open_stage(as_cora, project, people)
    rate = as_cora.open(roads.stage_path(stage, "sessions", "new")).form("Plan this session").fields["rate"].offered
    session = roads.plan_session(as_cora, stage, "16 June 2026", rate=[one for one in rate if one][0])
    clock.forward(days=15)
    roads.log_session(as_cora, session)
    clock.forward(days=54)
    pay_everybody(as_cora, as_mina, as_fin, project)
    page = roads.statement(as_mina, project, "resources", "S6")
    assert page.says("Not met", "0 of 6 payments went by the day we promised.", "6 were late and put right", HABIT), (
        page
    )


def test_k05_three_updates_in_a_row_that_come_late_are_not_met(as_cora, sam, clock):
    project = roads.plan_project(as_cora, sam)
    roads.open_stage(as_cora, project, roads.welcome_people(as_cora, 5))
    for told in (1, 2, 3):
        clock.forward(days=29)
        roads.tell_people(as_cora, project)
        page = roads.statement(as_cora, project, "resources", "S3b")
        state = "Not met" if told == 3 else "Partly met" if told == 2 else "Met"
        assert page.says(state, f"0 of {told} updates due"), page
        assert page.says(HABIT) is (told == 3), page


def test_k05_one_that_was_late_and_put_right_among_others_is_no_habit(as_cora, as_mina, sam, clock):
    project = roads.plan_project(as_cora, sam)
    people = roads.welcome_people(as_cora, 6)
    stage = roads.open_stage(as_cora, project, people[:5])
    page = as_cora.open(roads.stage_path(stage)).send("Add", participant=people[5].pk)
    session = roads.plan_session(as_cora, stage, "12 June 2026")
    clock.forward(days=11)
    roads.log_session(as_cora, session)
    assert roads.statement(as_mina, project, "resources", "S4").says("Partly met", "5 of 6 people")
    page = as_cora.open(roads.stage_path(stage, "briefings"))
    page.send("Save", participant=people[5].pk, kind="before", outcome="done", way="call")
    page = roads.statement(as_mina, project, "resources", "S4")
    assert page.says("Met", "5 of 6 people", "For one person it was late and put right."), page
    assert not page.says(HABIT)
