"""What the group agreed, on a person's own page: read it, say yes, or say what should change."""

from uuid import uuid4

import pytest

from coproduction.base.days import today
from tests import factories


@pytest.fixture
def said(project, stage, asha):
    factories.InvolvementFactory(stage=stage, participant=asha)
    agreement = factories.GroupAgreementFactory(project=project, words="Anyone can say stop.")
    return factories.AgreementSaidFactory(agreement=agreement, participant=asha)


def path(said):
    return f"/me/ways/{said.pk}/"


def send(client, said, **typed):
    answer = client.post(path(said), {"token": str(uuid4()), **typed})
    said.refresh_from_db()
    return answer


def text(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_read_with_who_holds_what_under_a_title_that_says_nothing(said, stage, asha_client):
    factories.PowerCheckFactory(stage=stage, chair="participants")
    factories.PowerCheckFactory(stage__project=stage.project, stage__name="A stage of others")
    page = text(asha_client, path(said))
    assert "<title>My page</title>" in page and "data-exit" in page
    assert "Anyone can say stop." in page
    assert "Who chairs" in page and "People who take part" in page
    assert "A stage of others" not in page


def test_yes_is_one_button(said, asha_client):
    assert send(asha_client, said, says="yes").url == "/me/"
    assert said.yes is True


def test_a_change_needs_no_words_and_keeps_those_there_are(said, asha_client):
    send(asha_client, said, says="change")
    assert (said.yes, said.words) == (False, "")
    send(asha_client, said, says="change", words="More breaks")
    assert said.words == "More breaks"


def test_neither_button_or_both_answers_at_once_keep_nothing_and_lose_no_words(said, asha_client):
    assert send(asha_client, said).status_code == 422
    both = send(asha_client, said, says="yes", words="More breaks")
    assert both.status_code == 422 and "More breaks" in both.content.decode()
    assert said.yes is None


def test_home_leads_there_until_it_is_answered_and_choices_always(said, asha_client):
    assert path(said) in text(asha_client, "/me/")
    send(asha_client, said, says="yes")
    assert path(said) not in text(asha_client, "/me/")
    assert path(said) in text(asha_client, "/me/choices/")


@pytest.mark.parametrize("over", [True, False])
def test_an_older_version_and_a_closed_project_lead_nowhere(said, project, asha_client, over):
    if over:
        project.closed_on = today()
        project.save()
    else:
        factories.GroupAgreementFactory(project=project, version=2)
    assert asha_client.get(path(said)).status_code == 404
    assert path(said) not in text(asha_client, "/me/choices/")


def test_what_was_asked_of_asha_does_not_exist_for_ben(said, ben_client):
    assert ben_client.get(path(said)).status_code == 404
    assert send(ben_client, said, says="yes").status_code == 404
    assert said.yes is None
