"""K12: what is owed and not there is called by its name, with its day: never "This project"."""

import pytest

from . import roads_owed as roads

pytestmark = pytest.mark.django_db


@pytest.fixture
def untold(as_cora, clock):
    project = roads.plan_project(as_cora)
    roads.welcome(as_cora, "Asha")
    roads.open_stage(as_cora, project)
    return project


def test_k12_an_update_that_is_owed_is_named_with_its_day(as_cora, as_mina, untold, clock):
    clock.forward(days=30)
    for visitor in (as_cora, as_mina):
        page = visitor.open(f"/projects/{untold.pk}/principles/resources/owed/")
        assert page.says("An update to everyone, due Tuesday 30 June 2026", "2 days late"), page
        assert not page.says("This project"), page
        page = visitor.open(f"/projects/{untold.pk}/principles/resources/S3b/")
        assert page.says("An update to everyone, due Tuesday 30 June 2026") and not page.says("This project"), page
    roads.tell_people(as_cora, untold)
    assert as_cora.open(f"/projects/{untold.pk}/principles/resources/S3b/").says("Update of")


def test_k12_so_are_a_part_nobody_holds_and_an_agreement_nobody_made(as_cora, untold, clock):
    page = as_cora.open(f"/projects/{untold.pk}/principles/relationships/R1/")
    assert page.says("Somebody for this part of the team", "No deputy named"), page
    assert not page.says("This project")
    session = roads.plan_session(as_cora, untold)
    clock.forward(days=8)
    decided = {"decided-0-words": "The light stays on", "decided-0-method": "consensus"}
    page = as_cora.open(session).link("Log this session")
    assert page.send("Log this session", decided).says("Logged.")
    page = as_cora.open(f"/projects/{untold.pk}/principles/equality/E1/")
    assert page.says("What the group has agreed", "Nothing agreed") and not page.says("This project"), page
