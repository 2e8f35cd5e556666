"""How long a session lasts, what ends it, and where a person sees that they are signed in."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coproduction.accounts import devices, sessions
from coproduction.accounts.models import AuditEntry
from tests.conftest import Https, signed_in
from tests.factories import MembershipFactory

SIGN_IN, CODE = reverse("account_request_login_code"), reverse("account_confirm_login_code")
OWN, WHERE = reverse("me:home"), reverse("usersessions_list")
EVERYWHERE, SIGN_OUT = reverse("sign_out_everywhere"), reverse("account_logout")
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
SECRET = "A" * 32
BUTTON = 'name="place"'
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(figure):
    """case(): one more of the twelve ways in which a session could outlive its right."""
    yield
    figure("LG6", 1, "cases of sessions that must end or change, 0 wrong")


def cookie(client):
    return client.cookies["__Host-s"]


def key(client):
    return cookie(client).value


def is_in(client, path=WHERE):
    return client.get(path).status_code == 200


def earlier(client, **ago):
    """Moves what the session notes into the past, by seconds."""
    session = client.session
    for name, seconds in ago.items():
        session[name] = session[name] - seconds
    session.save()


def by_code(client, user, letters):
    client.post(SIGN_IN, {"where": user.email or user.phone})
    return client.post(CODE, {"code": letters()})


@pytest.fixture
def letters(post_folder):
    def last_code():
        return (
            max(post_folder.glob("*"), key=lambda letter: letter.stat().st_mtime_ns)
            .read_text()
            .split("Your code is ")[1]
            .split(". ")[0]
        )

    return last_code


def totp_now():
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


# The twelve of LG6 -------------------------------------------------------------------------------------------------


def test_an_id_that_was_there_before_signing_in_is_worth_nothing(client, asha, letters, case):
    client.post(SIGN_IN, {"where": asha.user.email})
    planted = key(client)
    client.post(CODE, {"code": letters()})
    assert is_in(client)
    assert key(client) != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_signing_in_gives_a_new_id_even_to_who_was_signed_in(asha, ben, letters, case):
    client = Https()
    by_code(client, asha.user, letters)
    first = key(client)
    client.post(SIGN_OUT)
    by_code(client, ben.user, letters)
    assert key(client) != first and client.session[SESSION_KEY] == str(ben.user.pk)


def test_signing_out_ends_it_at_the_server(asha, asha_client, case):
    kept = key(asha_client)
    asha_client.post(SIGN_OUT)
    thief = Https()
    thief.cookies["__Host-s"] = kept
    assert not is_in(thief)
    assert not Session.objects.filter(pk=kept).exists() and not UserSession.objects.filter(user=asha.user).exists()


def test_signing_out_everywhere_ends_each_of_them_this_one_too(asha, cora_client, case):
    clients = [signed_in(asha.user) for _ in range(3)]
    # One that stands in no list.
    UserSession.objects.filter(session_key=key(clients[2])).delete()
    answer = clients[0].post(EVERYWHERE)
    assert answer.url == reverse("signed_out")
    assert [is_in(client) for client in clients] == [False] * 3
    assert is_in(cora_client)


def test_half_an_hour_of_nothing_ends_it(asha_client, cora_client, case):
    for client in (asha_client, cora_client):
        earlier(client, seen=30 * MINUTE - 10)
        assert is_in(client)
        earlier(client, seen=30 * MINUTE + 10)
        assert not is_in(client)


def test_a_days_work_ends_it_however_busy(asha_client, cora_client, case):
    for client, whole in ((asha_client, 12 * HOUR), (cora_client, 10 * HOUR)):
        earlier(client, began=whole - 10)
        assert is_in(client)
        earlier(client, began=20)
        assert not is_in(client)


def own_phone(client, user):
    """What the page of the code, the card and the passkey do where the box is ticked."""
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    sessions.keep_own_phone(request)
    request.session.save()
    return client


def test_a_phone_of_ones_own_stays_two_weeks_and_never_over_ninety_days(asha, asha_client, case):
    client = own_phone(asha_client, asha.user)
    earlier(client, seen=14 * DAY - 10)
    assert is_in(client)
    assert cookie(client)["max-age"] == 14 * DAY
    earlier(client, began=90 * DAY - 100)
    assert is_in(client)
    earlier(client, began=100)
    assert not is_in(client)
    again = own_phone(signed_in(asha.user), asha.user)
    earlier(again, seen=14 * DAY + 10)
    assert not is_in(again)


def test_staff_have_no_phone_of_their_own_nor_does_who_becomes_staff(asha, asha_client, cora, cora_client, case):
    client = own_phone(cora_client, cora)
    assert client.session.get_expire_at_browser_close() and "own_phone" not in client.session
    client = own_phone(asha_client, asha.user)
    assert not client.session.get_expire_at_browser_close()
    MembershipFactory(user=asha.user, organisation=asha.organisation, role="coordinator")
    assert is_in(client)
    assert client.session.get_expire_at_browser_close() and "own_phone" not in client.session
    earlier(client, seen=30 * MINUTE + 10)
    assert not is_in(client)


def test_ending_one_leaves_the_others_and_nobody_ends_somebody_elses(asha, ben, case):
    here, there, bens = signed_in(asha.user), signed_in(asha.user), signed_in(ben.user)
    for client in (there, bens):
        here.post(WHERE, {"place": UserSession.objects.get(session_key=key(client)).pk})
    assert [is_in(client) for client in (here, there, bens)] == [True, False, True]


def test_who_is_switched_off_is_out_on_the_next_click(asha, asha_client, case):
    assert is_in(asha_client)
    kept = key(asha_client)
    asha.user.is_active = False
    asha.user.save()
    assert not is_in(asha_client)
    assert not Session.objects.filter(pk=kept).exists()


def test_a_second_factor_and_a_fresh_proof_each_give_a_new_id(cora, letters, case):
    TOTP.activate(cora, SECRET)
    client = Https()
    by_code(client, cora, letters)
    halfway = key(client)
    client.post(reverse("mfa_authenticate"), {"code": totp_now()})
    shown = key(client)
    assert shown != halfway and is_in(client)
    answer = client.post(reverse("mfa_reauthenticate"), {"code": recovery_code(cora)})
    assert answer.status_code == 302
    assert key(client) not in (shown, halfway) and is_in(client)
    for old in (halfway, shown):
        assert not Session.objects.filter(pk=old).exists()
    assert list(UserSession.objects.filter(user=cora).values_list("session_key", flat=True)) == [key(client)]


def recovery_code(user):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    return RecoveryCodes.activate(user).get_unused_codes()[0]


def test_the_cookie_ends_with_the_browser_unless_it_is_their_own_phone(asha, letters, case):
    client = Https()
    by_code(client, asha.user, letters)
    assert (cookie(client)["max-age"], cookie(client)["expires"]) == ("", "")
    earlier(client, seen=6 * MINUTE)
    client.get(OWN)
    assert (cookie(client)["max-age"], cookie(client)["expires"]) == ("", "")


# And around them ---------------------------------------------------------------------------------------------------


def test_a_phone_called_ones_own_in_an_earlier_try_is_not_kept(asha, letters):
    client = Https()
    client.post(SIGN_IN, {"where": asha.user.email})
    session = client.session
    session["own_phone"] = time.time()
    session.save()
    client.post(CODE, {"code": letters()})
    assert is_in(client) and cookie(client)["max-age"] == ""


def test_a_session_that_does_not_say_when_it_began_is_over(asha_client):
    session = asha_client.session
    del session["began"]
    session.save()
    assert not is_in(asha_client)


@pytest.mark.parametrize("how", ["noticed here", "gone from the database"])
def test_who_was_away_is_led_to_sign_in_with_a_sentence_and_on_to_where_they_were_going(asha_client, how):
    if how == "noticed here":
        earlier(asha_client, seen=31 * MINUTE)
    else:
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = asha_client.get(reverse("me:money"), follow=True)
    assert answer.redirect_chain == [(f"{SIGN_IN}?next={reverse('me:money')}", 302)]
    assert sessions.ENDED in answer.content.decode()
    # Said once.
    assert sessions.ENDED not in asha_client.get(SIGN_IN).content.decode()


def test_a_stranger_is_not_told_that_something_ended(client):
    assert sessions.ENDED not in client.get(OWN, follow=True).content.decode()


def test_reading_pages_writes_the_session_every_five_minutes_at_most(asha_client):
    def writes():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            for _ in range(5):
                asha_client.get(OWN)
        words = [query["sql"] for query in queries if "django_session" in query["sql"]]
        return sum(not sql.startswith("SELECT") for sql in words)

    assert writes() == 0
    earlier(asha_client, seen=5 * MINUTE + 5)
    assert writes() == 1
    assert writes() == 0


# The page ----------------------------------------------------------------------------------------------------------


def test_the_page_says_what_kind_of_device_and_which_one_is_this(asha):
    here = signed_in(asha.user)
    row = UserSession.objects.get(user=asha.user)
    row.user_agent = PHONE
    row.save()
    words = here.get(WHERE).content.decode()
    assert "Chrome on an Android phone" in words and "You are here now" in words
    assert BUTTON not in words
    signed_in(asha.user)
    words = here.get(WHERE).content.decode()
    assert words.count("You are here now") == 1 and words.count(BUTTON) == 1
    assert "A browser on a device we do not know" in words


@pytest.mark.parametrize(
    "says, kind",
    [
        (PHONE, "Chrome on an Android phone"),
        ("Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 "
         "Chrome/125.0.0.0 Safari/537.36", "Samsung Internet on an Android tablet"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/18.1 Mobile/15E148 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 "
         "Mobile/15E148 Safari/604.1", "Chrome on an iPad"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
         "Safari/537.36 Edg/131.0.0.0", "Edge on a Windows computer"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on a Linux computer"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36",
         "Chrome on a Chromebook"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
         "Safari/605.1.15", "Safari on a Mac or an iPad"),
        ("", "A browser on a device we do not know"),
        ("<b>curl</b>/8", "A browser on a device we do not know"),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_plain_words_and_once_named_stays(says, kind):
    assert devices.kind_of(says) == devices.kind_of(devices.kind_of(says)) == kind


def test_no_address_and_no_fingerprint_of_the_browser_is_kept(asha, letters):
    client = Https()
    client.defaults.update(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_USER_AGENT=PHONE)
    by_code(client, asha.user, letters)
    (row,) = UserSession.objects.filter(user=asha.user)
    assert (row.ip, row.user_agent) == ("0.0.0.0", "Chrome on an Android phone")
    kept = Session.objects.get(pk=key(client)).get_decoded()
    assert "203.0.113" not in str(kept) and "Android 10" not in str(kept)


def test_what_is_over_leaves_the_list(asha, asha_client):
    old, older = signed_in(asha.user), signed_in(asha.user)
    earlier(old, began=13 * HOUR)
    Session.objects.filter(pk=key(older)).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert BUTTON not in asha_client.get(WHERE).content.decode()
    assert UserSession.objects.filter(user=asha.user).count() == 1


@pytest.mark.parametrize("place", ["", "x", "999999", "-1", "1e3", "9" * 30])
def test_a_place_that_is_nothing_ends_nothing(asha_client, place):
    assert asha_client.post(WHERE, {"place": place}).status_code == 302
    assert is_in(asha_client)


def test_the_page_is_read_with_a_fixed_number_of_queries(asha, asha_client):
    def count():
        with CaptureQueriesContext(connection) as queries:
            asha_client.get(WHERE)
        return len(queries)

    few = count()
    for _ in range(20):
        signed_in(asha.user)
    assert count() == few


def test_ending_sessions_leaves_its_rows_in_the_trail(asha):
    here, there = signed_in(asha.user), signed_in(asha.user)
    here.post(WHERE, {"place": UserSession.objects.get(session_key=key(there)).pk})
    here.post(EVERYWHERE)
    rows = AuditEntry.objects.filter(actor_id=asha.user.pk).order_by("sequence")
    assert [(row.action, row.about, row.about_id, row.organisation_id) for row in rows] == [
        (verb, "accounts.user", str(asha.user.pk), asha.organisation_id)
        for verb in ("signed out elsewhere", "signed out everywhere")
    ]


def test_who_takes_part_gets_the_quick_way_out_and_staff_their_own_frame(asha_client, cora_client):
    mine, staffs = asha_client.get(WHERE).content.decode(), cora_client.get(WHERE).content.decode()
    assert "data-exit" in mine and "data-exit" not in staffs
    assert "<title>Where you are signed in</title>" in mine
    assert f'href="{WHERE}"' in asha_client.get(reverse("me:choices")).content.decode()
    assert f'href="{WHERE}"' in cora_client.get(reverse("today")).content.decode()


# Leaving -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [SIGN_OUT, EVERYWHERE])
def test_signing_out_wipes_the_browser_and_leads_to_a_page_that_says_nothing(asha_client, path):
    answer = asha_client.post(path)
    assert (answer.url, answer["Clear-Site-Data"]) == (reverse("signed_out"), '"cookies", "storage"')
    assert "no-store" in answer["Cache-Control"]
    # A message would begin a new session.
    assert asha_client.cookies["__Host-s"].value == ""
    words = asha_client.get(answer.url).content.decode()
    assert "<title>Signed out</title>" in words and "You are signed out" in words
    assert "oproduction" not in words and "principles" not in words


def test_signing_out_everywhere_is_by_post_alone(asha_client):
    assert asha_client.get(EVERYWHERE).status_code == 405
    assert is_in(asha_client)


def test_who_is_signed_in_is_not_told_that_they_are_out(asha_client):
    assert asha_client.get(reverse("signed_out")).url == "/"


def test_a_page_on_the_way_in_is_not_kept_either(client, asha):
    client.post(SIGN_IN, {"where": asha.user.email})
    assert "no-store" in client.get(CODE)["Cache-Control"]
    assert "no-store" in client.get(SIGN_IN)["Cache-Control"]
