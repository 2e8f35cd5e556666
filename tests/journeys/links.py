"""What can be reached by links, from where somebody comes in."""

from collections import Counter
from html.parser import HTMLParser

from django.test import RequestFactory
from django.urls import resolve

from coproduction.pages.frame import places
from tests.figures import DEPTH

DEEP, MOST, OF_EACH_ROUTE = (2, 60, 6) if DEPTH == "full" else (2, 40, 1)


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


def reached(client, user):
    """Answers by path, level by level: at most so many of one route, so that a long list leaves room for the rest."""
    level, answers, of_route = places_of(user), {}, Counter()
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


def places_of(user):
    """The first links of the frame, as this person has them."""
    request = RequestFactory().get("/")
    request.user = user
    return [place.url for place in places(request)]
