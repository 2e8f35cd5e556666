"""K12: what is owed and not there is called by its name, with its day: never "This project"."""

import pytest

from . import roads

pytestmark = pytest.mark.django_db


@pytest.fixture
def untold(as_cora, clock):
    return roads.begin(as_cora, "Asha")[0]


def test_k12_an_update_that_is_owed_is_named_with_its_day(as_cora, as_mina, untold, clock):
    clock.forward(days=30)
    for visitor in (as_cora, as_mina):
        page = visitor.open(f"/projects/{untold.pk}/principles/resources/owed/")
        assert page.says("An update to everyone, due Tuesday 30 June 2026", "2 working days late"), page
        assert not page.says("This project"), page
        page = roads.statement(visitor, untold, "S3b")
        assert page.says("An update to everyone, due Tuesday 30 June 2026") and not page.says("This project"), page
    roads.tell(as_cora, untold)
    assert roads.statement(as_cora, untold, "S3b").says("Update of")


def test_k12_so_are_a_part_nobody_holds_and_an_agreement_nobody_made(as_cora, untold, clock):
    page = roads.statement(as_cora, untold, "R1")
    assert page.says("Somebody for this part of the team", "No deputy named"), page
    assert not page.says("This project")
    session = roads.plan_session(as_cora, roads.stage_of(untold), roads.in_days(7))
    clock.forward(days=8)
    roads.log_session(as_cora, session, decided=[("The light stays on", "consensus")])
    page = roads.statement(as_cora, untold, "E1")
    assert page.says("What the group has agreed", "Nothing agreed") and not page.says("This project"), page
