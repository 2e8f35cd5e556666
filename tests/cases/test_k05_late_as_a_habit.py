"""K5: "late and put right" mends one miss, not a habit."""

from participants.payments.models import Payment

from . import roads

HABIT = "More than half of what was due was late: that is not met, whatever was put right since."


def test_k05_six_payments_each_42_days_late_are_not_met(as_cora, as_mina, as_fin, sam, clock):
    people = roads.welcome_many(as_cora, 6)
    project = roads.hold_session(as_cora, as_mina, clock, people=people).project
    clock.forward(days=55)
    roads.pay(as_cora, as_mina, as_fin, project)
    assert not Payment.objects.filter(released_at=None).exists()
    page = roads.statement(as_mina, project, "S6")
    assert page.says("Not met", "0 of 6 payments went by the day we promised.", "6 were late and put right", HABIT), (
        page
    )


def test_k05_three_updates_in_a_row_that_come_late_are_not_met(as_cora, sam, clock):
    project, _, _ = roads.begin(as_cora, people=roads.welcome_many(as_cora, 5))
    for told in (1, 2, 3):
        clock.forward(days=29)
        roads.tell(as_cora, project)
        page = roads.statement(as_cora, project, "S3b")
        state = "Not met" if told == 3 else "Partly met" if told == 2 else "Met"
        assert page.says(state, f"0 of {told} update"), page
        assert page.says(HABIT) is (told == 3), page


def test_k05_one_that_was_late_and_put_right_among_others_is_no_habit(as_cora, as_mina, sam, clock):
    *people, late = roads.welcome_many(as_cora, 6)
    project, stage, _ = roads.begin(as_cora, people=people)
    roads.add_person(as_cora, stage, late)
    session = roads.plan_session(as_cora, stage, roads.in_days(10))
    clock.forward(days=11)
    roads.log_session(as_cora, session)
    assert roads.statement(as_mina, project, "S4").says("Partly met", "5 of 6 people")
    roads.brief(as_cora, stage, late)
    page = roads.statement(as_mina, project, "S4")
    assert page.says("Met", "5 of 6 people", "For one person it was late and put right."), page
    assert not page.says(HABIT)
