import pytest
from django.urls import reverse

from participants.contact.models import Channel
from participants.involvement.models import Involvement
from participants.people.models import Participant
from tests import factories

TOKEN = "6f3f9c1e-3d7c-4a43-9f5e-0f7c2b6a9d11"
PERSON_PAGES = ["person", "contact", "helps", "sign_in"]


def test_the_list_names_people_with_their_contact_and_pause(cora_client, asha, ben):
    factories.SafeContactFactory(participant=asha, stale=True)
    factories.PauseFactory(participant=ben)
    text = cora_client.get(reverse("people:list")).content.decode()
    assert "Asha" in text and "Ask again" in text
    assert "Ben" in text and "Paused" in text and "Not asked yet" in text


def test_the_list_narrows_to_a_project(cora_client, project, stage, asha, ben):
    factories.InvolvementFactory(stage=stage, participant=asha)
    text = cora_client.get(reverse("people:list"), {"project": project.pk}).content.decode()
    assert "Asha" in text and "Ben" not in text


def test_who_is_in_no_project_is_seen_by_every_coordinator(asha, stage, organisation):
    """However it came about: one by one, many at once, or by a change of many."""
    other = factories.member(organisation, "coordinator")

    def is_seen():
        return Participant.objects.visible_to(other).filter(pk=asha.pk).exists()

    assert is_seen()
    involvement = factories.InvolvementFactory(stage=stage, participant=asha)
    assert not is_seen()
    involvement.state, involvement.joined_on = "declined", None
    involvement.save()
    assert is_seen()
    Involvement.objects.filter(pk=involvement.pk).update(state="invited")
    assert not is_seen()
    Involvement.objects.filter(pk=involvement.pk).update(state="declined")
    assert is_seen()
    elsewhere = factories.StageFactory(project=stage.project, open=True)
    Involvement.objects.bulk_create([factories.InvolvementFactory.build(stage=elsewhere, participant=asha)])
    assert not is_seen()


def test_a_persons_page_shows_what_helps_and_how_to_reach_them(cora_client, asha):
    safe = factories.SafeContactFactory(participant=asha, dont_chase=True)
    factories.ChannelFactory(contact=safe, kind="call", safe="ask", address="0117 496 0001")
    factories.AccessNeedFactory(participant=asha, words="Large print")
    answer = cora_client.get(reverse("people:person", args=[asha.pk]))
    text = answer.content.decode()
    assert (
        "Large print" in text and "0117 496 0001" in text and "don&#x27;t chase" in text.replace("don't", "don&#x27;t")
    )
    assert "Asha" not in text.split("<title>")[1].split("</title>")[0]


def test_a_persons_page_leaves_out_projects_that_one_does_not_run(sam_client, asha, organisation, cora):
    elsewhere = factories.ProjectFactory(organisation=organisation, title="The other one", contact=cora)
    factories.InvolvementFactory(stage__project=elsewhere, participant=asha)
    text = sam_client.get(reverse("people:person", args=[asha.pk])).content.decode()
    assert "The other one" not in text


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_a_stranger_finds_no_such_person(name, cora_client, mina_client, asha_client, other_organisation, asha):
    stranger = factories.ParticipantFactory(organisation=other_organisation)
    assert cora_client.get(reverse(f"people:{name}", args=[stranger.pk])).status_code == 404
    assert mina_client.get(reverse(f"people:{name}", args=[asha.pk])).status_code == 404
    assert asha_client.get(reverse(f"people:{name}", args=[asha.pk])).status_code == 404


def test_asking_again_starts_from_what_stands(cora_client, asha):
    safe = factories.SafeContactFactory(participant=asha, hours="Mondays", stale=True)
    factories.ChannelFactory(contact=safe, kind="text", safe="yes", address="+447700900777")
    url = reverse("people:contact", args=[asha.pk])
    text = cora_client.get(url).content.decode()
    assert "Mondays" in text and "+447700900777" in text
    answers = {f"{kind}_safe": "no" for kind in Channel.Kind.values}
    answer = cora_client.post(url, {"token": TOKEN, **answers, "hours": "Tuesdays"})
    assert answer.status_code == 302
    safe.refresh_from_db()
    assert safe.hours == "Tuesdays" and safe.channels.get(kind="text").safe == "no"


def test_what_helps_is_asked_again(cora_client, asha):
    factories.AccessNeedFactory(participant=asha, words="Breaks")
    url = reverse("people:helps", args=[asha.pk])
    assert "Breaks" in cora_client.get(url).content.decode()
    cora_client.post(url, {"token": TOKEN, "needs": "Breaks\nA quiet room", "strengths": "Drawing"})
    assert asha.needs.filter(ended_on__isnull=True).count() == 2
    assert asha.strengths.get().words == "Drawing"


def test_a_line_that_is_too_long_is_refused_kindly(cora_client, asha):
    answer = cora_client.post(reverse("people:helps", args=[asha.pk]), {"token": TOKEN, "needs": "x" * 201})
    assert answer.status_code == 422
    assert "One line has 201 letters; 200 fit. Take out 1, or use more lines." in answer.content.decode()
