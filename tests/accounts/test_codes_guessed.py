"""Somebody guesses codes: many at once, in many browsers, by many spellings. Five are judged per quarter of an hour."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from coproduction.accounts.models import JudgedCode, User
from tests.serving import SERVED

SIGN_IN = reverse("account_request_login_code")
CODE = reverse("account_confirm_login_code")
A_CODE = re.compile(r"Your code is (\d{6})\. It works")
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
    JudgedCode.objects.using(SERVED).update(at=F("at") - timedelta(minutes=15))


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
