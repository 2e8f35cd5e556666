"""In by a code, from the letter in the folder; and what a stranger can learn, which is nothing."""

import re

import pytest
from django.urls import reverse

from tests.conftest import Https
from tests.factories import UserFactory, member

from .by_code import CODE, SIGN_IN, ask, type_in, user_in, without

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["+447700900123", "07700 900123", "(07700) 900 123"])
def test_a_person_comes_in_by_a_code_to_their_phone(client, letters, typed):
    person = UserFactory(phone_only=True, phone="+447700900123")
    ask(client, typed)
    assert "By: text\nTo: +447700900123" in letters()[-1]
    type_in(client, letters.code)
    assert user_in(client) == str(person.pk)
    person.refresh_from_db()
    assert person.phone_verified


@pytest.mark.parametrize("typed", ["asha@example.org", " Asha@Example.org "])
def test_a_person_comes_in_by_a_code_to_their_email(client, letters, typed):
    person = UserFactory(email="asha@example.org")
    ask(client, typed)
    assert "By: email\nTo: asha@example.org" in letters()[-1]
    type_in(client, letters.code)
    assert user_in(client) == str(person.pk)


def test_a_person_with_an_unverified_phone_comes_in_by_email(client, letters):
    person = UserFactory(email="asha@example.org", phone="+447700900123")
    ask(client, "asha@example.org")
    type_in(client, letters.code)
    assert user_in(client) == str(person.pk)


def test_a_code_works_once(client, letters):
    UserFactory(email="asha@example.org")
    ask(client, "asha@example.org")
    code = letters.code
    type_in(client, code)
    client.post(reverse("account_logout"))
    assert user_in(client) is None
    type_in(client, code)
    assert user_in(client) is None


def test_the_third_wrong_code_ends_the_try(client, letters):
    UserFactory(email="asha@example.org")
    ask(client, "asha@example.org")
    answers = [type_in(client, letters.wrong_code).status_code for _ in range(3)]
    assert answers == [422, 422, 302]
    type_in(client, letters.code)
    assert user_in(client) is None


def test_a_code_from_another_browser_does_not_help(client, letters):
    UserFactory(email="asha@example.org")
    ask(client, "asha@example.org")
    elsewhere = Https()
    type_in(elsewhere, letters.code)
    assert user_in(elsewhere) is None


@pytest.mark.parametrize(
    "known, unknown",
    [("asha@example.org", "nobody@example.org"), ("+447700900123", "+447700900124")],
    ids=["email", "phone"],
)
def test_an_unknown_address_looks_the_same_and_gets_no_message(client, letters, known, unknown):
    UserFactory(email="asha@example.org", phone="+447700900123")
    stranger = Https()
    answers = [ask(client, known), ask(stranger, unknown)]
    assert [answer.redirect_chain for answer in answers][0] == answers[1].redirect_chain
    bodies = [told(answer, typed) for answer, typed in zip(answers, (known, unknown), strict=True)]
    assert bodies[0] == bodies[1]
    assert len(letters()) == 1 and unknown not in letters()[0]


def told(answer, typed):
    """The page without what differs for each: what was typed, and the form's own token."""
    body = without(typed, answer.content.decode())
    return re.sub(r'(csrfmiddlewaretoken" value="|"x-csrftoken": ")[^"]+', "", body)


def test_a_switched_off_sign_in_gets_no_code(client, letters):
    UserFactory(email="asha@example.org", is_active=False)
    ask(client, "asha@example.org")
    assert letters() == []


@pytest.mark.parametrize("typed", ["", "asha@", "12", "somebody"])
def test_what_cannot_be_an_address_is_answered_in_the_form(client, letters, typed):
    answer = ask(client, typed)
    assert (answer.status_code, answer.redirect_chain) == (422, [])
    assert b"error" in answer.content
    assert letters() == []


def test_asking_again_and_again_stops_sending(client, letters):
    UserFactory(email="asha@example.org")
    for _ in range(8):
        ask(Https(), "asha@example.org")
    assert 1 <= len(letters()) <= 3


def test_nobody_signs_themselves_up(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/sign-up/").status_code == 404


def test_signing_out_is_by_post_alone(client, organisation):
    person = member(organisation, "coordinator")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("account_logout"))
    assert user_in(client) == str(person.pk)
    client.post(reverse("account_logout"))
    assert user_in(client) is None


def test_after_signing_in_a_person_is_led_only_to_a_place_of_this_house(client, letters):
    UserFactory(email="asha@example.org")
    client.post(f"{SIGN_IN}?next=https://elsewhere.example/", {"where": "asha@example.org"}, follow=True)
    answer = client.post(f"{CODE}?next=https://elsewhere.example/", {"code": letters.code})
    assert answer.url.startswith("/")
