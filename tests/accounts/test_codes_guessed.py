"""Somebody guesses codes: many at once, in many browsers, by many spellings. Five are judged per quarter of an hour."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F

from coproduction.accounts.models import AttemptSlot, User
from coproduction.accounts.sign_in_codes import key_of, may_attempt
from tests.conftest import Https
from tests.factories import AttemptSlotFactory, UserFactory, moment
from tests.figures import DEPTH
from tests.serving import SERVED

from .by_code import A_CODE, CODE, SIGN_IN, ask, later, type_in

# How the page answers: judged and found wrong; not looked at.
JUDGED, NOT_LOOKED_AT = 422, 429
AT_ONCE = 200


class Guessed:
    """Somebody with an account, whose codes others try."""

    def __init__(self, served, email):
        self.served, self.email = served, email
        User.objects.using(SERVED).create(email=email, name="Asha")

    def asks(self):
        browser = self.served.browser()
        assert browser.post(SIGN_IN, {"where": self.email}).to == CODE
        return browser

    def newest_code(self):
        return A_CODE.search(self.served.letters_to(self.email)[-1])[1]


def statuses(browsers, right):
    """Tries as many wrong codes at once, each browser's share of them, and counts the answers by status."""
    wrong = [code for code in (f"{number:06d}" for number in range(AT_ONCE + 1)) if code != right][:AT_ONCE]
    tries = [(browsers[number % len(browsers)].copy(), code) for number, code in enumerate(wrong)]
    with ThreadPoolExecutor(40) as pool:
        return Counter(pool.map(lambda each: each[0].post(CODE, {"code": each[1]}).status, tries))


def a_quarter_of_an_hour_later():
    AttemptSlot.objects.using(SERVED).update(at=F("at") - timedelta(minutes=15))


@pytest.mark.both_databases
def test_of_many_codes_at_once_in_one_browser_five_are_judged(served, figure):
    asha = Guessed(served, "one.browser@example.org")
    browser = asha.asks()
    found = statuses([browser], asha.newest_code())
    assert found == {JUDGED: 5, NOT_LOOKED_AT: AT_ONCE - 5}
    assert browser.post(CODE, {"code": asha.newest_code()}).status == NOT_LOOKED_AT
    elsewhere = asha.asks()
    assert elsewhere.post(CODE, {"code": asha.newest_code()}).status == NOT_LOOKED_AT
    a_quarter_of_an_hour_later()
    afresh = asha.asks()
    assert afresh.post(CODE, {"code": asha.newest_code()}).to == "/"
    figure("LG1", AT_ONCE, "wrong codes at once in one browser: 5 judged, then the right one refused for 15 minutes")


@pytest.mark.both_databases
def test_of_many_codes_at_once_in_twenty_browsers_five_are_judged(served, figure):
    asha = Guessed(served, "many.browsers@example.org")
    browsers = [asha.asks() for _ in range(20)]
    found = statuses(browsers, asha.newest_code())
    assert found == {JUDGED: 5, NOT_LOOKED_AT: AT_ONCE - 5}
    assert browsers[9].post(CODE, {"code": asha.newest_code()}).status == NOT_LOOKED_AT
    figure("LG1", AT_ONCE, "wrong codes at once in 20 browsers: 5 judged, then the right one refused")


@pytest.mark.both_databases
def test_of_one_right_code_sent_many_times_at_once_one_signs_in(served, figure):
    asha = Guessed(served, "eager@example.org")
    browser, code = asha.asks(), asha.newest_code()
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda each: each.post(CODE, {"code": code}).to, [browser.copy() for _ in range(10)]))
    assert answers.count("/") == 1
    figure("LG4", 10, "right codes sent at once in one browser, 1 signed in")


ROUNDS = 200 if DEPTH == "full" else 40
TAKERS = 8


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_many_who_reach_for_the_places_in_the_same_moment_five_get_one(figure):
    """The counter itself, since the way to it through a server spreads the moments out."""
    gate = Barrier(TAKERS)

    def take(key):
        gate.wait()
        return may_attempt(key)

    def leave(_):
        # All wait here, so that each thread comes by once.
        gate.wait()
        connection.close()

    with ThreadPoolExecutor(TAKERS) as pool:
        for turn in range(ROUNDS):
            key = f"{turn:064d}"
            # Places that nobody has used yet, and places that are free again.
            if turn % 2:
                for slot in range(5):
                    AttemptSlotFactory(key=key, slot=slot, at=moment(hours=1))
            assert sum(pool.map(take, [key] * TAKERS)) == 5, f"round {turn}"
        list(pool.map(leave, range(TAKERS)))
    figure("LG1", ROUNDS, f"rounds of {TAKERS} in the same moment at the counter: 5 let through in each")


# Spellings of one address, and of where somebody comes from --------------------------------------------------------

ASHA, PHONE = "asha.k@example.org", "+447700900123"
ADDRESSES = (
    ASHA, "ASHA.K@EXAMPLE.ORG", "Asha.K@Example.Org", " asha.k@example.org ", "\tasha.k@example.org",
    "asha.k@EXAMPLE.org",
    "asha.\u212a@example.org", "\u00e1sha.k@example.org", "a\u0301sha.k@example.org", "ash\u0101.k@example.org",
    "asha.k+1@example.org", "asha.k+any.thing@example.org", "ashak@example.org", "a.s.h.a.k@example.org",
    "asha..k@example.org", "asha.k@example.org.", "asha.k@ex\u00e4mple.org", "asha.k@\uff45xample.org",
    "\uff41sha.k@example.org", '"asha.k"@example.org', "asha.k @example.org", "asha.k@[127.0.0.1]",
    "Asha <asha.k@example.org>", "asha.k@example.org,b@example.org", "asha.k@example.org\u200b",
    "asha\u00ad.k@example.org",
)  # fmt: skip
PHONES = (
    PHONE, "07700900123", "07700 900 123", "(07700) 900-123", "0044 7700 900123", "+44 (0)7700 900123",
    "00447700900123", "+44.7700.900.123", "07700900123 ext 5", "07700900123;ext=9", "tel:+447700900123",
    "\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10 \uff11\uff12\uff13", "+44 7700\u00a0900123",
    "\u200e+447700900123",
    "+4407700900123", "0 7 7 0 0 9 0 0 1 2 3", "7700900123", "+44 77009 00123 #1",
)  # fmt: skip
# One net, many addresses in it.
NETS = [f"2001:db8:0:1::{number:x}" for number in range(1, 6)]


@pytest.mark.django_db
def test_no_other_spelling_gets_codes_judged_afresh(letters, figure):
    asha = UserFactory(email=ASHA, phone=PHONE)
    for _ in range(5):
        client = Https()
        ask(client, ASHA)
        later(minutes=0)
        assert type_in(client, letters.wrong_code).status_code == JUDGED
    afresh, blocked = [], 0
    for spelling in ADDRESSES + PHONES:
        # How many may be sent is not what this is about.
        AttemptSlot.objects.exclude(key=key_of(asha, "")).delete()
        later(minutes=0)
        client, before = Https(), len(letters())
        ask(client, spelling)
        answer = type_in(client, letters.code)
        # Either it is Asha's and blocked, or no message of hers went out for it.
        if answer.status_code == NOT_LOOKED_AT:
            blocked += 1
        elif len(letters()) > before or client.session.get("_auth_user_id"):
            afresh.append(spelling)
    assert not afresh
    assert blocked > 15
    figure("LG2", len(ADDRESSES + PHONES), "spellings of an address tried, 0 have codes of the account judged afresh")


@pytest.mark.django_db
@pytest.mark.parametrize("proxies", [0, 1])
def test_no_forged_sender_gets_codes_judged_afresh(letters, settings, proxies, figure):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    UserFactory(email=ASHA)
    forged = [{"headers": {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}} for number in range(5)]
    senders = [{"REMOTE_ADDR": net} for net in NETS] + forged
    found = []
    for sender in senders:
        client = Https()
        ask(client, ASHA, **sender)
        found.append(type_in(client, letters.wrong_code, **sender).status_code)
        cache.clear()
    assert found == [JUDGED] * 5 + [NOT_LOOKED_AT] * 5
    figure("LG2", len(senders), "senders, true and forged, with and without a proxy: 5 codes judged in all")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "proxies, sender",
    [
        (0, lambda number: {"REMOTE_ADDR": f"2001:db8:0:1::{number:x}"}),
        (0, lambda number: {"headers": {"X-Forwarded-For": f"203.0.113.{number}"}}),
        (1, lambda number: {"headers": {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}}),
    ],
    ids=["one net", "forged", "forged before a proxy"],
)
def test_one_sender_asks_for_so_many_codes_a_minute(settings, proxies, sender, figure):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    found = [
        Https().post(SIGN_IN, {"where": f"person{number}@example.org"}, **sender(number)).status_code
        for number in range(1, 24)
    ]
    assert found == [302] * 20 + [429] * 3
    figure("LG2", len(found), "requests of one sender under many names: 20 a minute answered")
