"""Over the made-up people's projects: whatever can be reached from where each of them comes in answers and is sound."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.urls import resolve

from coproduction.accounts.models import User
from coproduction.demo.cast import SIGN_IN
from coproduction.demo.load import load
from coproduction.pages.frame import places
from tests.conftest import signed_in
from tests.figures import DEPTH

DEEP, MOST, OF_EACH_ROUTE = 2, 60, 6
FULL = DEPTH == "full"


class Links(HTMLParser):
    """Where a page leads to in this house."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith(("/", "?")):
            self.found.append(href.partition("#")[0])


def reached(client, start):
    """Paths by level, each asked once: at most so many of one route, so that a long list leaves room for the rest."""
    level, answers, of_route = list(start), {}, Counter()
    for _ in range(DEEP + 1):
        further = []
        for path in level:
            route = resolve(path.partition("?")[0]).view_name
            if path in answers or of_route[route] >= OF_EACH_ROUTE or len(answers) >= MOST:
                continue
            of_route[route] += 1
            answers[path] = answer = client.get(path, follow=True)
            base = path.partition("?")[0]
            links = Links(answer.content.decode()).found
            further += [base + link if link.startswith("?") else link for link in links]
        level = further
    return {path: (answer.status_code, resolve(path.partition("?")[0]).view_name) for path, answer in answers.items()}


@pytest.mark.parametrize("who", SIGN_IN)
def test_all_that_can_be_reached_answers_and_is_sound(walks, figure, rf, who):
    load()
    user = User.objects.get(email=SIGN_IN[who])
    request = rf.get("/")
    request.user = user
    pages = reached(signed_in(user), [place.url for place in places(request)])
    assert {path: status for path, (status, _) in pages.items() if status != 200} == {}
    assert len(pages) > 8
    for width in (320, 1280) if FULL else (320,):
        walk = walks(width).sign_in(user.email)
        shown = pages if FULL else {route: path for path, (_, route) in reversed(pages.items())}.values()
        for path in shown:
            walk.open(path)
        assert not walk.faults, "\n".join(walk.faults)
        figure("UX1", walk.seen, "pages and states, 0 violations")


@pytest.mark.parametrize("width", [320, 1280])
def test_what_a_stranger_sees_is_sound(walks, figure, width):
    walk = walks(width)
    for path in ("/", "/principles/", "/accounts/sign-in/", "/today/"):
        walk.open(path)
    assert "Sign in" in walk.page.content()
    assert walk.page.goto(f"{walk.address}/nowhere/").status == 404
    walk.look()
    assert [fault for fault in walk.faults if "status of 404" not in fault] == []
    figure("UX1", walk.seen, "pages and states, 0 violations")
