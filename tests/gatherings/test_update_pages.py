import uuid

import pytest
from django.urls import reverse

from coproduction.base.days import today
from projects.updates.models import Update
from tests.factories import (
    ChoiceFactory,
    DecisionFactory,
    DeliveryFactory,
    InvolvementFactory,
    SafeContactFactory,
    UpdateFactory,
)


@pytest.fixture
def tell_url(project):
    return reverse("gatherings:tell", args=[project.pk])


def typed(**changes):
    nothing = {"outcomes_nothing": "on", "blocks_nothing": "on", "risks_nothing": "on"}
    return {"token": str(uuid.uuid4()), "as_of": today().isoformat(), "progress": "We met twice.", **nothing, **changes}


def test_a_part_with_nothing_new_says_so(cora_client, tell_url):
    answer = cora_client.post(tell_url, typed())
    update = Update.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("gatherings:update", args=[update.project_id, update.pk])
    assert (update.progress, update.blocks) == ("We met twice.", "Nothing new.")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"risks_nothing": ""}, "tick &#x27;Nothing new&#x27;."),
        ({"progress_nothing": "on"}, "Keep one of them."),
        ({"as_of": "2100-01-01"}, "This day is still to come."),
    ],
)
def test_a_part_left_out_is_asked_for_and_nothing_typed_is_lost(cora_client, tell_url, changes, words):
    answer = cora_client.post(tell_url, typed(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Update.objects.exists()
    assert words in page and "We met twice." in page


def test_the_page_says_beforehand_who_hears_and_how(cora_client, tell_url, stage, asha, ben):
    for person in (asha, ben):
        InvolvementFactory(stage=stage, participant=person)
    ChoiceFactory(participant=ben, kind="news", picked="letter")
    SafeContactFactory(participant=ben)
    ways = {one["person"]: one["state"] for one in cora_client.get(tell_url).context["ways"]}
    assert ways == {asha: "sent", ben: "blocked"}


def test_a_decision_is_told_with_the_update(cora_client, tell_url, stage):
    decision = DecisionFactory(stage=stage)
    assert decision.words in cora_client.get(tell_url).content.decode()
    cora_client.post(tell_url, typed(decisions=[str(decision.pk)]))
    decision.refresh_from_db()
    assert decision.told_on == today()
    assert decision.words not in cora_client.get(tell_url).content.decode()


def test_the_team_marks_who_was_told_by_hand(cora_client, project, asha):
    waiting = DeliveryFactory(update__project=project, participant=asha, route="call", waiting=True)
    url = reverse("gatherings:mark_told", args=[project.pk, waiting.pk])
    page = cora_client.get(reverse("gatherings:update", args=[project.pk, waiting.update_id])).content.decode()
    assert asha.name in page and url in page
    assert cora_client.post(url).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "told"
    assert "has had the update already" in cora_client.post(url, follow=True).content.decode()


def test_a_manager_reads_the_words_and_no_names(mina_client, project, asha):
    update = DeliveryFactory(update__project=project, participant=asha).update
    page = mina_client.get(reverse("gatherings:update", args=[project.pk, update.pk])).content.decode()
    assert update.progress in page
    assert asha.name not in page and "1 person" not in page


def test_a_stranger_finds_no_such_update(oli_client, sam_client, cora_client, project, tell_url):
    waiting = DeliveryFactory(update__project=project, waiting=True)
    assert oli_client.get(reverse("gatherings:updates", args=[project.pk])).status_code == 404
    assert oli_client.get(tell_url).status_code == 404
    elsewhere = DeliveryFactory(waiting=True)
    assert cora_client.post(reverse("gatherings:mark_told", args=[project.pk, elsewhere.pk])).status_code == 404
    assert oli_client.post(reverse("gatherings:mark_told", args=[project.pk, waiting.pk])).status_code == 404


def test_a_draft_that_was_not_told_is_not_shown(cora_client, project):
    draft = UpdateFactory(project=project, progress="Half a thought")
    assert "Half a thought" not in cora_client.get(reverse("gatherings:updates", args=[project.pk])).content.decode()
    assert cora_client.get(reverse("gatherings:update", args=[project.pk, draft.pk])).status_code == 404


HARD = " ".join(["and then we went on"] * 5) + " to meet the ICB."


def test_words_that_are_hard_to_read_come_back_once_with_what_is_hard(cora_client, tell_url):
    answer = cora_client.post(tell_url, typed(progress=HARD, risks="The ICB may say no.", risks_nothing=""))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Update.objects.exists()
    assert "one sentence has 29 words, and 20 is enough; ICB is not explained." in page
    assert "hard to read: ICB is not explained." in page
    assert "Send it as it is" in page and HARD in page


def test_words_that_are_hard_to_read_go_as_they_are_where_somebody_says_so(cora_client, tell_url):
    assert cora_client.post(tell_url, typed(progress=HARD, as_it_is="on")).status_code == 302
    assert Update.objects.get().progress == HARD


def test_plain_words_are_not_asked_about(cora_client, tell_url):
    assert "Send it as it is" not in cora_client.get(tell_url).content.decode()
    refused = cora_client.post(tell_url, typed(as_of="2100-01-01"))
    assert refused.status_code == 422 and "Send it as it is" not in refused.content.decode()
