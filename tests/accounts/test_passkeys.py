"""A passkey is a whole sign-in: it is made, shown and taken away; and whatever is not one is turned away in words."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from coproduction.accounts.models import AuditEntry
from tests.conftest import Https, signed_in
from tests.second_factor import SoftPasskey, held_by

ADD, LIST, SIGN_IN = reverse("mfa_add_webauthn"), reverse("mfa_list_webauthn"), reverse("mfa_login_webauthn")
AGAIN = reverse("mfa_reauthenticate_webauthn")
HOME, TODAY = reverse("me:home"), reverse("today")
BY_SCRIPT = {"Accept": "application/json"}

pytestmark = pytest.mark.django_db


def options(client, path):
    """What the page's script is told to ask the browser for."""
    (asked,) = client.get(path, headers=BY_SCRIPT).json().values()
    return asked["publicKey"]


def add(client, passkey, **sent):
    return client.post(ADD, {"credential": passkey.made(options(client, ADD)), "name": "My phone", **sent})


def come_in(passkey, **sent):
    client = Https()
    client.answer = client.post(SIGN_IN, {"credential": passkey.shown(options(client, SIGN_IN)), **sent})
    return client


def is_in(client):
    return "_auth_user_id" in client.session


def test_a_participant_adds_one_signs_in_with_it_alone_and_takes_it_away(asha):
    client, passkey = signed_in(asha.user, second_factor=False), SoftPasskey()
    assert add(client, passkey).url == reverse("mfa_index")
    assert "My phone" in client.get(LIST).content.decode()
    there = come_in(passkey, next=HOME)
    assert there.answer.url == HOME and there.get(HOME).status_code == 200
    row = Authenticator.objects.get(type="webauthn")
    remove = reverse("mfa_remove_webauthn", args=[row.pk])
    assert "My phone" in there.get(remove).content.decode()
    assert there.post(remove).url == LIST
    assert not is_in(come_in(passkey))
    verbs = list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True))
    assert verbs == ["passkey added", "passkey removed"]


def test_for_staff_it_is_both_proofs_at_once(cora):
    _, passkey = held_by(cora)
    there = come_in(passkey, next=TODAY)
    assert there.answer.url == TODAY and there.get(TODAY).status_code == 200
    assert there.get(ADD).status_code == 200


def test_making_one_counts_as_showing_it(cora):
    client = signed_in(cora, second_factor=False)
    assert client.get(TODAY).status_code == 302
    assert add(client, SoftPasskey(), next=TODAY).url == f"{reverse('mfa_view_recovery_codes')}?next=%2Ftoday%2F"
    assert client.get(TODAY).status_code == 200


def test_it_is_asked_to_stay_on_the_phone_and_to_ask_for_a_finger_a_face_or_a_pin(cora):
    made = options(signed_in(cora), ADD)
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert options(Https(), SIGN_IN)["userVerification"] == "required"
    # What the phone keeps in its list says nothing of what this place is.
    assert (made["rp"]["name"], made["user"]["name"]) == ("My page", "Cora")


def test_one_that_asked_for_nothing_is_neither_taken_nor_lets_in(cora):
    client, careless = signed_in(cora), SoftPasskey(finger=False)
    answer = add(client, careless)
    assert answer.status_code == 422 and b"No passkey was made" in answer.content
    _, passkey = held_by(cora)
    passkey.finger = False
    assert not is_in(come_in(passkey))


def test_one_of_another_site_is_turned_away(cora):
    assert add(signed_in(cora), SoftPasskey(host="elsewhere.example")).status_code == 422
    _, passkey = held_by(cora)
    passkey.host = "elsewhere.example"
    assert not is_in(come_in(passkey))


def test_what_was_said_once_says_nothing_again(cora):
    _, passkey = held_by(cora)
    client = Https()
    said = passkey.shown(options(client, SIGN_IN))
    options(client, SIGN_IN)
    client.post(SIGN_IN, {"credential": said})
    assert not is_in(client)


def test_a_switched_off_sign_in_stays_out(cora):
    _, passkey = held_by(cora)
    cora.is_active = False
    cora.save()
    there = come_in(passkey)
    assert there.answer.url == reverse("account_inactive") and not is_in(there)


NOTHING = ("", "0", "-0.0", "false", '""', "null", "[]", "{}")
NONSENSE = (
    *NOTHING,
    "9" * 5000,
    "[" * 50_000,
    "{",
    "5",
    '{"id": 5}',
    '{"response": []}',
    '{"response": {"userHandle": 1}}',
)


@pytest.mark.parametrize("sent", NONSENSE, ids=lambda sent: sent[:30])
def test_nonsense_is_answered_in_words(cora, sent):
    _, passkey = held_by(cora)
    client, stranger = signed_in(cora), Https()
    assert client.post(ADD, {"credential": sent}).status_code == 422
    assert client.post(AGAIN, {"credential": sent}).status_code == 422
    assert Authenticator.objects.filter(type="webauthn").count() == 1 and client.get(ADD).status_code == 200
    options(stranger, SIGN_IN)
    answer = stranger.post(SIGN_IN, {"credential": sent}, follow=True)
    assert "That passkey did not work here" in answer.content.decode() and not is_in(stranger)


@pytest.mark.parametrize("part", ["userHandle", "signature", "authenticatorData", "clientDataJSON"])
@pytest.mark.parametrize("broken", ["", "AAAA", "!", 5, None])
def test_a_broken_part_lets_nobody_in(cora, part, broken):
    _, passkey = held_by(cora)
    client = Https()
    said = json.loads(passkey.shown(options(client, SIGN_IN)))
    said["response"][part] = broken
    assert client.post(SIGN_IN, {"credential": json.dumps(said)}).status_code == 302
    assert not is_in(client)


def test_one_that_was_cut_off_on_the_way_is_answered_in_words(cora):
    client = signed_in(cora)
    for lost in range(120, 250, 5):
        said = json.loads(SoftPasskey().made(options(client, ADD)))
        said["response"]["attestationObject"] = said["response"]["attestationObject"][:-lost]
        answer = client.post(ADD, {"credential": json.dumps(said)})
        assert answer.status_code == 422 and b"No passkey was made" in answer.content, lost
    assert not Authenticator.objects.exists()


def test_proving_again_by_it_leads_on(cora):
    _, passkey = held_by(cora)
    client = signed_in(cora)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    led = client.get(ADD, follow=True)
    assert "Use my passkey" in led.content.decode()
    sent = {"credential": passkey.shown(options(client, AGAIN)), "next": ADD}
    assert client.post(AGAIN, sent).url == ADD
    assert client.get(ADD).status_code == 200


def test_after_removing_one_of_two_staff_go_on(cora):
    (first, _), (second, _) = held_by(cora), held_by(cora)
    client = signed_in(cora)
    client.post(reverse("mfa_remove_webauthn", args=[first.pk]))
    assert list(Authenticator.objects.all()) == [second]
    assert client.get(TODAY).status_code == 200


def test_a_participant_has_the_way_out_of_one_tap_on_these_pages(asha_client, cora_client):
    for path in (LIST, ADD, reverse("mfa_index")):
        page = asha_client.get(path).content.decode()
        assert "data-exit" in page and "<title>My page</title>" in page
        assert "data-exit" not in cora_client.get(path).content.decode()
