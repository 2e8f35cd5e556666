import re
import uuid

import pytest
from django.urls import reverse

from coproduction.base.days import today
from tests.factories import ContributionFactory, DecisionFactory, InvolvementFactory, ParticipantFactory, PromiseFactory


@pytest.fixture
def said_url(project):
    return reverse("gatherings:said", args=[project.pk])


def test_what_was_said_is_answered_from_its_page(cora_client, project, asha, said_url):
    said = ContributionFactory(project=project, participant=asha, words="Open on Sundays")
    url = reverse("gatherings:answer", args=[project.pk, said.pk])
    assert url in cora_client.get(said_url).content.decode()
    token = str(uuid.uuid4())
    refused = cora_client.post(url, {"token": token, "because": "The union agreed"})
    assert refused.status_code == 422 and "The union agreed" in refused.content.decode()
    assert cora_client.post(url, {"token": token, "outcome": "used", "because": "The union agreed"}).url == said_url
    said.refresh_from_db()
    assert (said.outcome, said.told_on) == ("used", today())


def test_the_answer_can_be_told_at_once_or_later(cora_client, project, organisation, said_url):
    said = ContributionFactory(project=project, participant=ParticipantFactory(organisation=organisation))
    answer = {"outcome": "not_used", "because": "There is no money"}
    cora_client.post(reverse("gatherings:answer", args=[project.pk, said.pk]), {"token": str(uuid.uuid4()), **answer})
    told_url = reverse("gatherings:answer_told", args=[project.pk, said.pk])
    assert told_url in cora_client.get(said_url).content.decode()
    cora_client.post(told_url)
    said.refresh_from_db()
    assert said.told_on == today()
    now = ContributionFactory(project=project)
    answer |= {"token": str(uuid.uuid4()), "told": "on"}
    cora_client.post(reverse("gatherings:answer", args=[project.pk, now.pk]), answer)
    now.refresh_from_db()
    assert now.told_on == today()


def test_an_answer_somebody_gave_meanwhile_is_not_overwritten(cora_client, project, asha):
    said = ContributionFactory(project=project, participant=asha, answered=True)
    url = reverse("gatherings:answer", args=[project.pk, said.pk])
    assert said.because in cora_client.get(url).content.decode()
    answer = {"token": str(uuid.uuid4()), "outcome": "not_used", "because": "Something else"}
    assert cora_client.post(url, answer).status_code == 422
    said.refresh_from_db()
    assert said.outcome == "used"


def test_a_promise_is_kept_or_changed_from_its_page(cora_client, project):
    kept, changed = PromiseFactory.create_batch(2, project=project)
    url = reverse("gatherings:promise", args=[project.pk, kept.pk])
    assert cora_client.post(url, {"token": str(uuid.uuid4()), "what": "kept"}).status_code == 302
    url = reverse("gatherings:promise", args=[project.pk, changed.pk])
    assert cora_client.post(url, {"token": str(uuid.uuid4()), "what": "changed"}).status_code == 422
    answer = {"token": str(uuid.uuid4()), "what": "changed", "changed_to": "In spring"}
    assert cora_client.post(url, answer).status_code == 302
    kept.refresh_from_db()
    changed.refresh_from_db()
    assert kept.kept_on == today()
    assert (changed.changed_to, changed.changed_told_on) == ("In spring", today())


def test_what_people_said_is_for_the_team_alone(mina_client, oli_client, asha_client, said_url):
    for client in (mina_client, oli_client, asha_client):
        assert client.get(said_url).status_code == 404


def test_what_hangs_on_another_project_does_not_open_through_ones_own(cora_client, project):
    said, promise = ContributionFactory(), PromiseFactory()
    assert cora_client.get(reverse("gatherings:answer", args=[project.pk, said.pk])).status_code == 404
    assert cora_client.get(reverse("gatherings:promise", args=[project.pk, promise.pk])).status_code == 404
    assert cora_client.post(reverse("gatherings:answer_told", args=[project.pk, said.pk])).status_code == 404


def test_a_manager_reads_decisions_without_small_numbers_or_who_differed(mina_client, cora_client, project, stage):
    DecisionFactory(stage=stage, words="Paint it", participants_there=3, disagreed="Ben wanted blue")
    DecisionFactory(stage=stage, words="Open earlier", participants_there=7)
    DecisionFactory(stage=stage, words="Close later", participants_there=11)
    for _ in range(12):
        InvolvementFactory(stage=stage)
    url = reverse("gatherings:decisions", args=[project.pk])
    page, own = mina_client.get(url).content.decode(), cora_client.get(url).content.decode()
    assert "Paint it" in page and "about 5 people" in page
    assert not re.search(r"\b(3|7|11|10) people", page) and "Ben wanted blue" not in page
    assert "3 people" in own and "7 people" in own and "Ben wanted blue" in own
