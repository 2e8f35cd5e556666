"""Wherever something from outside could say where to go next, it leads nowhere but into this house."""

import re
from html import unescape
from itertools import product
from urllib.parse import quote, urljoin, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import reverse

from coproduction.base.http import is_own_path
from tests.conftest import Https, signed_in
from tests.figures import DEPTH

HERE, THERE = "testserver", "elsewhere.example"
FULL = DEPTH == "full"
SECRET = "A" * 32
BEFORE = (
    "//",
    "///",
    "////",
    "/\\",
    "\\\\",
    "\\/",
    "https://",
    "HTTPS://",
    "https:",
    "http:\\\\",
    "/\t/",
    " //",
    "\n//",
)
AFTER = (THERE, f"{THERE}/me/", f"{HERE}@{THERE}", f"{THERE}\\@{HERE}", f"{HERE}.{THERE}")
PAYLOADS = [before + after for before, after in product(BEFORE, AFTER)] + [
    f"javascript:location='https://{THERE}'", f"JavaScript://{HERE}/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:go", f"ftp://{THERE}/", "file:///etc/passwd", f"/me/\r\nLocation: https://{THERE}", f"\x01//{THERE}",
    f"//{THERE}。", f"%2f%2f{THERE}", f"/%2f{THERE}", f"/%5c{THERE}", f"/%09/{THERE}", f"https://{THERE}#{HERE}",
    f"/..//{THERE}",
]  # fmt: skip
LINK = re.compile(r"""\b(?:href|action|formaction|src)\s*=\s*["']([^"']*)["']""")
# It stands in the page itself, and nobody follows it.
ICON = re.compile(r'<link rel="icon"[^>]*>')
TELLS = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Replace-Url", "Refresh")
# The one way out of the house that is on a page: it is written there, nobody says it.
WAY_OUT = "https://www.bbc.co.uk/weather"

SIGN_IN, CODE = reverse("account_request_login_code"), reverse("account_confirm_login_code")
SIGN_OUT, WHERE, MINE = reverse("account_logout"), reverse("usersessions_list"), reverse("me:home")

pytestmark = pytest.mark.django_db


def as_browsers_read(address, on):
    """What a browser makes of an address on a page: more forgiving than the standard that Python follows."""
    address = re.sub(r"[\t\r\n]", "", address.strip("".join(map(chr, range(33))))).replace("\\", "/")
    if match := re.match(r"(https?):/*(.*)", address, re.IGNORECASE | re.DOTALL):
        address = f"{match[1]}://{match[2]}"
    elif address.startswith("//"):
        address = "//" + address.lstrip("/")
    return urljoin(f"https://{HERE}{on}", address)


def leads_off(address, on="/"):
    parts = urlsplit(as_browsers_read(address, on))
    return parts.scheme not in {"http", "https"} or parts.hostname != HERE


def off_site(answer):
    """Everything in an answer that leads, or sends, somebody elsewhere."""
    on = answer.request["PATH_INFO"]
    told = [answer[name] for name in TELLS if name in answer]
    if answer.get("Content-Type", "").startswith("text/html"):
        told += map(unescape, LINK.findall(ICON.sub("", answer.content.decode())))
    return [
        address for address in told if address != WAY_OUT and not address.startswith("tel:") and leads_off(address, on)
    ]


def code_in(post_folder):
    newest = max(post_folder.glob("*"), key=lambda letter: letter.stat().st_mtime_ns)
    return newest.read_text().split("Your code is ")[1].split(". ")[0]


def totp_now():
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


# Places. Each yields the answers that one payload gets there; pages that only carry it on are read where `pages`. ---


def signing_in(payload, user, post_folder, pages):
    client = Https()
    yield client.post(SIGN_IN, {"where": user.email, "next": payload})
    if pages:
        yield client.get(SIGN_IN, {"next": payload})
        yield client.get(CODE, {"next": payload})
    yield client.post(f"{CODE}?next={quote(payload)}", {"code": code_in(post_folder), "next": payload})
    yield client.get(SIGN_IN, {"next": payload})


def signing_in_with_a_second_factor(payload, user, post_folder, pages):
    client, second = Https(), f"{reverse('mfa_authenticate')}?next={quote(payload)}"
    with_an_app(user)
    yield client.post(SIGN_IN, {"where": user.email, "next": payload})
    yield client.post(f"{CODE}?next={quote(payload)}", {"code": code_in(post_folder), "next": payload})
    if pages:
        yield client.get(second)
    yield client.post(second, {"code": totp_now(), "next": payload})


def proving_again(payload, user, post_folder, pages):
    with_an_app(user)
    client, again = signed_in(user), f"{reverse('mfa_reauthenticate')}?next={quote(payload)}"
    if pages:
        yield client.get(again)
    yield client.post(again, {"code": totp_now(), "next": payload})


def signing_in_again(payload, user, post_folder, pages):
    client = signed_in(user)
    answer = client.get(reverse("sign_in_again"), {"next": payload})
    yield answer
    # What the page itself hands on.
    handed = unescape(re.search(r'name="next" value="([^"]*)"', answer.content.decode())[1])
    yield client.post(SIGN_OUT, {"next": handed})
    if pages:
        yield client.get(handed)
        yield signed_in(user).get(reverse("carry_on"), {"next": payload})


def signing_out(payload, user, post_folder, pages):
    yield Https().get(SIGN_OUT, {"next": payload})
    client = signed_in(user)
    if pages:
        yield client.get(SIGN_OUT, {"next": payload})
        yield client.get(reverse("signed_out"), {"next": payload})
    yield client.post(f"{SIGN_OUT}?next={quote(payload)}", {"next": payload})


def where_one_is_signed_in(payload, user, post_folder, pages):
    client = signed_in(user)
    if pages:
        yield client.get(WHERE, {"next": payload})
        yield client.get(reverse("mfa_index"), {"next": payload})
    yield client.post(f"{WHERE}?next={quote(payload)}", {"place": "1", "next": payload})
    yield client.post(f"{reverse('sign_out_everywhere')}?next={quote(payload)}", {"next": payload})


def headers_that_say_whence(payload, user, post_folder, pages):
    # As they come over the wire: no line breaks, Latin letters.
    said = re.sub(r"[\r\n\x00]", "", payload).encode("latin-1", "ignore").decode("latin-1")
    client = signed_in(user)
    for htmx in ({"HX-Request": "true", "HX-Current-URL": said}, {}):
        headers = {"Referer": said, **htmx}
        yield Https().get(MINE, {"next": payload}, headers=headers)
        yield client.post(reverse("me:contact_right"), headers=headers)
        if pages:
            yield Https().post(SIGN_IN, {"where": "nobody@example.org"}, headers=headers)
            yield client.post(WHERE, {"place": "1"}, headers=headers)
    yield client.post(SIGN_OUT, headers=headers)


def paths(payload, user, post_folder, pages):
    """The payload itself is asked for, so that what adds a slash or leads to sign in could send it on."""
    for path in (f"/{payload}", f"//{THERE}/today", f"{MINE}?next={quote(payload)}"):
        yield Https().get(re.sub(r"[\r\n\t\x00#]", "", path))


def with_an_app(user):
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, SECRET)


PLACES = (signing_in, signing_in_with_a_second_factor, proving_again, signing_in_again, signing_out,
          where_one_is_signed_in, headers_that_say_whence, paths)  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_nothing_from_outside_leads_outside(place, asha, post_folder, figure):
    found, tried = [], 0
    # In a sample, every other one in each place: each is tried in half of them.
    sample = slice(None) if FULL else slice(PLACES.index(place) % 2, None, 2)
    for number, payload in enumerate(PAYLOADS[sample]):
        # How often one may try is counted, and where one is signed in is gone through: not what this is about.
        cache.clear()
        UserSession.objects.all().delete()
        for answer in place(payload, asha.user, post_folder, FULL or number % 8 == 0):
            assert answer.status_code < 500
            found += [f"{payload!r} leads to {address!r}" for address in off_site(answer)]
            tried += 1
    assert not found, "\n".join(found[:20])
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 80
    figure("IN5", tried, f"answers to {len(PAYLOADS)} payloads in {len(PLACES)} kinds of place, 0 lead off-site")


@pytest.mark.parametrize("to", ["/me/", "/me/money/?page=2", "/"])
def test_a_path_of_this_house_is_followed(asha, post_folder, to):
    assert is_own_path(to)
    client = Https()
    client.post(SIGN_IN, {"where": asha.user.email, "next": to})
    assert client.post(CODE, {"code": code_in(post_folder), "next": to}).url == to


@pytest.mark.parametrize("to", ["", None, "me/", "https://testserver/me/", *PAYLOADS[:65]])
def test_what_is_no_path_is_not_one_of_ours(to):
    assert not is_own_path(to)


@pytest.mark.parametrize("payload", [f"//{THERE}", f"\\\\{THERE}", f"/\t/{THERE}", f"https:{THERE}", "javascript:go()"])
def test_the_search_sees_what_a_browser_would_follow(payload):
    assert leads_off(payload)


def test_the_search_lets_through_what_stays_here():
    assert not any(leads_off(to) for to in ("/me/", "?page=2", "#main", "", f"/{THERE}", f"https://{HERE}/"))
