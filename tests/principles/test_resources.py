import pytest

from principles import facts as f
from principles.checks import CHECKS

from . import build
from .build import ago, ahead, came, finding, gathering, involved, people, project, ref, replace, session, stage, state

check_resources = CHECKS["resources"]

BEFORE, DUE = ago(61), ago(5)


def head(pence=100_00, filled_on=BEFORE, **known):
    return f.BudgetFact(ref("budget"), "payments", pence, filled_on=filled_on, **known)


def payment(due_on=DUE, released_on=None, **known):
    return build.payment(people(1)[0].id, ago(20), due_on, released_on, **known)


def decision(where, on):
    return f.DecisionFact(ref("decision"), where.id, on, "consensus", 2)


def test_a_budget_filled_before_the_first_day_is_met():
    none_needed = head(0, reason_given=True)
    assert state(check_resources, project(budget=(head(), none_needed)), "S1") == "met"


@pytest.mark.parametrize("empty", [head(None), head(0)])
def test_a_part_of_the_budget_without_an_answer_is_missed(empty):
    assert state(check_resources, project(budget=(empty,)), "S1") == "not_met"
    assert state(check_resources, project(budget=(head(), empty)), "S1") == "partly"


def test_a_budget_filled_late_is_put_right():
    assert state(check_resources, project(budget=(head(filled_on=ago(10)),) * 2), "S1") == "partly"


def test_a_budget_is_not_due_before_the_first_day():
    assert state(check_resources, project(starts_on=ahead(5), budget=(head(None),)), "S1") == "no_data"


def test_spending_over_the_sum_is_seen():
    assert state(check_resources, project(budget=(head(committed_pence=100_01),)), "S1") == "not_met"
    assert state(check_resources, project(budget=(head(committed_pence=100_00),)), "S1") == "met"


def test_invitations_go_out_early_enough():
    early = session(stage(), invited_on=ago(40), invite_by=ago(35))
    late = session(stage(), invited_on=ago(30), invite_by=ago(35))
    unknown = session(stage(), invite_by=ago(35))
    assert state(check_resources, project(sessions=(early,)), "S2") == "met"
    assert state(check_resources, project(sessions=(early, late)), "S2") == "partly"
    assert state(check_resources, project(sessions=(unknown,)), "S2") == "not_met"


def test_a_time_the_group_chose_needs_no_notice():
    late = session(stage(), invited_on=ago(30), invite_by=ago(35), time_chosen_with=True)
    assert state(check_resources, project(sessions=(late,)), "S2") == "no_data"


def test_papers_go_out_early_where_there_are_papers():
    late = session(stage(), has_papers=True, papers_sent_on=ago(21), papers_by=ago(27), time_chosen_with=True)
    assert state(check_resources, project(sessions=(late,)), "S2") == "not_met"


@pytest.mark.parametrize(("n", "expected"), [(0, "not_met"), (1, "partly"), (2, "met")])
def test_every_stage_has_two_people(n, expected):
    assert state(check_resources, project(**gathering(n)), "S3a") == expected


def test_one_stage_with_nobody_is_not_met_beside_full_ones():
    known = gathering(3)
    known["stages"] = (*known["stages"], *(known["stages"][0],) * 5, stage())
    assert state(check_resources, project(**known), "S3a") == "not_met"


def test_a_stage_that_does_not_apply_or_has_not_begun_is_left_out():
    known = gathering(2)
    known["stages"] += (stage(not_applicable=True), stage(opened_on=None), stage(opened_on=ahead(3)))
    assert len(finding(check_resources, project(**known), "S3a").counted) == 1


def test_pausing_later_changes_nothing():
    known = gathering(2)
    known["involvements"] = tuple(replace(one, state="paused") for one in known["involvements"])
    assert state(check_resources, project(**known), "S3a") == "met"


def test_one_person_is_enough_in_one_to_one_work():
    assert state(check_resources, project(**gathering(1, where=stage(one_to_one=True))), "S3a") == "met"


def test_joining_after_the_first_decision_is_late():
    known = gathering(2)
    decided = (decision(known["stages"][0], ago(51)),)
    found = finding(check_resources, project(**known, decisions=decided), "S3a")
    assert found.counted[0].resolved_on == ago(50)


def test_invitations_may_wait_two_weeks_for_an_answer():
    where, group = stage(), people(2)

    def invited(days):
        known = {"state": "invited", "joined_on": None, "invited_on": ago(days)}
        return tuple(involved(one, where, **known) for one in group)

    assert state(check_resources, project(stages=(where,), involvements=invited(14)), "S3a") == "no_data"
    assert state(check_resources, project(stages=(where,), involvements=invited(15)), "S3a") == "not_met"


@pytest.mark.parametrize(
    ("choice", "released_on", "expected"),
    [
        ("", ago(6), "met"),
        ("", None, "not_met"),
        ("declined", None, "no_data"),
        ("part", ago(6), "met"),
        ("later", None, "no_data"),
    ],
)
def test_payments_go_by_the_promised_day_and_what_was_declined_in_time_is_neither(choice, released_on, expected):
    assert (
        state(check_resources, project(payments=(payment(released_on=released_on, choice=choice),)), "S6") == expected
    )


def test_a_late_payment_says_whose_step_was_late_and_is_owed():
    found = finding(check_resources, project(payments=(payment(waiting_on="approval"),)), "S6")
    assert "approval" in found.counted[0].why
    assert found.owed[0].overdue_since == ago(5)


def test_two_late_payments_sent_since_are_partly_and_no_longer_owed():
    found = finding(check_resources, project(payments=(payment(released_on=ago(2)), payment(released_on=ago(1)))), "S6")
    assert found.state == "partly"
    assert not found.owed


def test_a_payment_not_due_yet_says_nothing():
    assert state(check_resources, project(payments=(payment(due_on=ahead(1)),)), "S6") == "no_data"


def test_an_hour_is_never_paid_below_the_floor():
    known = {"released_on": ago(6), "minutes": 90, "floor_pence": 12_00}

    def judged(**more):
        return finding(check_resources, project(payments=(payment(**known | more),)), "S6")

    assert judged(agreed_pence=18_00).state == "met"
    assert judged(agreed_pence=17_99).state == "not_met"
    assert judged(agreed_pence=18_00, pence=10_00, choice="part").state == "met"
    assert judged(agreed_pence=1, pence=1, choice="part").state == "not_met"
    assert judged(agreed_pence=0, time_credits=True).state == "met"
    assert "0 of 1 payment is no less than the least allowed." in judged(agreed_pence=17_99).sentence


def test_where_pay_by_the_hour_cannot_be_judged_the_sentence_says_so():
    def sentence(*known):
        paid = [payment(released_on=ago(6), agreed_pence=1, **one) for one in known]
        return finding(check_resources, project(payments=tuple(paid)), "S6").not_judged

    unknown, no_time = {"minutes": 90}, {"minutes": 0, "floor_pence": 12_00}
    assert "The hourly rate was not judged: no wage floor is known for that day." in sentence(unknown)
    assert "The hourly rate was not judged: no minutes are written down." in sentence(no_time)
    assert "The hourly rate of some payments was not judged" in sentence(unknown, {"minutes": 90, "floor_pence": 1})
    assert "hourly rate" not in sentence({"minutes": 90, "floor_pence": 1})


def test_each_part_with_nothing_to_count_says_that_it_was_not_judged():
    found = finding(check_resources, project(payments=(payment(released_on=ago(6)),)), "S6")
    assert "whether invitations had an offer of pay before" in found.not_judged
    assert "whether sessions with papers pay for reading them" in found.not_judged
    assert found.state == "met"


def test_what_was_declined_late_stays_late_and_is_not_put_right():
    found = finding(check_resources, project(payments=(payment(choice="declined", late_by=3),)), "S6")
    assert found.state == "not_met"
    assert (found.counted[0].resolved_on, found.owed) == (None, ())
    assert "late by 3 working days" in found.counted[0].why


def test_an_offer_comes_before_the_session_every_time():
    known = gathering(20)
    meeting = known["sessions"][0]
    known["attendances"] = tuple(came(one, meeting, paid_eligible=True) for one in known["people"])
    offers = tuple(f.OfferFact(ref("offer"), one.id, meeting.id, ago(20), "declined") for one in known["people"])
    assert state(check_resources, project(**known, offers=offers), "S6") == "met"
    assert state(check_resources, project(**known, offers=offers[:-1]), "S6") == "partly"
    assert state(check_resources, project(**known), "S6") == "not_met"
    late = (*offers[:-1], replace(offers[-1], offered_on=ago(19)))
    assert state(check_resources, project(**known, offers=late), "S6") == "partly"
