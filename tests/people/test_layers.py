"""Who sees which layer of a person: name and role, needs and contact, notes for two, how they are paid."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from coproduction.accounts.models import AuditEntry, User
from coproduction.base.days import today
from coproduction.base.refusals import Refused
from participants.briefings.models import Briefing
from participants.choices.models import Choice
from participants.contact.models import Channel, SafeContact
from participants.involvement.models import Involvement
from participants.notes.actions import end_note, read_notes, write_note
from participants.notes.models import SensitiveNote
from participants.people.models import AccessNeed, Participant, Pause, Strength
from projects.project.models import TeamMember
from tests import factories
from tests.conftest import signed_in

BEHIND_A_PERSON = ["person", "contact", "helps", "sign_in"]
TOKEN = "6f3f9c1e-3d7c-4a43-9f5e-0f7c2b6a9d12"


@pytest.fixture
def asha(organisation, sam):
    """Welcomed by Sam, so that Cora sees her for the project alone."""
    return factories.ParticipantFactory(organisation=organisation, name="Asha", welcomed_by=sam, signs_in=True)


@pytest.fixture
def taking_part(asha, stage):
    """Asha in the drop-in, with something in every layer."""
    factories.InvolvementFactory(stage=stage, participant=asha)
    contact = factories.SafeContactFactory(participant=asha)
    factories.ChannelFactory(contact=contact)
    for kind, picked in (("pay", "cash"), ("join", "phone")):
        factories.ChoiceFactory(participant=asha, kind=kind, picked=picked)
    factories.AccessNeedFactory(participant=asha)
    factories.StrengthFactory(participant=asha)
    factories.PauseFactory(participant=asha)
    factories.BriefingFactory(stage=stage, participant=asha)
    factories.SensitiveNoteFactory(participant=asha, written_by=asha.welcomed_by)
    return asha


@pytest.fixture
def nora(organisation):
    """Coordinates another project of the organisation."""
    nora = factories.member(organisation, "coordinator", name="Nora", email="nora@example.org")
    factories.ProjectFactory(organisation=organisation, title="Next door", contact=nora)
    return nora


LAYERS = (
    Participant, SafeContact, Channel, AccessNeed, Strength, Choice, Pause, Involvement, Briefing, SensitiveNote,
)  # fmt: skip


def layer(user):
    """Names of what this person may read of anybody."""
    user = User.objects.get(pk=user.pk)
    return {kind.__name__ for kind in LAYERS if kind.objects.visible_to(user).exists()}


NEEDS_AND_CONTACT = {
    "Participant", "SafeContact", "Channel", "AccessNeed", "Strength", "Choice", "Pause", "Involvement", "Briefing",
}  # fmt: skip


def on_team(project, organisation, part, **dates):
    user = factories.member(organisation, "coordinator")
    factories.TeamMemberFactory(project=project, user=user, part=part, **dates)
    return user


def test_each_sees_their_own_layer(taking_part, project, organisation, cora, sam, mina, fin, nora, oli):
    assert layer(cora) == layer(sam) == NEEDS_AND_CONTACT | {"SensitiveNote"}
    assert layer(on_team(project, organisation, "coordinator")) == NEEDS_AND_CONTACT
    now = {"since": today() - timedelta(days=1), "until": today() + timedelta(days=1)}
    assert layer(on_team(project, organisation, "stand_in", **now)) == NEEDS_AND_CONTACT
    assert layer(fin) == {"Choice"}
    assert layer(nora) == layer(mina) == layer(oli) == layer(taking_part.user) == set()


def test_finance_sees_how_people_are_paid_and_no_other_choice(taking_part, fin):
    assert list(Choice.objects.visible_to(fin).values_list("kind", flat=True)) == ["pay"]


def test_a_manager_who_coordinates_as_well_sees_people_of_the_own_team_alone(taking_part, organisation):
    both = factories.member(organisation, "coordinator", "manager")
    assert layer(both) == set()


@pytest.mark.parametrize("name", BEHIND_A_PERSON)
def test_a_coordinator_of_another_project_finds_no_such_person(name, taking_part, nora):
    client = signed_in(nora)
    theirs = client.get(reverse(f"people:{name}", args=[taking_part.pk]))
    nobodys = client.get(reverse(f"people:{name}", args=[uuid.uuid4()]))
    assert theirs.status_code == nobodys.status_code == 404
    assert without_token(theirs) == without_token(nobodys)


def without_token(answer):
    """Byte for byte, save for what is drawn anew for each page."""
    return re.sub(rb"\b[A-Za-z0-9]{64}\b", b"", answer.content)


def test_a_person_in_no_project_yet_can_be_taken_along_by_any_coordinator(asha, nora, stage):
    client = signed_in(nora)
    assert client.get(reverse("people:person", args=[asha.pk])).status_code == 200
    factories.InvolvementFactory(stage=stage, participant=asha)
    assert client.get(reverse("people:person", args=[asha.pk])).status_code == 404


def test_a_mark_that_is_behind_shows_nobody(asha, nora, stage):
    """That somebody is in no project is kept on the person, and asked once more before they are shown."""
    factories.InvolvementFactory(stage=stage, participant=asha)
    Participant.objects.filter(pk=asha.pk).update(in_no_project=True)
    assert signed_in(nora).get(reverse("people:person", args=[asha.pk])).status_code == 404


def test_whoever_said_no_is_not_in_the_project(asha, stage, cora, nora, cora_client, project):
    elsewhere = factories.ProjectFactory(organisation=asha.organisation, contact=nora)
    factories.InvolvementFactory(stage=factories.StageFactory(project=elsewhere, open=True), participant=asha)
    factories.InvolvementFactory(stage=stage, participant=asha, declined=True)
    assert asha not in Participant.objects.visible_to(cora)
    url = reverse("people:person", args=[asha.pk])
    for page in (reverse("stages:people", args=[project.pk]), reverse("stages:stage", args=[project.pk, stage.pk])):
        text = cora_client.get(page).content.decode()
        assert "Asha" in text and url not in text


def test_who_welcomed_a_person_and_left_their_project_opens_them_no_more(taking_part, project, sam, sam_client):
    page = reverse("people:person", args=[taking_part.pk])
    assert sam_client.get(page).status_code == 200
    TeamMember.objects.filter(user=sam).update(until=today())
    assert sam_client.get(page).status_code == 404


def test_a_project_that_is_closed_still_shows_its_people_but_not_their_notes(taking_part, project, cora):
    project.closed_on = today()
    project.save()
    assert layer(cora) == NEEDS_AND_CONTACT


def test_a_stand_in_sees_people_on_their_days_alone(taking_part, project, organisation):
    over = {"since": today() - timedelta(days=9), "until": today() - timedelta(days=2)}
    assert layer(on_team(project, organisation, "stand_in", **over)) == set()


def test_the_list_of_people_and_its_filter_show_ones_own(taking_part, nora, cora_client, organisation):
    factories.ParticipantFactory(organisation=organisation, name="Zed", welcomed_by=nora)
    theirs = signed_in(nora).get(reverse("people:list")).content.decode()
    assert "Asha" not in theirs and "Zed" in theirs
    assert "Asha" in cora_client.get(reverse("people:list")).content.decode()


def test_somebody_is_added_to_a_stage_by_name_and_nothing_more(taking_part, nora, django_assert_max_num_queries):
    project = TeamMember.objects.get(user=nora).project
    stage = factories.StageFactory(project=project, open=True)
    client = signed_in(nora)
    for route in ("stages:add_person", "stages:stage"):
        text = client.get(reverse(route, args=[project.pk, stage.pk])).content.decode()
        assert "Asha" in text
        assert not re.search("Breaks every half hour|Good with numbers|7700900123|walk round the block", text)
    url = reverse("stages:add_person", args=[project.pk, stage.pk])
    assert client.post(url, {"token": TOKEN, "participant": taking_part.pk, "state": "active"}).status_code == 302
    assert client.get(reverse("people:person", args=[taking_part.pk])).status_code == 200


# Notes for the named contact and the deputy ------------------------------------------------------------------------


def notes_url(person, name="notes", *ids):
    return reverse(f"people:{name}", args=[person.pk, *ids])


def test_contact_and_deputy_read_the_notes_and_it_is_noted_each_time(taking_part, cora, cora_client, sam_client):
    assert notes_url(taking_part) in cora_client.get(reverse("people:person", args=[taking_part.pk])).content.decode()
    for client in (cora_client, sam_client, cora_client):
        assert "walk round the block" in client.get(notes_url(taking_part)).content.decode()
    read = AuditEntry.objects.filter(action="sensitive notes read", about_id=str(taking_part.pk))
    assert read.count() == 3 and read.filter(actor_id=cora.pk, about="participants.participant").count() == 2


def test_for_everybody_else_there_are_no_notes(
    taking_part, project, organisation, nora, mina_client, fin_client, oli_client, ben_client
):
    now = {"since": today() - timedelta(days=1), "until": today() + timedelta(days=1)}
    others = [nora, on_team(project, organisation, "coordinator"), on_team(project, organisation, "stand_in", **now)]
    clients = [signed_in(user) for user in others] + [mina_client, fin_client, oli_client, ben_client]
    note = SensitiveNote.objects.get()
    for client in clients:
        for name, ids in (("notes", []), ("write_note", []), ("end_note", [note.pk])):
            ask = client.post if name == "end_note" else client.get
            theirs = ask(notes_url(taking_part, name, *ids))
            nobodys = ask(reverse(f"people:{name}", args=[uuid.uuid4(), *(uuid.uuid4() for _ in ids)]))
            assert theirs.status_code == nobodys.status_code == 404
            assert without_token(theirs) == without_token(nobodys)
    page = clients[1].get(reverse("people:person", args=[taking_part.pk])).content.decode()
    assert notes_url(taking_part) not in page
    assert not AuditEntry.objects.filter(action__startswith="sensitive").exists()


@pytest.mark.parametrize("state", ["invited", "declined", "ended"])
def test_notes_are_for_as_long_as_the_person_takes_part(state, taking_part, cora):
    Involvement.objects.update(state=state)
    assert taking_part not in Participant.objects.in_care_of(cora)


def test_a_note_is_written_and_ended(taking_part, cora_client, cora):
    typed = {"token": TOKEN, "kind": "note", "words": "  Ring twice, then stop.  "}
    answer = cora_client.post(notes_url(taking_part, "write_note"), typed)
    assert answer.status_code == 302 and answer.url == reverse("people:person", args=[taking_part.pk])
    note = SensitiveNote.objects.get(kind="note")
    assert note.words == "Ring twice, then stop." and note.written_by == cora
    cora_client.post(notes_url(taking_part, "end_note", note.pk), {"token": str(uuid.uuid4())})
    note.refresh_from_db()
    assert note.ended_at
    assert "Ring twice" not in cora_client.get(notes_url(taking_part)).content.decode()
    verbs = AuditEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert list(verbs) == ["sensitive note written", "sensitive note ended", "sensitive notes read"]


@pytest.mark.parametrize(
    "words, says", [("", "Write what they want you to know"), ("x" * 501, "501 letters; 500 fit. Take out 1.")]
)
def test_a_note_of_nothing_or_too_much_is_refused_and_kept(words, says, taking_part, cora_client):
    answer = cora_client.post(notes_url(taking_part, "write_note"), {"token": TOKEN, "kind": "note", "words": words})
    text = answer.content.decode()
    assert answer.status_code == 422 and says in text and words in text
    assert SensitiveNote.objects.count() == 1


def test_the_page_for_writing_says_what_never_to_write_and_is_no_reading(taking_part, cora_client):
    text = cora_client.get(notes_url(taking_part, "write_note")).content.decode()
    assert "Never their story, a diagnosis or a benefit" in text and "500" in text
    assert "walk round the block" not in text and not AuditEntry.objects.exists()


def test_a_note_of_somebody_else_is_not_ended_from_this_page(taking_part, cora_client, stage, ben):
    factories.InvolvementFactory(stage=stage, participant=ben)
    other = factories.SensitiveNoteFactory(participant=ben)
    answer = cora_client.post(notes_url(taking_part, "end_note", other.pk), {"token": TOKEN})
    other.refresh_from_db()
    assert answer.status_code == 404 and other.ended_at is None


def test_a_note_ends_once(taking_part, cora, cora_client):
    note = SensitiveNote.objects.get()
    end_note(note=note, by=cora)
    answer = cora_client.post(notes_url(taking_part, "end_note", note.pk), {"token": TOKEN}, follow=True)
    assert "This note has ended already." in answer.content.decode()


def test_the_person_sees_what_is_noted_and_who_looked(taking_part, cora, sam, asha_client):
    data = asha_client.get(reverse("me:data")).content.decode()
    assert "walk round the block" in data and "Nobody has looked." in data
    read_notes(participant=taking_part, by=cora)
    read_notes(participant=taking_part, by=sam)
    gone = factories.UserFactory(name="")
    factories.TeamMemberFactory(project=TeamMember.objects.get(user=cora).project, user=gone, part="coordinator")
    read_notes(participant=taking_part, by=gone)
    data = asha_client.get(reverse("me:data")).content.decode()
    looks = re.findall(r"<li>([\w ]+) looked at your notes on \w+ \d+ \w+( \d+)? at \d\d:\d\d", data)
    assert [who for who, _ in looks] == ["Somebody who works here", "Sam", "Cora"]


def test_every_look_is_shown_the_earlier_ones_folded_away(taking_part, cora, asha_client):
    for _ in range(13):
        read_notes(participant=taking_part, by=cora)
    data = asha_client.get(reverse("me:data")).content.decode()
    assert data.count("Cora looked at your notes") == 13 and "Earlier (3)" in data


def test_nobody_sees_who_looked_at_somebody_else(taking_part, cora, ben_client):
    read_notes(participant=taking_part, by=cora)
    data = ben_client.get(reverse("me:data")).content.decode()
    assert "looked at your notes" not in data and "Nothing is noted about you." in data


def test_an_empty_note_is_refused_by_the_action_too(taking_part, cora):
    with pytest.raises(Refused):
        write_note(participant=taking_part, kind="note", words="  ", by=cora)
