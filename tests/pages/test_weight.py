"""What a page weighs on its way to an old phone: compressed, as production serves it."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from coproduction.accounts.models import User
from coproduction.demo.cast import SIGN_IN
from tests.conftest import signed_in
from tests.journeys.test_dressed import arrive
from tests.made_up import load
from tests.pictures import PAGES

ASKED = {"Accept-Encoding": "gzip, deflate, br"}
# Bytes of a page alone, everything it needs being there already: of somebody's own, and of those who work here.
OWN, WORK = 4_000, 12_000
# Longer by what they are for: every choice there is, with why it is asked; and all that is kept.
LONG = {"my-choices": 5_200, "what-we-keep": 5_200}
# Of the first visit: bytes and requests until it can be read, and in all.
TO_READ, IN_ALL = (13_000, 2), (35_000, 4)
STYLES = re.compile(r'<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"')
OTHERS = re.compile(r'<(?:script|img)\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*\brel="icon"[^>]*\bhref="(/[^"]+)"')
SIGNED_IN = [page for page in PAGES if page[1]]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Settings of a site with its files collected and compressed."""
    live = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    site = {"STATIC_ROOT": tmp_path_factory.mktemp("static"), "STORAGES": {**settings.STORAGES, "staticfiles": live}}
    with override_settings(**site):
        call_command("collectstatic", interactive=False, verbosity=0)
    return site


@pytest.fixture
def clients(db, collected):
    """The made-up people's."""
    load()
    with override_settings(**collected):
        yield {who: signed_in(User.objects.get(email=address)) for who, address in SIGN_IN.items()}


def fetched(client, path):
    """The answer, and how many bytes of it are sent."""
    answer = client.get(path, headers=ASKED)
    assert answer.status_code == 200, path
    sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, len(sent)


def test_main_pages_are_within_their_weight(clients, figure):
    heavy = []
    for name, who, *way in SIGNED_IN:
        path, _ = arrive(clients[who], *way)
        _, size = fetched(clients[who], path)
        limit = LONG.get(name, OWN) if path.startswith("/me/") else WORK
        if size > limit:
            heavy.append(f"{name}: {size:,} bytes of {limit:,}")
    assert heavy == []
    figure("WT1", len(SIGNED_IN), "pages within their weight")


@pytest.mark.parametrize("path", ["/me/", "/me/choices/"])
def test_the_first_visit_is_within_its_weight(clients, path):
    client = clients["asha"]
    _, page = fetched(client, path)
    html = client.get(path).content.decode()
    styles = [fetched(client, url)[1] for url in STYLES.findall(html)]
    others = [fetched(client, url)[1] for found in OTHERS.findall(html) for url in found if url]
    for sizes, (most, requests) in (([page, *styles], TO_READ), ([page, *styles, *others], IN_ALL)):
        assert sum(sizes) <= most and len(sizes) <= requests, sizes
    assert styles and others


def test_what_a_page_needs_is_fetched_once(clients):
    html = clients["asha"].get("/me/choices/").content.decode()
    urls = [*STYLES.findall(html), *(url for found in OTHERS.findall(html) for url in found if url)]
    kept = {url: fetched(clients["asha"], url)[0]["Cache-Control"] for url in urls}
    assert len(kept) == 3 and all("immutable" in words for words in kept.values()), kept


def test_only_a_page_that_swaps_brings_the_script_for_it(clients):
    client = clients["asha"]
    swaps = {}
    for path in ("/me/", "/me/choices/", "/me/data/", "/looks/"):
        html = client.get(path).content.decode()
        swaps[path] = "hx-target=" in html
        assert ("/htmx" in html) == swaps[path], path
    assert set(swaps.values()) == {True, False}


def test_nothing_a_page_needs_keeps_it_from_being_read(clients):
    """A script waits until all words are there."""
    html = clients["asha"].get("/me/choices/").content.decode()
    head, _, body = html.partition("<body")
    assert "<script" not in head
    assert all(" defer" in tag for tag in re.findall(r"<script\b[^>]*>", body))
