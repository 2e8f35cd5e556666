"""A code that was right once, or somewhere else, or for somebody else: it signs nobody in, and stands nowhere."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coproduction.accounts.models import SentCode, User
from tests.conftest import Https
from tests.factories import UserFactory

from .by_code import CODE, ask, later, resend, type_in, user_in

pytestmark = pytest.mark.django_db
ASHA, BEN, PHONE = "asha@example.org", "ben@example.org", "+447700900123"


@pytest.fixture(autouse=True)
def people():
    UserFactory(email=ASHA, phone=PHONE)
    UserFactory(email=BEN)


def new_code(letters, client, where=ASHA):
    ask(client, where)
    return letters.code


def used_again(letters, client):
    code = new_code(letters, client)
    type_in(client, code)
    client.post(reverse("account_logout"))
    return code


def used_again_from_a_copy_of_the_session(letters, client):
    """The browser's cookie, and what the server keeps for it, as they were before the code was used."""
    code = new_code(letters, client)
    kept = Session.objects.get()
    other = Https()
    other.cookies = client.cookies.copy()
    type_in(other, code)
    assert user_in(other)
    kept.save(force_insert=True)
    return code


def of_another_browser(letters, client):
    return new_code(letters, Https())


def of_another_browser_that_asked_too(letters, client):
    ask(client, ASHA)
    return new_code(letters, Https())


def after_ten_minutes(letters, client):
    code = new_code(letters, client)
    later(minutes=10)
    return code


def after_the_session_says_ten_minutes(letters, client):
    code = new_code(letters, client)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session.save()
    return code


def after_a_newer_one(letters, client):
    code = new_code(letters, client)
    resend(client)
    return code if code != letters.code else "none"


def after_a_newer_one_elsewhere(letters, client):
    code = new_code(letters, client)
    new_code(letters, Https())
    return code


def after_a_newer_one_to_another_address(letters, client):
    code = new_code(letters, client)
    new_code(letters, Https(), PHONE)
    return code


def of_another_account(letters, client):
    ask(client, BEN)
    return new_code(letters, Https())


def after_asking_for_another_account(letters, client):
    code = new_code(letters, client, BEN)
    ask(client, ASHA)
    return code if code != letters.code else "none"


def of_somebody_switched_off_since(letters, client):
    code = new_code(letters, client)
    User.objects.update(is_active=False)
    return code


MISUSES = (
    used_again, used_again_from_a_copy_of_the_session, of_another_browser, of_another_browser_that_asked_too,
    after_ten_minutes, after_the_session_says_ten_minutes, after_a_newer_one, after_a_newer_one_elsewhere,
    after_a_newer_one_to_another_address, of_another_account, after_asking_for_another_account,
    of_somebody_switched_off_since,
)  # fmt: skip


@pytest.mark.parametrize("misuse", MISUSES, ids=lambda misuse: misuse.__name__)
def test_a_misused_code_signs_nobody_in(client, letters, misuse, figure):
    type_in(client, misuse(letters, client))
    assert user_in(client) is None
    figure("LG4", 1, "kinds of misuse of a code tried, 0 accepted")


def test_the_same_steps_with_the_right_code_do_sign_in(client, letters):
    type_in(client, new_code(letters, client))
    assert user_in(client)


def test_a_code_in_the_address_signs_nobody_in(client, letters):
    client.get(CODE, {"code": new_code(letters, client)})
    client.post(f"{CODE}?code={letters.code}", {})
    assert user_in(client) is None


def test_a_code_stands_in_no_address_log_cookie_session_or_query(client, letters, caplog, figure):
    caplog.set_level(logging.DEBUG)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answers = [ask(client, ASHA), client.get(CODE)]
        places = [str(Session.objects.get().get_decoded()), *map(str, SentCode.objects.values())]
        answers.append(type_in(client, letters.code))
    assert user_in(client)
    for answer in answers:
        places += [answer.content.decode(), str(answer.headers), str(getattr(answer, "redirect_chain", ""))]
        places += [str(answer.cookies), answer.request["PATH_INFO"], answer.request["QUERY_STRING"]]
    places += [str(client.cookies), str(client.session.items()), caplog.text]
    places += [query["sql"] for query in queries]
    found = [place for place in places if letters.code in place]
    assert not found, found[0][:300]
    figure("LG4", len(places), "addresses, logs, cookies, sessions and queries read, 0 hold a code")
