"""The eight main pages however a person has them: dark, high contrast, forced colours, twice as large, right to left.

With DEPTH=full test_every_page.py does the same with all pages.
"""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from coproduction.accounts.models import User
from coproduction.demo.cast import SIGN_IN
from coproduction.demo.load import load
from coproduction.pages.gallery import views as gallery
from tests.conftest import Https, signed_in
from tests.figures import DEPTH
from tests.pictures import PAGES

from .showing import DISPLAY_MODES, PLAIN

pytestmark = pytest.mark.looks

MAIN = ("sign-in", "today", "project", "log-a-session", "dashboard", "my-page", "my-payment", "my-choices")
# All of them, or one of each kind on the page as it comes on a phone.
MODES = (*PLAIN, *DISPLAY_MODES) if DEPTH == "full" else (PLAIN[0], *(mode for mode in DISPLAY_MODES if mode.sampled))
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def arrive(client, path, *presses):
    """Follows links by what they say; where it ends, and what stands there."""
    for words in presses:
        links = LINK.findall(client.get(path).content.decode())
        path = next(href for href, html in links if words in " ".join(strip_tags(html).split()))
    answer = client.get(path)
    assert answer.status_code == 200, path
    return path, answer


def test_main_pages_are_sound_in_every_dress(db, shown, figure):
    load()
    users = {who: signed_in(User.objects.get(email=address)) for who, address in SIGN_IN.items()}
    for name, who, *way in (page for page in PAGES if page[0] in MAIN):
        path, answer = arrive(users.get(who) or Https(), *way)
        shown.show(f"{name}: {path}", answer, MODES)
    assert not shown.faults, "\n".join(shown.faults)
    assert shown.seen == len(MAIN)
    figure("UX1", shown.dressed, f"main pages in one of {len(MODES)} ways to dress")


def test_the_gallery_is_sound_in_every_dress(demo_mode, client, shown, figure):
    for route, *_ in gallery.PAGES:
        path = reverse(route)
        shown.show(path, Https().get(path), MODES)
    assert not shown.faults, "\n".join(shown.faults)
    figure("UX1", shown.dressed, f"pages of the gallery in one of {len(MODES)} ways to dress")
