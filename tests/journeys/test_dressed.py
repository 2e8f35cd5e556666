"""The eight main pages however a person has them: dark, high contrast, forced colours, twice as large, right to left.

By default each dress is looked at on some of them, in turn; with DEPTH=full on all, and test_every_page.py does the
same with all pages.
"""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from coproduction.accounts.models import User
from coproduction.demo.cast import SIGN_IN
from coproduction.pages.gallery import views as gallery
from tests.conftest import Https, signed_in
from tests.figures import DEPTH
from tests.made_up import load
from tests.pictures import PAGES

from .showing import DISPLAY_MODES, PLAIN

pytestmark = pytest.mark.looks

MAIN = ("sign-in", "today", "project", "log-a-session", "dashboard", "my-page", "my-payment", "my-choices")
SAMPLED = [mode for mode in DISPLAY_MODES if mode.sampled]
# So many of them after each page as it comes on a phone. The gallery holds every component there is.
IN_TURN, IN_TURN_OF_GALLERY = 1, 2
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def modes_for(turn, many):
    """All of them, or the next few that are sampled. In their order: the last one rewrites the words, which stay so."""
    if DEPTH == "full":
        return *PLAIN, *DISPLAY_MODES
    worn = sorted({at % len(SAMPLED) for at in range(turn * many, (turn + 1) * many)})
    return PLAIN[0], *(SAMPLED[at] for at in worn)


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
    for turn, (name, who, *way) in enumerate(page for page in PAGES if page[0] in MAIN):
        path, answer = arrive(users.get(who) or Https(), *way)
        shown.show(f"{name}: {path}", answer, modes_for(turn, IN_TURN))
    assert not shown.faults, "\n".join(shown.faults)
    assert shown.worn >= {mode.name for mode in SAMPLED}
    assert shown.seen == len(MAIN)
    figure("UX1", shown.dressed, f"looks at main pages dressed otherwise, in {len(shown.worn)} ways")


def test_the_gallery_is_sound_in_every_dress(demo_mode, client, shown, figure):
    for turn, (route, *_) in enumerate(gallery.PAGES):
        path = reverse(route)
        shown.show(path, Https().get(path), modes_for(turn, IN_TURN_OF_GALLERY))
    assert not shown.faults, "\n".join(shown.faults)
    assert shown.worn >= {mode.name for mode in SAMPLED}
    figure("UX1", shown.dressed, f"looks at pages of the gallery dressed otherwise, in {len(shown.worn)} ways")
