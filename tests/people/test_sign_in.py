"""What a coordinator does for a person's way in: it looks the same, whatever a number or address is elsewhere."""

import re
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coproduction.accounts.audit import note
from coproduction.accounts.cards import make_card
from coproduction.accounts.models import AuditEntry, SignInCard, User
from coproduction.base.refusals import Refused
from coproduction.base.tags import as_dialled
from participants.contact.models import Channel
from participants.people.models import Participant
from participants.sign_in.actions import change_sign_in, switch_on_sign_in
from tests import factories
from tests.conftest import signed_in

KNOWN, KNOWN_EMAIL = "+447700900321", "known@example.org"
SIGN_IN_LINE = "They can sign in: by a code to a phone or email that is theirs alone, by a card, or by a passkey."


@pytest.fixture
def dee(organisation, cora):
    """Somebody without a sign-in."""
    return factories.ParticipantFactory(organisation=organisation, welcomed_by=cora, name="Dee")


@pytest.fixture
def known(organisation, other_organisation):
    """Somebody elsewhere, whose number and address are theirs."""
    # The first audit row of all takes more steps than any other.
    note("tried", about=organisation, by=None)
    return factories.member(other_organisation, "participant", phone=KNOWN, email=KNOWN_EMAIL)


def sent(**more):
    return {"token": str(uuid.uuid4()), **more}


def sign_in_of(person):
    return reverse("people:sign_in", args=[person.pk])


def page_of(client, person):
    return client.get(reverse("people:person", args=[person.pk])).content.decode()


# Whose number it is stays unknown ---------------------------------------------------------------------------------


def what_is_seen(client, person, url, fields):
    """All that a coordinator can see of giving a sign-in: answer, message, page, and how much work it was."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, sent(**fields))
        queries = len(asked)
    assert queries > 10
    shown = page_of(client, person) if person else client.get(answer.url).content.decode()
    person = person or Participant.objects.order_by("recorded_at").last()
    for differs in (str(person.pk), person.name, *fields.values(), as_dialled(fields.get("phone", "_"))):
        shown = shown.replace(str(differs), "_")
    shown = re.sub(r'(csrfmiddlewaretoken" value="|"x-csrftoken": "|name="token" value=")[^"]+', "", shown)
    return answer.status_code, answer.url.replace(str(person.pk), "_"), shown, queries


@pytest.mark.parametrize("taken", [{"phone": KNOWN}, {"email": KNOWN_EMAIL}, {"phone": KNOWN, "email": KNOWN_EMAIL}])
def test_switching_on_looks_the_same_for_a_number_that_is_known_elsewhere(
    cora_client, organisation, cora, known, taken
):
    free = {"phone": "+447700900555", "email": "free@example.org"}
    seen = []
    for fields in (taken, {field: free[field] for field in taken}):
        person = factories.ParticipantFactory(organisation=organisation, welcomed_by=cora, name="Dee")
        seen.append(what_is_seen(cora_client, person, sign_in_of(person), fields))
    assert_alike(seen)
    assert SIGN_IN_LINE in seen[0][2]


@pytest.mark.parametrize("taken", [{"phone": KNOWN}, {"email": KNOWN_EMAIL}])
def test_welcoming_looks_the_same_for_a_number_that_is_known_elsewhere(cora_client, known, taken):
    free = {"phone": "+447700900555", "email": "free@example.org"}
    answers = {f"{kind}_safe": "ask" for kind in Channel.Kind.values}
    seen = []
    for fields in (taken, {field: free[field] for field in taken}):
        more = {**answers, "name": "Dee"}
        seen.append(what_is_seen(cora_client, None, reverse("people:welcome"), {**fields, **more}))
    assert_alike(seen)


def test_changing_looks_the_same_for_a_number_that_is_known_elsewhere(cora_client, asha, ben, known):
    seen = [
        what_is_seen(cora_client, person, sign_in_of(person), {"phone": phone})
        for person, phone in ((asha, KNOWN), (ben, "+447700900555"))
    ]
    assert_alike(seen)


def test_a_number_that_is_known_elsewhere_is_left_off_and_its_person_untouched(dee, cora, known, post_folder):
    dee = switch_on_sign_in(participant=dee, phone=KNOWN, email="dee@example.org", by=cora)
    assert (dee.user.phone, dee.user.email) == (None, "dee@example.org")
    assert dee.user.roles == {"participant"}
    known.refresh_from_db()
    assert known.phone == KNOWN and not known.phone_unsafe
    assert not post_folder.exists()


def test_a_contact_number_may_be_shared_by_several(cora, asha, ben):
    for person in (asha, ben):
        factories.ChannelFactory(contact__participant=person, kind="call", address=KNOWN)
    assert Channel.objects.filter(address=KNOWN).count() == 2


def assert_alike(seen):
    """The same to the byte; a number that is left off takes one step more, which gives it back."""
    (*one, work), (*other, same_work) = seen
    assert one == other
    assert 0 <= work - same_work <= 2


# Switching on and changing ------------------------------------------------------------------------------------------


def test_sign_in_can_be_by_a_card_alone(cora_client, dee):
    assert "For a card, leave both empty" in cora_client.get(sign_in_of(dee)).content.decode()
    assert cora_client.post(sign_in_of(dee), sent()).status_code == 302
    dee.refresh_from_db()
    assert (dee.user.phone, dee.user.email, dee.user.name) == (None, None, "Dee")
    assert SIGN_IN_LINE in page_of(cora_client, dee)


def test_switching_on_twice_makes_one_sign_in(cora_client, dee, cora):
    form = sent(phone="07700 900555")
    first, second = (cora_client.post(sign_in_of(dee), form) for _ in range(2))
    assert first.url == second.url
    dee.refresh_from_db()
    with pytest.raises(Refused):
        switch_on_sign_in(participant=dee, by=cora)


def test_what_is_typed_later_takes_the_place_of_what_was(cora_client, asha):
    User.objects.filter(pk=asha.user_id).update(phone=KNOWN, phone_verified=True, email="old@example.org")
    page = cora_client.get(sign_in_of(asha)).content.decode()
    assert KNOWN not in page and "old@example.org" not in page
    cora_client.post(sign_in_of(asha), sent(phone="07700 900555"))
    user = User.objects.get(pk=asha.user_id)
    assert (user.phone, user.phone_verified, user.email) == ("+447700900555", False, "old@example.org")
    assert AuditEntry.objects.filter(action="sign-in changed", about_id=str(asha.pk)).count() == 1


def test_a_replaced_email_opens_nothing_any_more(asha, cora):
    EmailAddress.objects.create(user=asha.user, email=asha.user.email, verified=True)
    change_sign_in(participant=asha, email="New@Example.org ", by=cora)
    assert User.objects.get(pk=asha.user_id).email == "new@example.org"
    assert not EmailAddress.objects.filter(user=asha.user).exists()


def test_phone_and_email_can_be_taken_away(cora_client, asha):
    cora_client.post(sign_in_of(asha), sent(no_phone="on", no_email="on"))
    user = User.objects.get(pk=asha.user_id)
    assert (user.phone, user.email, user.is_active) == (None, None, True)


def test_after_a_change_the_person_is_signed_out_where_they_were(asha, cora, client):
    asha.user.email = "asha@example.org"
    asha.user.save()
    from allauth.usersessions.models import UserSession

    theirs = signed_in(asha.user)
    UserSession.objects.get_or_create(
        session_key=theirs.session.session_key, defaults={"user": asha.user, "ip": "127.0.0.1"}
    )
    assert theirs.get(reverse("me:home")).status_code == 200
    change_sign_in(participant=asha, phone="+447700900555", by=cora)
    assert theirs.get(reverse("me:home")).status_code == 302


@pytest.mark.parametrize(
    "fields, said",
    [
        ({}, "Write what is new, or tick what goes."),
        ({"phone": "07700 900555", "no_phone": "on"}, "not both"),
        ({"phone": "12"}, "Check the phone number"),
        ({"email": "x" * 250 + "@example.org"}, "254"),
    ],
)
def test_what_cannot_be_changed_so_is_answered_in_the_form(cora_client, asha, fields, said):
    answer = cora_client.post(sign_in_of(asha), sent(**fields))
    assert answer.status_code == 422 and said in answer.content.decode()


@pytest.mark.parametrize("role", ["coordinator", "participant"])
def test_nobody_changes_the_sign_in_of_somebody_with_a_place_elsewhere(asha, cora, other_organisation, role):
    factories.MembershipFactory(user=asha.user, organisation=other_organisation, role=role)
    with pytest.raises(Refused):
        change_sign_in(participant=asha, phone="+447700900555", by=cora)
    assert User.objects.get(pk=asha.user_id).phone == asha.user.phone


@pytest.mark.parametrize("name, act", [("sign_in", "get"), ("sign_in", "post"), ("card", "post")])
def test_it_asks_again_who_one_is(cora, asha, name, act):
    client = signed_in(cora)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    answer = getattr(client, act)(reverse(f"people:{name}", args=[asha.pk]))
    assert answer.status_code == 302 and "/accounts/" in answer.url
    assert not SignInCard.objects.exists()


# Channels that are not safe -----------------------------------------------------------------------------------------


def unsafe(person):
    user = User.objects.get(pk=person.user_id)
    return user.phone_unsafe, user.email_unsafe


def answers(**more):
    return {f"{kind}_safe": "ask" for kind in Channel.Kind.values} | more


@pytest.mark.parametrize("number", ["", "07700 900321", "+44 7700 900 321"])
def test_a_phone_whose_texts_are_not_safe_gets_no_code(cora_client, asha, number):
    User.objects.filter(pk=asha.user_id).update(phone=KNOWN)
    url = reverse("people:contact", args=[asha.pk])
    cora_client.post(url, sent(**answers(text_safe="no", text_address=number)))
    assert unsafe(asha) == (True, False)
    cora_client.post(url, sent(**answers(text_safe="ask", text_address=number)))
    assert unsafe(asha) == (False, False)


def test_another_number_that_is_not_safe_does_not_count(cora_client, asha):
    User.objects.filter(pk=asha.user_id).update(phone=KNOWN)
    no = answers(text_safe="no", text_address="07700 900999", email_safe="no", email_address=asha.user.email.upper())
    answer = cora_client.post(reverse("people:contact", args=[asha.pk]), sent(**no), follow=True)
    assert unsafe(asha) == (False, True)
    assert "no sign-in code goes there either" in answer.content.decode()


def test_whichever_comes_last_decides(cora, dee, asha):
    contact = factories.SafeContactFactory(participant=dee)
    factories.ChannelFactory(contact=contact, kind="text", safe="no", address=KNOWN)
    dee = switch_on_sign_in(participant=dee, phone=KNOWN, by=cora)
    assert unsafe(dee) == (True, False)
    change_sign_in(participant=dee, phone="+447700900555", by=cora)
    assert unsafe(dee) == (False, False)


@pytest.mark.parametrize("number", ["", "07700 900321"])
def test_a_phone_whose_texts_are_not_safe_is_not_taken_for_codes(cora_client, dee, number):
    contact = factories.SafeContactFactory(participant=dee)
    factories.ChannelFactory(contact=contact, kind="text", safe="no", address=number)
    answer = cora_client.post(sign_in_of(dee), sent(phone=KNOWN))
    assert answer.status_code == 422 and "A code comes as a text message" in answer.content.decode()
    assert cora_client.post(sign_in_of(dee), sent(email="dee@example.org")).status_code == 302


# Cards, on the person's page ------------------------------------------------------------------------------------------


def card_of(client, person, **more):
    return client.post(reverse("people:card", args=[person.pk]), sent(**more))


def words_on(answer):
    shown = answer.content.decode()
    return re.search(r'way-in-number">([0-9 ]+)<', shown)[1], re.findall(r"<li>([a-z]{3,6})</li>", shown)


def test_a_card_is_shown_once_and_lets_its_person_in(cora_client, asha, client):
    answer = card_of(cora_client, asha)
    number, words = words_on(answer)
    assert answer.status_code == 200 and len(words) == 5 and "no-store" in answer["Cache-Control"]
    assert "A card was made on" in page_of(cora_client, asha)
    assert " ".join(words) not in page_of(cora_client, asha)
    client.post(reverse("account_card"), {"number": number, "words": "-".join(words)})
    assert client.session["_auth_user_id"] == str(asha.user_id)
    assert "There is no card that works now." in page_of(cora_client, asha)


def test_what_is_printed_says_neither_whose_nor_what_for(cora_client, asha, organisation):
    shown = card_of(cora_client, asha).content.decode()
    printed = re.search(r'<section class="way-in".*?</section>', shown, re.DOTALL)[0]
    title = re.search("<title>(.*?)</title>", shown)[1]
    for word in ("Asha", organisation.name, "oproduction", "roject", "articipant"):
        assert word not in printed and word not in title
    assert "testserver/accounts/card/" in printed and "Works once, until" in printed


def test_the_same_press_sent_again_makes_no_second_card(cora_client, asha):
    token = str(uuid.uuid4())
    card_of(cora_client, asha, token=token)
    again = card_of(cora_client, asha, token=token)
    assert again.url == reverse("people:person", args=[asha.pk])
    assert SignInCard.objects.get().withdrawn_at is None
    assert "was shown once already" in page_of(cora_client, asha)


def test_a_card_can_be_stopped(cora_client, asha, cora, client):
    card = make_card(user=asha.user, organisation=asha.organisation, by=cora)
    for _ in range(2):
        cora_client.post(reverse("people:withdraw_card", args=[asha.pk]))
    typed = {"number": card.number, "words": " ".join(card.words)}
    assert client.post(reverse("account_card"), typed).status_code == 422
    assert AuditEntry.objects.filter(action="sign-in card withdrawn").count() == 1


def test_without_a_sign_in_there_is_no_card_yet(cora_client, dee):
    answer = card_of(cora_client, dee)
    assert answer.status_code == 302 and not SignInCard.objects.exists()
    assert "Switch on sign-in" in page_of(cora_client, dee)


def test_for_staff_the_page_says_kindly_that_there_is_none(cora_client, asha, other_organisation):
    factories.MembershipFactory(user=asha.user, organisation=other_organisation, role="manager")
    assert card_of(cora_client, asha).status_code == 302
    assert "We cannot make a card for this person." in page_of(cora_client, asha)


@pytest.mark.parametrize(
    "name, act", [("sign_in", "get"), ("sign_in", "post"), ("card", "post"), ("withdraw_card", "post")]
)
def test_a_person_of_another_organisation_looks_like_nobody(asha, other_organisation, name, act):
    client = signed_in(factories.member(other_organisation, "coordinator"))
    card = factories.SignInCardFactory(user=asha.user, organisation=asha.organisation, digest=make_password(None))
    seen = set()
    for person_id in (asha.pk, uuid.uuid4()):
        answer = getattr(client, act)(reverse(f"people:{name}", args=[person_id]), sent() if act == "post" else {})
        body = re.sub(rb'("x-csrftoken": "|csrfmiddlewaretoken" value=")[^"]+', b"", answer.content)
        seen.add((answer.status_code, body.replace(str(person_id).encode(), b""), tuple(sorted(answer.headers))))
    assert len(seen) == 1 and seen.pop()[0] == 404
    card.refresh_from_db()
    assert card.withdrawn_at is None and SignInCard.objects.filter(made_at__gt=timezone.now()).count() == 0


# Still how to reach you ---------------------------------------------------------------------------------------------


def test_the_first_page_asks_in_one_tap_whether_contact_is_still_right(asha, asha_client):
    contact = factories.SafeContactFactory(participant=asha, stale=True)
    factories.ChannelFactory(contact=contact, address=KNOWN)
    shown = asha_client.get(reverse("me:home")).content.decode()
    assert "Is this still how to reach you?" in shown and "Text message: Yes, safe" in shown
    assert KNOWN not in shown and f"{reverse('me:choices')}#reach" in shown
    answer = asha_client.post(reverse("me:contact_right"), {"at": "home"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("me:home")
    assert "Is this still how to reach you?" not in answer.content.decode()


def test_the_first_page_says_where_nobody_asked_yet(asha, asha_client):
    assert "We have not asked you yet" in asha_client.get(reverse("me:home")).content.decode()
    assert "We have not asked you yet" in asha_client.get(reverse("me:choices")).content.decode()
    factories.SafeContactFactory(participant=asha)
    shown = asha_client.get(reverse("me:home")).content.decode()
    assert "We have not asked you yet" not in shown and "Is this still how" not in shown
