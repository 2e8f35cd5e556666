"""The pages on which a team is read and changed."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from coproduction.base.days import today
from coproduction.base.tags import span
from projects.project.models import TeamMember
from tests.conftest import signed_in
from tests.factories import PeerFactory, TeamMemberFactory, ago, member


def team(project):
    return reverse("project_team", args=[project.pk])


def step(name, project, *ids):
    return reverse(f"projects:{name}", args=[project.pk, *ids])


def sent(**typed):
    return {"token": uuid.uuid4(), **typed}


def words(client, path):
    return " ".join(client.get(path).content.decode().split())


@pytest.fixture
def dan(organisation):
    return member(organisation, "coordinator", name="Dan")


def test_it_names_everybody_and_what_they_do(project, dan, cora_client, asha):
    TeamMemberFactory(project=project, user=dan, part="stand_in", since=ago(-7), until=ago(-20))
    PeerFactory(project=project, participant=asha)
    page = words(cora_client, team(project))
    for said in ("Cora, since", "Sam, since", f"Dan, {span(ago(-7), ago(-20))}", "Asha, since", "Change the contact"):
        assert said in page, said


def test_a_manager_may_change_the_team_and_sees_no_names_of_people(project, asha, mina_client):
    PeerFactory(project=project, participant=asha)
    page = words(mina_client, team(project))
    assert "Change the contact" in page and "Asha" not in page
    assert mina_client.get(reverse("stages:name_peer", args=[project.pk])).status_code == 404


def test_the_overview_names_contact_deputy_and_stand_in(project, dan, cora_client):
    TeamMemberFactory(project=project, user=dan, part="stand_in", since=today(), until=ago(-13))
    page = words(cora_client, reverse("project_overview", args=[project.pk]))
    assert "Cora, deputy Sam" in page and f"Dan stands in from {span(today(), ago(-13))}" in page


@pytest.mark.parametrize(
    "since, until, said",
    [
        ("2026-12-01", "2026-12-14", "1 to 14 December"),
        ("2026-11-28", "2026-12-03", "28 November to 3 December"),
        ("2026-12-28", "2027-01-03", "28 December 2026 to 3 January 2027"),
        ("2026-12-01", "2026-12-01", "1 December"),
    ],
)
def test_days_are_told_as_people_tell_them(since, until, said):
    from datetime import date

    assert span(date.fromisoformat(since), date.fromisoformat(until)) == said


def test_a_contact_who_hands_over_is_led_away_and_shut_out(project, dan, cora_client):
    answer = cora_client.post(step("change_contact", project), sent(person=dan.pk), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("projects:list")
    assert "Dan is the contact now" in answer.content.decode()
    for path in (team(project), reverse("project_overview", args=[project.pk])):
        assert cora_client.get(path).status_code == 404


def test_a_new_contact_shows_whether_they_met_the_people(project, dan, cora_client):
    cora_client.post(step("change_contact", project), sent(person=dan.pk, stays="on"))
    assert "not met the people together yet" in words(cora_client, team(project))
    contact = TeamMember.objects.get(project=project, user=dan)
    cora_client.post(step("note_meeting", project, contact.pk), sent(met_together_on=today().isoformat()))
    assert "Met the people together" in words(cora_client, team(project))


def test_the_same_form_twice_changes_once(project, dan, cora_client):
    typed = sent(person=dan.pk, since=today().isoformat(), until=ago(-5).isoformat())
    for _ in range(2):
        assert cora_client.post(step("name_stand_in", project), typed).status_code == 302
    assert TeamMember.objects.filter(user=dan).count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(project, dan, cora_client):
    answer = cora_client.post(
        step("name_stand_in", project), sent(person=dan.pk, since=today().isoformat(), until=ago(1).isoformat())
    )
    assert answer.status_code == 422 and "last day is before the first day" in answer.content.decode()
    assert answer.context["form"]["person"].value() == str(dan.pk)
    answer = cora_client.post(
        step("name_stand_in", project), sent(person=dan.pk, since=today().isoformat(), until=ago(-90).isoformat())
    )
    assert answer.status_code == 422 and "60 days at most" in answer.content.decode()


def test_people_of_another_organisation_are_not_on_the_list(project, other_organisation, cora_client):
    stranger = member(other_organisation, "coordinator", name="Orla")
    answer = cora_client.post(step("add_coordinator", project), sent(person=stranger.pk))
    assert answer.status_code == 422 and not TeamMember.objects.filter(user=stranger).exists()


def test_a_member_of_another_project_is_not_found_through_this_one(project, cora_client, organisation):
    elsewhere = TeamMemberFactory(project__organisation=organisation)
    for name in ("let_go", "note_meeting"):
        assert cora_client.get(step(name, project, elsewhere.pk)).status_code == 404


def test_a_stand_in_reads_who_is_on_the_team_and_changes_nothing(project, dan, cora_client):
    TeamMemberFactory(project=project, user=dan, part="stand_in", since=today(), until=ago(-5))
    client = signed_in(dan)
    page = words(client, team(project))
    assert "You stand in here" in page and "Change the contact" not in page
    answer = client.post(step("change_deputy", project), sent(person=dan.pk))
    assert answer.status_code == 422
    assert not TeamMember.objects.filter(user=dan, part="deputy").exists()


def test_a_stand_in_is_shut_out_on_the_next_click(project, dan, cora_client):
    standing = TeamMemberFactory(project=project, user=dan, part="stand_in", since=today(), until=ago(-5))
    client = signed_in(dan)
    assert client.get(team(project)).status_code == 200
    cora_client.post(step("let_go", project, standing.pk), sent())
    assert client.get(team(project)).status_code == 404


@pytest.mark.parametrize("name", ["change_contact", "change_deputy", "add_coordinator", "name_stand_in"])
def test_each_change_asks_to_prove_again(project, dan, cora, name, settings):
    client = signed_in(cora)
    settings.FRESH_SECONDS = 0
    answer = client.post(step(name, project), sent(person=dan.pk))
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("sign_in_again"))
    assert not TeamMember.objects.filter(user=dan).exists()


def test_a_stand_in_who_never_came_is_not_told_of(project, dan, cora_client):
    later = TeamMemberFactory(
        project=project, user=dan, part="stand_in", since=today() + timedelta(9), until=today() + timedelta(12)
    )
    cora_client.post(step("let_go", project, later.pk), sent())
    assert "Dan" not in words(cora_client, team(project)).split("<main")[1].split("has left the team")[-1]
