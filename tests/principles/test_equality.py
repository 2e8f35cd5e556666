import pytest

from principles import facts as f
from principles.checks import CHECKS

from .build import ago, finding, gathering, project, ref, stage, state

check_equality = CHECKS["equality"]


def decision(present=2, method="consensus", on=None, where=None):
    return f.DecisionFact(ref("decision"), where and where.id, on or ago(5), method, present)


def test_decisions_made_together_are_met():
    assert state(check_equality, project(decisions=(decision(), decision(3, "vote"))), "E2") == "met"


@pytest.mark.parametrize("alone", [decision(method="staff"), decision(present=1), decision(present=0)])
def test_decisions_without_people_are_not_met(alone):
    assert state(check_equality, project(decisions=(alone,)), "E2") == "not_met"
    assert state(check_equality, project(decisions=(alone, decision())), "E2") == "partly"


def test_one_person_is_enough_where_work_is_one_to_one():
    where = stage(one_to_one=True)
    assert state(check_equality, project(stages=(where,), decisions=(decision(1, where=where),)), "E2") == "met"


def test_no_decision_in_90_days_is_no_data():
    assert state(check_equality, project(decisions=(decision(on=ago(91)),)), "E2") == "no_data"


@pytest.mark.parametrize(("n", "expected"), [(1, "not_met"), (2, "partly"), (3, "met")])
def test_a_project_needs_three_people(n, expected):
    assert state(check_equality, project(**gathering(n)), "E4") == expected


def test_how_few_have_joined_is_not_told_outside_the_team():
    sentences = {finding(check_equality, project(**gathering(n)), "E4").told_outside() for n in (1, 2, 3, 4)}
    assert len(sentences) == 1
