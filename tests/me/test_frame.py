"""What stands on every page that somebody who takes part can open: the way out of one tap, and a person to ask."""

import re

import pytest

from coproduction.base.access import PARTICIPANT
from tests.conftest import signed_in
from tests.test_access import DOORS, ROUTES, path_to, steps_of
from tests.world import build

ASKED = re.compile(r"Need help\? Ask \w+")
OPEN = sorted(route for route in ROUTES if DOORS[route].who & (PARTICIPANT | {"anyone", "signed in"}))


@pytest.fixture
def world(db):
    return build(planted=True)


def has_both(answer):
    words = answer.content.decode()
    return " data-exit>" in words and ASKED.search(words)


def test_every_page_has_the_way_out_and_a_named_person_to_ask(world):
    person = world.mine.participant
    client, seen = signed_in(person.user), 0
    for route in OPEN:
        for step in steps_of(route):
            answer = client.get(path_to(route, step, world.mine))
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                assert has_both(answer), route
                seen += 1
    assert seen > 25


def test_so_has_a_page_that_is_not_there(asha_client):
    answer = asha_client.get("/nothing/here/")
    assert answer.status_code == 404 and has_both(answer)
