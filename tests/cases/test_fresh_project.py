"""A project that is minutes old is behind with nothing, whatever its size."""

import pytest

from coproduction.base.words import PRINCIPLE_KEYS
from principles.statements import STATEMENTS

from . import roads

LONG, SHORT = {"money_until": 400}, {"money_until": 30}


def plan(as_cora, size, **fields):
    if "money_until" in fields:
        fields |= {"money_until": roads.said(roads.in_days(fields["money_until"])), "source": "The council"}
    return roads.plan_project(as_cora, size=size, **fields)


def not_met(as_cora, project):
    found = {}
    for key in PRINCIPLE_KEYS:
        found |= roads.states(as_cora, project, key)
    # The others of the 31 are not recorded by any page yet, and have no state.
    assert set(found) == {key for key, statement in STATEMENTS.items() if statement.recordable}, found
    return [key for key, word in found.items() if word == "Not met"]


@pytest.mark.parametrize(
    ("size", "fields"),
    [
        ("one_event", {}),
        ("few_sessions", LONG),
        ("long", LONG | {"stages": ["plan", "design", "decide"]}),
        ("long", LONG | {"confirmed": "on"}),
    ],
)
def test_a_project_that_was_planned_just_now_has_no_check_that_is_not_met(as_cora, size, fields):
    assert not_met(as_cora, plan(as_cora, size, **fields)) == []


def test_money_that_nobody_confirmed_is_told_after_a_fortnight(as_cora, clock):
    project = plan(as_cora, "long", **LONG)
    clock.forward(days=14)
    assert "U2" not in not_met(as_cora, project)
    clock.forward(days=1)
    assert roads.statement(as_cora, project, "U2").says("Not met", "No money is confirmed.")


def test_money_that_ends_within_its_notice_is_told_at_once_and_why(as_cora):
    project = plan(as_cora, "long", confirmed="on", **SHORT)
    assert not_met(as_cora, project) == ["U2"]
    said = (
        "Money is confirmed only until 2 July 2026, less than 90 days from now: people need to know what happens then."
    )
    assert roads.statement(as_cora, project, "U2").says("Not met", said)
