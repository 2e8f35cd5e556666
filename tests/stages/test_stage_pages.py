from uuid import uuid4

import pytest
from django.urls import reverse

from coproduction.base.days import today
from participants.briefings.models import Briefing
from participants.involvement.models import Involvement
from participants.survey.models import SurveyRound
from tests import factories
from tests.conftest import signed_in

TOKEN = "6f3f9c1e-3d7c-4a43-9f5e-0f7c2b6a9d12"
PAGES = ["stage", "open_stage", "add_person", "brief", "close_stage"]


def url_of(stage, name, *more):
    return reverse(f"stages:{name}", args=[stage.project_id, stage.pk, *more])


def rows(*people):
    """A table of the form, each row a dict of what is typed into it, first the person."""
    typed = {"token": TOKEN, "form-TOTAL_FORMS": len(people), "form-INITIAL_FORMS": len(people)}
    for number, row in enumerate(people):
        typed |= {f"form-{number}-{name}": value for name, value in row.items()}
    return typed


def test_opening_ticks_those_who_took_part_before(cora_client, project, stage, asha, ben):
    factories.InvolvementFactory(stage=stage, participant=asha)
    new = factories.StageFactory(project=project, name="Decide")
    answer = cora_client.get(url_of(new, "open_stage"))
    ticked = {row.row_name: bool(row["takes_part"].value()) for row in answer.context["rows"]}
    assert ticked == {"Asha": True, "Ben": False}


def test_a_stage_is_opened_with_the_people_ticked(cora_client, project, asha, ben):
    new = factories.StageFactory(project=project)
    typed = rows(
        {"participant": asha.pk, "takes_part": "on", "outcome": "done", "way": "call"}, {"participant": ben.pk}
    )
    assert cora_client.post(url_of(new, "open_stage"), typed).url == url_of(new, "stage")
    assert Involvement.objects.get(stage=new).participant == asha
    assert Briefing.objects.get(stage=new).outcome == "done"
    assert cora_client.post(url_of(new, "open_stage"), typed).url == url_of(new, "stage")


def test_a_briefing_done_without_saying_how_is_asked_back(cora_client, project, asha):
    new = factories.StageFactory(project=project)
    typed = rows({"participant": asha.pk, "takes_part": "on", "part": "Reader", "outcome": "done"})
    answer = cora_client.post(url_of(new, "open_stage"), typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Asha: How: Choose how it was" in text and "Reader" in text
    new.refresh_from_db()
    assert new.opened_on is None


def test_nobody_else_can_be_written_into_the_table(cora_client, project):
    stranger = factories.ParticipantFactory()
    new = factories.StageFactory(project=project)
    answer = cora_client.post(url_of(new, "open_stage"), rows({"participant": stranger.pk, "takes_part": "on"}))
    assert answer.status_code == 422 and not Involvement.objects.exists()


def test_the_page_of_a_stage_shows_people_sessions_and_what_is_open(cora_client, stage, asha):
    factories.InvolvementFactory(stage=stage, participant=asha)
    factories.BriefingFactory(stage=stage, participant=asha, person_says=False)
    factories.SessionFactory(stage=stage, about="The front door")
    text = cora_client.get(url_of(stage, "stage")).content.decode()
    assert "Asha" in text and "They say no" in text and "The front door" in text
    assert "not been offered a debrief" in text and "still to come" in text


def test_a_person_is_added_later(cora_client, stage, asha):
    answer = cora_client.post(
        url_of(stage, "add_person"), {"token": TOKEN, "participant": asha.pk, "part": "Reader", "state": "active"}
    )
    assert answer.url == url_of(stage, "stage")
    assert Involvement.objects.get(stage=stage).part == "Reader"


def test_who_leaves_is_no_longer_in_it_and_who_was_asked_can_say_no(cora_client, stage, asha, ben):
    inside = factories.InvolvementFactory(stage=stage, participant=asha)
    asked = factories.InvolvementFactory(stage=stage, participant=ben, invited=True)
    for one, state, status in ((inside, "declined", 422), (inside, "ended", 302), (asked, "declined", 302)):
        answer = cora_client.post(url_of(stage, "taking_part", one.pk), {"token": uuid4(), "state": state})
        assert answer.status_code == status
    inside.refresh_from_db()
    asked.refresh_from_db()
    assert (inside.state, inside.ended_on) == ("ended", today()) and asked.state == "declined"


def test_nobody_is_added_to_a_closed_stage(cora_client, project, asha):
    closed = factories.StageFactory(project=project, closed=True)
    answer = cora_client.post(url_of(closed, "add_person"), {"token": TOKEN, "participant": asha.pk, "state": "active"})
    assert answer.status_code == 422 and not Involvement.objects.exists()


def test_a_debrief_is_written_down(cora_client, stage, asha):
    factories.InvolvementFactory(stage=stage, participant=asha)
    url = url_of(stage, "brief")
    start = cora_client.get(url, {"who": asha.pk, "kind": "after"}).context["form"]
    assert str(start["participant"].value()) == str(asha.pk) and start["kind"].value() == "after"
    typed = {"token": TOKEN, "participant": asha.pk, "kind": "after", "outcome": "offered"}
    assert cora_client.post(url, typed).status_code == 302
    assert Briefing.objects.get(stage=stage).outcome == "offered"


def test_a_stage_is_closed_with_debriefs_and_thanks(cora_client, stage, asha):
    factories.InvolvementFactory(stage=stage, participant=asha)
    factories.BriefingFactory(stage=stage, participant=asha)
    typed = {**rows({"participant": asha.pk, "outcome": "offered"}), "thanked": "on"}
    assert cora_client.post(url_of(stage, "close_stage"), typed).url == url_of(stage, "stage")
    stage.refresh_from_db()
    assert stage.closed_on and SurveyRound.objects.get(stage=stage).invitations.get().participant == asha
    again = cora_client.post(url_of(stage, "close_stage"), typed)
    assert again.url == url_of(stage, "stage")


def test_closing_says_what_is_still_open_and_where(cora_client, stage, asha):
    factories.InvolvementFactory(stage=stage, participant=asha)
    late = factories.SessionFactory(stage=stage, starts_at=factories.moment(days=1))
    text = cora_client.get(url_of(stage, "close_stage")).content.decode()
    assert reverse("stages:log_session", args=[stage.project_id, late.pk]) in text
    answer = cora_client.post(url_of(stage, "close_stage"), {**rows({"participant": asha.pk}), "thanked": "on"})
    assert answer.status_code == 422
    stage.refresh_from_db()
    assert stage.closed_on is None


def test_a_manager_closes_it_with_a_reason_and_sees_no_name(mina_client, stage, asha):
    factories.InvolvementFactory(stage=stage, participant=asha)
    url = url_of(stage, "override")
    assert url in mina_client.get(reverse("projects:stages", args=[stage.project_id])).content.decode()
    text = mina_client.get(url).content.decode()
    assert "Some people have not been offered a debrief" in text and "Asha" not in text
    assert mina_client.post(url, {"token": TOKEN, "reason": ""}).status_code == 422
    assert mina_client.post(url, {"token": TOKEN, "reason": "The money ended"}).status_code == 302
    stage.refresh_from_db()
    assert stage.closed_despite == "The money ended"


def test_the_questions_are_closed_by_the_team(cora_client, stage):
    asked = factories.SurveyInvitationFactory(survey_round__stage=stage, done=True)
    cora_client.post(url_of(stage, "close_round"), {"token": TOKEN})
    asked.survey_round.refresh_from_db()
    assert asked.survey_round.closed_on


def test_the_grid_of_a_project_names_people_for_the_team(cora_client, mina_client, project, stage, asha):
    factories.InvolvementFactory(stage=stage, participant=asha)
    url = reverse("stages:people", args=[project.pk])
    assert "Asha" in cora_client.get(url).content.decode()
    assert mina_client.get(url).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_a_stage_are_there_for_the_team_alone(name, stage, oli_client, asha_client, organisation):
    elsewhere = signed_in(factories.member(organisation, "coordinator"))
    for client in (oli_client, asha_client, elsewhere):
        assert client.get(url_of(stage, name)).status_code == 404


def test_a_stage_is_found_under_its_own_project_alone(cora_client, stage, organisation, cora):
    other = factories.ProjectFactory(organisation=organisation, contact=cora)
    assert cora_client.get(reverse("stages:stage", args=[other.pk, stage.pk])).status_code == 404
