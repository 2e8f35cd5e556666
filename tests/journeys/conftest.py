"""What the journeys walk in: a server of their own, a real Chromium, and somebody who looks hard at each page."""

import os

import pytest
from django.core.cache import cache
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import find_or_install

from .keys import Keys
from .measuring import MEASURED
from .showing import Shown
from .walking import Walk

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or find_or_install(), args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def address(transactional_db, settings):
    """Where the house answers. Not pytest-django's own server, which would start before the settings are changed."""
    settings.SECURE_SSL_REDIRECT = False
    # How often one may ask for a code is counted in the cache, which a test does not give back.
    cache.clear()
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def walks(chromium, address, post_folder, figure):
    """walks(width=320, scripts=False): a browser of somebody's own, signed in as nobody."""
    begun = []

    def begin(width=1280, scripts=True, kind=Walk):
        begun.append(kind(chromium, address, post_folder, width=width, scripts=scripts))
        return begun[-1]

    yield begin
    for walk in begun:
        walk.end()
    sound = [walk for walk in begun if not walk.faults]
    if seen := sum(walk.seen for walk in sound):
        figure("UX1", seen, "pages and states, 0 violations")
    for kind, words in MEASURED.items():
        if counted := sum(walk.measured[kind] for walk in sound):
            figure("UX2", counted, words)
    if steps := sum(walk.steps for walk in sound if not walk.scripts):
        figure("UX3", steps, "steps with scripts off")
    if steps := sum(walk.steps for walk in sound if isinstance(walk, Keys)):
        figure("UX3", steps, "steps by keyboard alone, focus always seen")


@pytest.fixture
def shown(chromium, figure):
    """Looks at answers of the test client: see showing.py. What it found is told at the end."""
    shown = Shown(chromium)
    yield shown
    shown.end()
    if not shown.faults:
        if shown.read:
            figure("UX1", shown.read, "pages and states, 0 violations")
        for kind, words in MEASURED.items():
            if shown.measured[kind]:
                figure("UX2", shown.measured[kind], words)
