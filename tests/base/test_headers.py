"""The headers and cookies of every kind of answer, exactly."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import Https

CSP = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "manifest-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    "object-src 'none'",
}  # fmt: skip
EVERY = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Frame-Options": "DENY",
}
# Belong to the one answer, not to the house.
OWN = {"Content-Length", "Content-Type", "Location", "Vary", "HX-Redirect", "Allow", "Cache-Control", "Expires"}
OWN |= {"Content-Security-Policy", "Set-Cookie"}


def plain_http(client, cora_client):
    return Client().get("/")


def broken(client, cora_client):
    cora_client.raise_request_exception = False
    return cora_client.get(reverse("today"))


def forged(client, cora_client):
    strict = Https(enforce_csrf_checks=True)
    return strict.post(reverse("account_request_login_code"), {"where": "a@example.org"})


# Each kind of answer: how to get it, and its status.
KINDS = {
    "a public page": (lambda client, _: client.get("/"), 200),
    "the health check": (lambda client, _: client.get(reverse("healthz")), 200),
    "the other health check": (lambda client, _: client.get(reverse("readyz")), 200),
    "the way in": (lambda client, _: client.get(reverse("account_request_login_code")), 200),
    "a form in error": (lambda client, _: client.post(reverse("account_request_login_code"), {}), 422),
    "a redirect to the way in": (lambda client, _: client.get(reverse("today")), 302),
    "that, by htmx": (lambda client, _: client.get(reverse("today"), headers={"HX-Request": "true"}), 200),
    "a page of one's own": (lambda _, cora: cora.get(reverse("today")), 200),
    "a place that does not exist": (lambda client, _: client.get("/nowhere/"), 404),
    "the same, signed in": (lambda _, cora: cora.get("/nowhere/"), 404),
    "a wrong method": (lambda _, cora: cora.post(reverse("healthz")), 405),
    "a wrong host": (lambda client, _: client.get("/", headers={"Host": "elsewhere.example"}), 400),
    "a wrong host, without TLS": (lambda *_: Client().get("/", headers={"Host": "elsewhere.example"}), 400),
    "a forged form": (forged, 403),
    "a page that broke": (broken, 500),
    "without TLS": (plain_http, 301),
    "signing out": (lambda _, cora: cora.post(reverse("account_logout")), 302),
    "signing out everywhere": (lambda _, cora: cora.post(reverse("sign_out_everywhere")), 302),
}
# What these carry besides. Not the cache: loading it again costs money.
WIPING = {"signing out", "signing out everywhere"}
WIPES = {"Clear-Site-Data": '"cookies", "storage"'}
PLAIN = {"without TLS", "a wrong host, without TLS"}
SIGNED_IN = {"a page of one's own", "the same, signed in", "a wrong method", "a page that broke"} | WIPING


@pytest.fixture
def trouble(monkeypatch, request):
    """Makes Today break, for the one kind of answer that needs it."""
    if "a page that broke" in request.node.callspec.id:
        monkeypatch.setattr("coproduction.base.http.render", lambda *args, **kwargs: 1 / 0)


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_carries_exactly_the_headers_of_the_house(kind, client, cora_client, trouble, figure):
    ask, status = KINDS[kind]
    answer = ask(client, cora_client)
    assert answer.status_code == status
    promised = EVERY | (WIPES if kind in WIPING else {})
    if kind in PLAIN:
        # Over plain http a browser must not believe it.
        del promised["Strict-Transport-Security"]
    assert {name: value for name, value in answer.items() if name not in OWN} == promised
    assert set(answer["Content-Security-Policy"].split("; ")) == CSP
    figure("OP3", len(promised) + 1, "headers of all kinds of answer and attributes of cookies exact")
    figure("XS3", 1, "kinds of answer, errors among them, each with the content security policy")


@pytest.mark.parametrize("kind", sorted(SIGNED_IN))
def test_nothing_of_a_signed_in_person_is_kept_on_the_phone(kind, client, cora_client, trouble):
    kept = KINDS[kind][0](client, cora_client)["Cache-Control"]
    assert {"no-store", "private"} <= set(kept.split(", "))


def test_a_page_that_has_a_fragment_says_that_it_differs_by_htmx(cora_client):
    assert {"HX-Request", "Cookie"} <= set(cora_client.get(reverse("today"))["Vary"].split(", "))


def test_a_page_that_broke_shows_nothing_of_why(client, cora_client, monkeypatch):
    monkeypatch.setattr("coproduction.base.http.render", lambda *args, **kwargs: 1 / 0)
    words = broken(client, cora_client).content.decode()
    assert "ZeroDivisionError" not in words and "Traceback" not in words


def test_cookies_are_exactly_as_promised(client, cora, figure):
    client.get(reverse("account_request_login_code"))
    client.post(reverse("account_request_login_code"), {"where": cora.email})
    # No expiry for the session: it ends with the browser.
    house = {"path": "/", "samesite": "Lax", "httponly": True, "secure": True}
    assert {name: attributes(cookie) for name, cookie in client.cookies.items()} == {
        "__Host-s": house,
        "__Host-c": house,
    }
    figure("OP3", len(house) * 2, "headers of all kinds of answer and attributes of cookies exact")


def attributes(cookie):
    return {name: value for name, value in cookie.items() if value and name != "expires"}


def test_a_session_ends_after_half_an_hour_of_nothing(client, cora):
    client.force_login(cora, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.session.get_expiry_age() == 30 * 60


def test_no_more_than_five_mebibytes_are_taken_in(settings):
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 5 * 2**20
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 2000
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 0
