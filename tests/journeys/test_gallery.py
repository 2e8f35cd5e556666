"""The gallery as somebody sees it who came to look: all that pages are made of, on a small and on a large screen."""

import pytest
from django.urls import reverse

from coproduction.pages.gallery.views import PAGES
from tests.figures import DEPTH


@pytest.mark.parametrize("width", [320, 1280])
def test_the_gallery_is_sound(demo_mode, walks, figure, width):
    walk = walks(width)
    for route, *_ in PAGES if width == 320 or DEPTH == "full" else PAGES[::2]:
        walk.open(reverse(route))
    walk.open(reverse("gallery:sent")).press_in_vain("Send it", "Write a name", "How would you like to join?")
    walk.open(reverse("accessibility"))
    assert not walk.faults, "\n".join(walk.faults)
    figure("UX1", walk.seen, "pages and states, 0 violations")
