"""The page that says what each role can see and do: read from the doors and the records, so that it can't drift."""

from dataclasses import replace

import pytest
from django.test import override_settings
from django.urls import reverse

from coproduction.accounts.records import Record
from coproduction.base.access import ANYONE, COORDINATOR, MANAGER, NAMED, PARTICIPANT, PEER, doors_by_route
from coproduction.base.privacy import our_models
from coproduction.base.readability import read
from coproduction.pages import roles
from participants.contact.models import Channel, SafeContact
from participants.notes.models import SensitiveNote
from participants.payments.models import Payment
from participants.people.models import AccessNeed
from projects.project.models import TeamMember
from tests.conftest import signed_in

DOORS = list(doors_by_route().values())
RECORDS = [model for model in our_models() if issubclass(model, Record)]
# The same table, with one door opened to one more role, and one that now asks again who they are.
CHANGED = [
    replace(door, who=MANAGER | COORDINATOR)
    if door.route == "people:welcome"
    else replace(door, fresh=True)
    if door.route == "projects:plan"
    else door
    for door in DOORS
]


def section(client, key):
    answer = client.get(reverse("roles"))
    assert answer.status_code == 200
    return next(one for one in answer.context["sections"] if one["key"] == key)


def can(section):
    return {thing.words: thing.proves for _, things in section["groups"] for thing in things}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.route)
def test_each_door_says_what_its_people_can_do_there(door):
    assert door.does or door.who == ANYONE, f"{door.route}: say in doors.py what people can do there"
    assert not door.does.endswith(".") and not door.does.startswith("can "), door.route


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label)
def test_each_record_says_what_it_is_in_plain_words(model):
    assert model.known_as, f"{model._meta.label}: set known_as, which ends the sentence 'They may see ...'"
    assert model.seen_by_parts <= set(TeamMember.Part.values)


def test_each_role_finds_all_that_its_doors_open_and_nothing_else(mina_client):
    shown = can(section(mina_client, "manager"))
    theirs = {door.does for door in DOORS if "manager" in door.who and not door.part}
    assert set(shown) == theirs - {""}
    assert shown["choose the contact of a project"] and not shown["see the list of projects"]


def test_a_door_that_changes_changes_the_page(mina):
    words = "welcome a new person"
    assert words not in can(section(signed_in(mina), "manager"))
    with override_settings(DOORS=f"{__name__}.CHANGED"):
        assert words in can(section(signed_in(mina), "manager"))
        assert can(section(signed_in(mina), "coordinator"))["plan a project"]
    assert not can(section(signed_in(mina), "coordinator"))["plan a project"]


def test_a_record_that_opens_to_others_changes_the_page(mina_client, monkeypatch):
    words = AccessNeed.known_as
    assert words not in section(mina_client, "manager")["sees"]
    monkeypatch.setattr(AccessNeed, "seen_by", MANAGER)
    assert words in section(mina_client, "manager")["sees"]
    assert words not in section(mina_client, "coordinator")["sees"]


def test_what_is_kept_between_few_stands_with_the_few(mina_client):
    words = SensitiveNote.known_as
    for key in ("contact", "deputy"):
        assert words in section(mina_client, key)["sees"]
    for key in ("coordinator", "manager", "finance", "participant", "stand_in", "peer"):
        assert words not in section(mina_client, key)["sees"]
    assert section(mina_client, "stand_in")["never"] == [words]


def test_what_a_part_alone_can_do_stands_with_the_part(mina_client):
    words = "write down what a person answers to the six questions"
    assert words in can(section(mina_client, "deputy")) and words in can(section(mina_client, "peer"))
    for key in ("contact", "coordinator", "participant", "stand_in"):
        assert words not in can(section(mina_client, key))


def test_the_doors_for_one_part_are_inside_those_for_its_role():
    for door in DOORS:
        assert door.part <= NAMED | PEER
        assert not door.part & PEER or door.who == PARTICIPANT
        assert not door.part & NAMED or door.who == COORDINATOR


def test_the_layers_say_what_the_records_say():
    """The small table at the top is written by hand: these records are what it speaks of."""
    assert AccessNeed.seen_by == SafeContact.seen_by == Channel.seen_by == COORDINATOR
    assert SensitiveNote.seen_by_parts == NAMED
    assert "finance" in Payment.seen_by
    assert [who for who, _ in roles.LAYERS] == [
        "Everyone on the project",
        "Its coordinators",
        "Its contact and deputy",
        "Finance, managers, and coordinators of the project",
    ]


def test_it_reads_plainly():
    """Each sentence by itself is short; all of them together read at the age of a nine-year-old, or near it."""
    said = [f"They can {door.does}." for door in DOORS if door.does]
    said += [f"They may see {model.known_as}." for model in RECORDS]
    said += [f"{about}" for _, about in [*roles.ROLES.values(), *roles.PARTS.values()]]
    for sentence in said:
        assert read(sentence).plain, (sentence, read(sentence).hard)
    assert read("\n".join(said)).plain, read("\n".join(said))


def test_each_sentence_stands_once(cora_client):
    for one in cora_client.get(reverse("roles")).context["sections"]:
        words = [thing.words for _, things in one["groups"] for thing in things]
        assert len(words) == len(set(words)), one["key"]
        assert len(one["sees"]) == len(set(one["sees"]))


def test_a_participant_reads_it_with_the_way_out_at_hand(asha_client, cora_client, client):
    page = asha_client.get(reverse("roles")).content.decode()
    assert "Leave this page" in page and "<title>My page</title>" in page
    assert reverse("roles") in asha_client.get("/me/").content.decode()
    assert "Leave this page" not in cora_client.get(reverse("roles")).content.decode()
    assert client.get(reverse("roles")).status_code == 302
    assert reverse("roles") not in client.get("/").content.decode()
