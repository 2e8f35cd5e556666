import pytest

from principles import facts as f
from principles.checks import CHECKS

from .build import ago, ahead, finding, gathering, project, ref, state

check_relationships = CHECKS["relationships"]


def team(role, since=60, until=None, met_together_on=None):
    return f.TeamFact(ref("team"), role, ago(since), until and ago(until), met_together_on)


def promise(by_when, **known):
    return f.PromiseFact(ref("promise"), by_when, **known)


def said(days_ago, outcome="", told_on=None, **known):
    return f.ContributionFact(ref("contribution"), None, ago(days_ago), outcome, told_on=told_on, **known)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [(("contact", "deputy"), "met"), (("contact",), "partly"), ((), "not_met"), (("coordinator",), "not_met")],
)
def test_people_need_a_contact_and_a_deputy(roles, expected):
    assert state(check_relationships, project(**gathering(), team=tuple(map(team, roles))), "R1") == expected


def test_what_this_app_cannot_record_is_said_to_be_so():
    found = finding(check_relationships, project(), "R3")
    assert (found.state, found.label, found.counts) == ("no_data", "Not recorded by this app yet", False)
    assert found.sentence == "Not recorded by this app yet."


def test_with_nobody_taking_part_there_is_no_data_on_who_to_turn_to():
    assert state(check_relationships, project(team=(team("contact"), team("deputy"))), "R1") == "no_data"


@pytest.mark.parametrize(("met_on", "expected"), [(ago(20), "met"), (ago(10), "met"), (None, "not_met")])
def test_a_new_contact_is_handed_over_in_person(met_on, expected):
    """Put right once is met, as it is the only one missed."""
    members = (team("contact", until=20), team("contact", since=20, met_together_on=met_on), team("deputy"))
    assert state(check_relationships, project(**gathering(), team=members), "R1") == expected


def test_promises_kept_or_changed_in_good_time_are_met():
    kept = promise(ago(5), kept_on=ago(6))
    changed = promise(ago(5), changed_told_on=ago(6))
    assert state(check_relationships, project(promises=(kept, changed)), "R2") == "met"


def test_telling_of_a_change_on_the_day_is_late():
    late = (promise(ago(5), changed_told_on=ago(5)), promise(ago(5), changed_told_on=ago(5)))
    assert state(check_relationships, project(promises=late), "R2") == "partly"


def test_a_promise_kept_on_its_day_is_in_time_though_told_of_too():
    both = tuple(promise(ago(5), kept_on=ago(5), changed_told_on=ago(5)) for _ in range(2))
    assert state(check_relationships, project(promises=both), "R2") == "met"


def test_a_promise_not_kept_is_owed_however_old():
    found = finding(check_relationships, project(promises=(promise(ago(200)),)), "R2")
    assert found.state == "not_met"
    assert found.owed[0].overdue_since == ago(200)


def test_with_no_promise_due_there_is_no_data():
    assert state(check_relationships, project(promises=(promise(ahead(5)),)), "R2") == "no_data"


def test_nine_of_ten_promises_are_enough_and_eight_are_partly():
    kept, broken = promise(ago(5), kept_on=ago(6)), promise(ago(5))
    assert state(check_relationships, project(promises=(kept,) * 9 + (broken,)), "R2") == "met"
    assert state(check_relationships, project(promises=(kept,) * 8 + (broken,) * 2), "R2") == "partly"


def test_one_of_nine_promises_missed_for_good_is_partly():
    kept, broken = promise(ago(5), kept_on=ago(6)), promise(ago(5))
    assert state(check_relationships, project(promises=(kept,) * 8 + (broken,)), "R2") == "partly"


def test_what_people_said_is_answered_and_told_with_a_reason():
    used = said(60, "used", ago(40))
    refused = said(60, "not_used", ago(40), reason_given=True)
    no_reason = said(60, "not_used", ago(40))
    assert state(check_relationships, project(contributions=(used, refused)), "R4") == "met"
    assert state(check_relationships, project(contributions=(no_reason,)), "R4") == "not_met"


def test_an_answer_that_was_not_told_is_still_owed():
    found = finding(check_relationships, project(contributions=(said(60, "used", answered_on=ago(50)),)), "R4")
    assert found.state == "not_met"
    assert found.owed[0].overdue_since == ago(32)


def test_28_days_to_answer_have_to_pass_first():
    assert state(check_relationships, project(contributions=(said(28),)), "R4") == "no_data"
    assert state(check_relationships, project(contributions=(said(29),)), "R4") == "not_met"
    assert state(check_relationships, project(contributions=(said(10, "used", ago(2)),)), "R4") == "met"
