"""What a code is, how it may be typed, where it goes, and how many are sent and judged."""

import pytest
from django.urls import reverse

from coproduction.accounts.models import AttemptSlot, SentCode
from coproduction.accounts.sign_in_codes import as_typed, delete_old, six_digits
from coproduction.base import outbox
from tests.conftest import Https
from tests.factories import AttemptSlotFactory, SentCodeFactory, member, moment
from tests.second_factor import app_of

from .by_code import CODE, SIGN_IN, ask, later, resend, type_in, user_in

pytestmark = pytest.mark.django_db
ASHA, PHONE = "asha@example.org", "+447700900123"


@pytest.fixture
def asha(organisation):
    return member(organisation, "participant", email=ASHA, phone=PHONE)


# What a code is, and how it may be typed --------------------------------------------------------------------------


def test_a_code_has_six_digits_and_keeps_its_zeros(monkeypatch):
    assert all(len(code) == 6 and code.isdigit() for code in (six_digits() for _ in range(1000)))
    monkeypatch.setattr("coproduction.accounts.sign_in_codes.secrets.randbelow", lambda below: 42)
    assert six_digits() == "000042"


@pytest.mark.parametrize("where", [ASHA, PHONE])
def test_a_code_of_six_digits_goes_to_either_channel(client, letters, asha, where):
    ask(client, where)
    assert len(letters.code) == 6


@pytest.mark.parametrize(
    "text", ["012345", " 012 345 ", "012-345", "0-1-2-3-4-5", "012\u2013345", "\u200b012\u00a0345\n", "٠١٢٣٤٥"]
)
def test_spaces_and_dashes_do_not_matter_nor_does_the_script(text):
    assert as_typed(text) == "012345"


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "code", "½23456", "²34567", "123.456"])
def test_what_is_not_six_digits_is_no_code(text):
    assert as_typed(text) is None


@pytest.mark.parametrize("how", ["{}{}{}-{}{}{}", " {}{}{} {}{}{} "])
def test_a_code_pasted_with_spaces_or_dashes_signs_in(client, letters, asha, how):
    ask(client, ASHA)
    type_in(client, how.format(*letters.code))
    assert user_in(client) == str(asha.pk)


def test_what_is_not_six_digits_is_answered_and_not_judged(client, letters, asha):
    ask(client, ASHA)
    for typed in ("", "12345", "wrong", "12345678") * 3:
        answer = type_in(client, typed)
        assert answer.status_code == 422
    assert "A code has six digits" in answer.content.decode() and 'value="12345678"' in answer.content.decode()
    type_in(client, letters.code)
    assert user_in(client) == str(asha.pk)


def test_phones_fill_the_code_in_by_themselves(client, asha):
    page = ask(client, ASHA).content.decode()
    assert 'inputmode="numeric"' in page and 'autocomplete="one-time-code"' in page
    assert "maxlength" not in page


# Where it goes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where, other, mark", [(ASHA, PHONE, "email_unsafe"), (PHONE, ASHA, "phone_unsafe")])
def test_no_code_goes_to_a_channel_marked_unsafe(client, letters, asha, where, other, mark):
    setattr(asha, mark, True)
    asha.save()
    assert ask(client, where).redirect_chain == [(CODE, 302)]
    assert letters() == []
    ask(Https(), other)
    assert len(letters()) == 1


def test_what_nobody_was_sent_cannot_be_guessed_either(client, asha, monkeypatch):
    """A channel marked unsafe: even the code that would have gone there does not sign in."""
    asha.email_unsafe = True
    asha.save()
    monkeypatch.setattr("coproduction.accounts.adapter.six_digits", lambda: "111111")
    ask(client, ASHA)
    type_in(client, "111111")
    assert user_in(client) is None


def test_a_transport_that_fails_answers_like_any_other(client, asha, monkeypatch, caplog):
    def refuse(self, channel, address, *message):
        raise OSError(address)

    monkeypatch.setattr(outbox.FolderTransport, "send", refuse)
    assert ask(client, ASHA).redirect_chain == [(CODE, 302)]
    assert "not handed over" in caplog.text and ASHA not in caplog.text


# How many, and for how long ---------------------------------------------------------------------------------------


def try_wrong(letters, times):
    """Wrong codes for Asha, each in a browser of its own; returns how each was answered."""
    answers = []
    for _ in range(times):
        client = Https()
        ask(client, ASHA)
        answers.append(type_in(client, letters.wrong_code).status_code)
        later(minutes=0)
    return answers


def test_five_are_judged_and_a_new_code_does_not_change_that(client, letters, asha):
    assert try_wrong(letters, 7) == [422] * 5 + [429] * 2
    ask(client, ASHA)
    answer = type_in(client, letters.code)
    assert answer.status_code == 429 and "Wait 15 minutes" in answer.content.decode()
    assert user_in(client) is None


def test_trying_while_blocked_makes_nobody_wait_longer(client, letters, asha):
    try_wrong(letters, 5)
    blocked = Https()
    ask(blocked, ASHA)
    for _ in range(14):
        later(minutes=1)
        assert type_in(blocked, letters.wrong_code).status_code == 429
    later(minutes=1)
    ask(client, ASHA)
    type_in(client, letters.code)
    assert user_in(client) == str(asha.pk)


def test_each_place_is_free_again_a_quarter_of_an_hour_after_it_was_taken(letters, asha):
    assert try_wrong(letters, 3) == [422] * 3
    later(minutes=10)
    assert try_wrong(letters, 3) == [422] * 2 + [429]
    later(minutes=5, seconds=1)
    assert try_wrong(letters, 4) == [422] * 3 + [429]


def test_the_blocked_page_keeps_its_form_and_judges_again_later(client, letters, asha):
    try_wrong(letters, 5)
    ask(client, ASHA)
    assert [type_in(client, letters.wrong_code).status_code for _ in range(5)] == [429] * 5
    AttemptSlot.objects.all().delete()
    type_in(client, letters.code)
    assert user_in(client) == str(asha.pk)


def test_ten_codes_an_hour_go_out_over_all_addresses_and_places(letters, asha):
    for number in range(15):
        client = Https(REMOTE_ADDR=f"198.51.100.{number}")
        assert ask(client, (ASHA, PHONE)[number % 2]).redirect_chain == [(CODE, 302)]
        later(minutes=0)
    assert len(letters()) == 10
    later(hours=1, seconds=1)
    ask(Https(), ASHA)
    assert len(letters()) == 11


def test_past_ten_an_hour_the_last_code_still_works_where_it_was_asked_for(client, letters, asha):
    for _ in range(9):
        ask(Https(), ASHA)
        later(minutes=0)
    ask(client, ASHA)
    code = letters.code
    for _ in range(3):
        later(minutes=0)
        ask(Https(), ASHA)
    resend(client)
    assert len(letters()) == 10
    type_in(client, code)
    assert user_in(client) == str(asha.pk)


def test_a_new_code_has_ten_minutes_and_the_old_one_is_gone(client, letters, asha):
    ask(client, ASHA)
    old = letters.code
    later(minutes=9)
    assert "a new code is on its way" in resend(client).content.decode()
    assert len(letters()) == 2
    later(minutes=9)
    if old != letters.code:
        assert type_in(client, old).status_code == 422
    type_in(client, letters.code)
    assert user_in(client) == str(asha.pk)


def test_what_is_of_yesterday_is_forgotten(asha):
    AttemptSlotFactory(at=moment(days=2))
    SentCodeFactory(sent_at=moment(days=2))
    kept = AttemptSlotFactory(), SentCodeFactory()
    delete_old()
    assert (AttemptSlot.objects.get(), SentCode.objects.get()) == kept


# Then -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own, days", [("on", 14), ("", 0)])
def test_on_a_phone_of_their_own_a_person_stays_signed_in(client, letters, asha, own, days):
    ask(client, ASHA)
    client.post(CODE, {"code": letters.code, "own_phone": own})
    assert bool(client.session.get("own_phone")) == bool(days)
    assert client.session.get_expire_at_browser_close() == (not days)
    assert client.session.get_expiry_age() == (days * 24 * 60 * 60 or 30 * 60)


def test_staff_are_not_kept_signed_in(client, letters, organisation):
    cora = member(organisation, "coordinator", email="cora@example.org")
    ask(client, "cora@example.org")
    client.post(CODE, {"code": letters.code, "own_phone": "on"})
    assert user_in(client) == str(cora.pk)
    assert "own_phone" not in client.session and client.session.get_expire_at_browser_close()


def test_staff_go_on_to_their_second_step(client, letters, organisation):
    app_of(member(organisation, "coordinator", email="cora@example.org"))
    ask(client, "cora@example.org")
    answer = client.post(CODE, {"code": letters.code, "own_phone": "on"})
    assert answer.url == reverse("mfa_authenticate")
    assert user_in(client) is None


def test_somebody_who_typed_the_wrong_address_asks_for_another_at_once(client, letters, asha):
    ask(client, "ahsa@example.org")
    ask(client, ASHA)
    type_in(client, letters.code)
    assert user_in(client) == str(asha.pk)


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "http:x"])
def test_signing_in_leads_nowhere_else(client, letters, asha, to):
    asked = client.post(f"{SIGN_IN}", {"where": ASHA, "next": to})
    assert asked.url == CODE
    assert client.post(CODE, {"code": letters.code, "next": to}).url == "/"


def test_signing_in_leads_to_where_the_person_was_going(client, letters, asha):
    asked = client.post(f"{SIGN_IN}?next=/me/money/", {"where": ASHA}, follow=True)
    assert asked.redirect_chain[0][0] == f"{CODE}?next=%2Fme%2Fmoney%2F"
    assert 'name="next" value="/me/money/"' in asked.content.decode()
    assert client.post(CODE, {"code": letters.code, "next": "/me/money/"}).url == "/me/money/"
