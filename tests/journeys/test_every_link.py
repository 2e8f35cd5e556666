"""Over the made-up people's projects: whatever can be reached from where each of them comes in answers, and fits."""

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.urls import resolve

from coproduction.accounts.models import User
from coproduction.demo.cast import SIGN_IN
from coproduction.demo.load import load
from coproduction.pages.frame import places
from tests.conftest import Https, signed_in
from tests.figures import DEPTH

from .showing import PLAIN

pytestmark = pytest.mark.looks

DEEP, MOST, OF_EACH_ROUTE = 2, 60, 6
# What the rules of axe say of each page is asked elsewhere: here it is long names and full lists.
MODES = PLAIN if DEPTH == "full" else (replace(PLAIN[0], rules=None),)


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
    """Answers by path, level by level: at most so many of one route, so that a long list leaves room for the rest."""
    level, answers, of_route = list(start), {}, Counter()
    for _ in range(DEEP + 1):
        further = []
        for path in level:
            base = path.partition("?")[0]
            route = resolve(base).view_name
            if path in answers or of_route[route] >= OF_EACH_ROUTE or len(answers) >= MOST:
                continue
            of_route[route] += 1
            answers[path] = client.get(path, follow=True)
            links = Links(answers[path].content.decode()).found
            further += [base + link if link.startswith("?") else link for link in links]
        level = further
    return answers


def test_all_that_can_be_reached_answers_and_fits(db, shown, figure, rf):
    load()
    found, looked_at = 0, set()
    for who, address in SIGN_IN.items():
        request = rf.get("/")
        request.user = User.objects.get(email=address)
        answers = reached(signed_in(request.user), [place.url for place in places(request)])
        assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}
        assert len(answers) > 8
        found += len(answers)
        for path, answer in answers.items():
            route = resolve(path.partition("?")[0]).view_name
            if DEPTH == "full" or route not in looked_at:
                looked_at.add(route)
                shown.show(f"{who}: {path}", answer, MODES)
    assert not shown.faults, "\n".join(shown.faults)
    figure("UX1", found, "pages reached by links in the demo, each answers, each kind fits a phone")


def test_what_a_stranger_sees_is_sound(db, shown):
    for path in ("/", "/principles/", "/accounts/sign-in/", "/nowhere/"):
        shown.show(path, Https().get(path, follow=True))
    assert not shown.faults, "\n".join(shown.faults)
    assert shown.seen == 4
