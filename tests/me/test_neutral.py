"""What somebody reads over a shoulder, or in the list of visited pages, says nothing: neither titles nor paths."""

import re

import pytest
from django.urls import reverse

from tests.canaries import SHAPE
from tests.conftest import signed_in
from tests.test_access import ROUTES, path_to, steps_of
from tests.world import build

MINE = sorted(route for route in ROUTES if route.startswith("me:"))
# The words that a path of one's own may hold; all else in it are ids that say nothing.
WORDS = {
    "me", "news", "money", "sessions", "choices", "peer", "group", "pause", "come-back", "contact", "briefings", "say",
    "ways", "data", "right", "learning", "arranged", "got-it", "wrong", "less", "none", "not-now", "after-all",
    "no-such-step",
}  # fmt: skip
AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
TELLING = re.compile(r"production|principle|participant|project|pay|money|£|benefit|service|[0-9]", re.IGNORECASE)


@pytest.fixture
def world(db):
    return build(planted=True)


@pytest.mark.parametrize("route", MINE)
def test_neither_path_nor_title_of_a_page_of_ones_own_tells_anything(route, world):
    person = world.mine.participant
    client, names = signed_in(person.user), (person.user.name, person.name, world.mine.project.title)
    for step in steps_of(route):
        path = path_to(route, step, world.mine)
        assert all(part in WORDS or AN_ID.fullmatch(part) for part in path.strip("/").split("/")), (
            f"{path}: if its words give nothing away over a shoulder, add them to WORDS"
        )
        answer = client.get(path)
        if answer.status_code == 200:
            (title,) = TITLE.findall(answer.content.decode())
            assert title and not TELLING.search(title), title
            assert not SHAPE.search(title.encode()) and not any(name in title for name in names)


@pytest.mark.parametrize("route", ["usersessions_list", "signed_out", "account_request_login_code", "account_logout"])
def test_nor_do_the_pages_of_coming_and_going(route, asha_client, client):
    who = client if route in {"signed_out", "account_request_login_code"} else asha_client
    (title,) = TITLE.findall(who.get(reverse(route)).content.decode())
    assert title and not TELLING.search(title), title
