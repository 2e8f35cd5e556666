import uuid

import pytest

from coproduction.accounts.models import AuditEntry, SubmittedForm
from coproduction.base.refusals import Refused
from coproduction.base.words import PRINCIPLE_KEYS
from participants.contributions.models import Contribution
from participants.survey.actions import answer_six
from participants.survey.models import SurveyAnswer
from tests.factories import (
    ContributionFactory,
    InvolvementFactory,
    ProjectFactory,
    PromiseFactory,
    StageFactory,
    SurveyInvitationFactory,
    SurveyRoundFactory,
)


@pytest.fixture
def asked(asha, project):
    return SurveyInvitationFactory(participant=asha, survey_round__stage=StageFactory(project=project, closed=True))


def six(asked):
    return f"/me/say/{asked.pk}/"


def test_answers_are_kept_without_the_person(asked, asha_client):
    asha_client.post(six(asked), {"creativity": "5", "relationships": "cant", "resources": ""})
    assert dict(SurveyAnswer.objects.values_list("principle", "answer")) == {"creativity": 5, "relationships": None}
    asked.refresh_from_db()
    assert asked.done


def test_no_trail_leads_from_the_answers_to_the_person(asked, asha, asha_client):
    asha_client.post(six(asked), dict.fromkeys(PRINCIPLE_KEYS, "1"))
    assert not AuditEntry.objects.filter(actor_id=asha.user.pk).exists()
    assert not AuditEntry.objects.filter(about_id__in=[str(asked.pk), str(asha.pk)]).exists()
    assert not SubmittedForm.objects.exists()


def test_all_six_can_be_skipped_in_one_tap(asked, asha_client):
    asha_client.post(six(asked), {"skip": "yes", "creativity": "5"})
    asked.refresh_from_db()
    assert asked.done and not SurveyAnswer.objects.exists()


def test_sent_twice_counts_once(asked, asha_client):
    for _ in range(2):
        asha_client.post(six(asked), {"creativity": "5"})
    assert SurveyAnswer.objects.count() == 1


def test_a_closed_round_takes_no_more_answers(asha, project):
    stage = StageFactory(project=project, closed=True)
    asked = SurveyInvitationFactory(participant=asha, survey_round=SurveyRoundFactory(stage=stage, closed=True))
    with pytest.raises(Refused):
        answer_six(invitation=asked, answers={"creativity": 5}, by=asha.user)


def test_answers_taken_down_by_someone_say_by_whom(asked, sam):
    answer_six(invitation=asked, answers={"creativity": 4}, by=sam)
    asked.refresh_from_db()
    assert asked.taken_down_by == sam


def test_an_answer_that_was_not_offered_is_refused(asked, asha_client):
    assert asha_client.post(six(asked), {"creativity": "6"}).status_code == 422
    assert not SurveyAnswer.objects.exists()


def test_the_questions_of_someone_else_do_not_exist(asked, ben_client):
    assert ben_client.get(six(asked)).status_code == 404


def words(project, **typed):
    return {"token": uuid.uuid4(), "project": project.pk, "words": "Open on Sundays", "credit": "group"} | typed


def test_something_said_waits_for_an_answer(asha, stage, project, asha_client):
    InvolvementFactory(stage=stage, participant=asha)
    assert asha_client.post("/me/say/", words(project)).status_code == 302
    said = Contribution.objects.get(participant=asha)
    assert (said.project, said.words, said.outcome) == (project, "Open on Sundays", "")
    assert "Not answered yet" in asha_client.get("/me/say/").content.decode()


def test_the_same_form_twice_says_it_once(asha, stage, project, asha_client):
    InvolvementFactory(stage=stage, participant=asha)
    typed = words(project)
    for _ in range(2):
        assert asha_client.post("/me/say/", typed).status_code == 302
    assert Contribution.objects.count() == 1


def test_nothing_said_is_asked_for_kindly_and_the_rest_is_kept(asha, stage, project, asha_client):
    InvolvementFactory(stage=stage, participant=asha)
    answer = asha_client.post("/me/say/", words(project, words="", credit="none"))
    assert answer.status_code == 422
    assert "One line is enough" in answer.content.decode()
    assert answer.context["form"]["credit"].value() == "none"


def test_nothing_can_be_said_in_a_project_one_is_not_part_of(asha, stage, asha_client, organisation):
    InvolvementFactory(stage=stage, participant=asha)
    other = ProjectFactory(organisation=organisation)
    assert asha_client.post("/me/say/", words(other)).status_code == 422


def test_what_became_of_it_stands_on_the_page(asha, ben, project, asha_client):
    ContributionFactory(project=project, participant=asha, answered=True, because="It costs nothing")
    ContributionFactory(project=project, participant=ben, words="What Ben said")
    page = asha_client.get("/me/say/").content.decode()
    assert "We did it" in page and "It costs nothing" in page
    assert "What Ben said" not in page


def test_a_promise_to_someone_else_is_not_shown(asha, ben, stage, project, asha_client):
    InvolvementFactory(stage=stage, participant=asha)
    PromiseFactory(project=project, participant=ben, words="Call Ben")
    PromiseFactory(project=project, words="Send everyone the map")
    page = asha_client.get("/me/say/").content.decode()
    assert "Send everyone the map" in page and "Call Ben" not in page
