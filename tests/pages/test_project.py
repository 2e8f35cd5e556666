"""A project's overview: how it stands, for those who run it and for those who manage."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from coproduction.pages.project import IN_SIGHT
from tests.factories import InvolvementFactory, SessionFactory, UpdateFactory


def overview(client, project):
    return client.get(reverse("project_overview", args=[project.pk]))


def test_it_shows_stages_principles_and_what_comes_next(cora_client, project, stage):
    SessionFactory(stage=stage, about="The front desk", starts_at=timezone.now() + timedelta(days=2))
    UpdateFactory(project=project, progress="We painted the room", told_at=timezone.now())
    page = overview(cora_client, project).content.decode()
    for words in ("The drop-in", stage.name, "Trauma-informed", "The front desk", "We painted the room", "deputy Sam"):
        assert words in page


def test_the_team_sees_who_took_part_in_which_stage_by_name(cora_client, project, stage, asha):
    InvolvementFactory(stage=stage, participant=asha)
    page = overview(cora_client, project).content.decode()
    assert "Asha" in page and "1 person" in page


def test_a_manager_sees_neither_names_nor_how_few(mina_client, project, stage, asha):
    InvolvementFactory(stage=stage, participant=asha)
    page = overview(mina_client, project).content.decode()
    assert "Asha" not in page and "1 person" not in page


def test_who_runs_it_can_log_a_session_that_is_over(cora_client, mina_client, project, stage):
    session = SessionFactory(stage=stage, starts_at=timezone.now() - timedelta(hours=4))
    log = reverse("stages:log_session", args=[project.pk, session.pk])
    assert log in overview(cora_client, project).content.decode()
    assert log not in overview(mina_client, project).content.decode()


def test_a_stranger_finds_nothing(oli_client, asha_client, project):
    assert overview(oli_client, project).status_code == overview(asha_client, project).status_code == 404


def test_of_many_people_the_first_are_in_sight_and_the_others_one_link_away(cora_client, project, stage):
    for number in range(IN_SIGHT + 1):
        InvolvementFactory(stage=stage, participant__name=f"P{number:02}")
    page = overview(cora_client, project).content.decode()
    assert "P00" in page and "P20" not in page
    everyone = reverse("stages:people", args=[project.pk])
    assert f'href="{everyone}">All 21 people</a>' in page
    assert "P20" in cora_client.get(everyone).content.decode()
