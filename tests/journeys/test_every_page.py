"""Each page of each route, for each role that may open it, as it comes and as it answers a form that is not right."""

import re

import pytest

from tests.access.filling import Forms
from tests.access_rules import rule_for
from tests.conftest import Https, signed_in
from tests.figures import DEPTH
from tests.test_access import DOORS, ROUTES, answered, captured, may_enter, path_to, steps_of
from tests.world import build

from .showing import DISPLAY_MODES, MEASURED_ALONE, PLAIN

pytestmark = pytest.mark.looks

PARTS = 4
# In a sample: as it comes on a phone, and axe reads one page of each route in each of the two frames. The main pages
# are dressed otherwise each time, in test_dressed.py.
MODES = (*PLAIN, *DISPLAY_MODES) if DEPTH == "full" else PLAIN[:1]
# What two answers to the same question need not have in common: tokens and numbers of rows.
OF_THE_MOMENT = re.compile(r'name="(csrfmiddlewaretoken|token|draft)" value="[^"]*"|&quot;\w{64}&quot;|\d+')
FRAME = re.compile(r'<body( class="\w+")?')
NONSENSE = "no such thing"
OF_THE_FORM = {"csrfmiddlewaretoken", "token", "draft"}
# More than any box holds.
TOO_MUCH = "no such thing " * 2000


@pytest.fixture
def world(db):
    return build()


def visitors(world):
    """The first person of each role, with a browser, and somebody who is not signed in."""
    first = {}
    for actor in world.actors:
        first.setdefault(actor.roles, actor)
    return [(actor, signed_in(actor.user) if actor.user else Https()) for actor in first.values()]


def pages_of(route, actor, client):
    """Where it leads, and its answers: plain, sent empty, and full of nonsense, or of too much, where that will do."""
    names = captured(route)
    for step in steps_of(route):
        path = path_to(route, step, actor.home)
        may = {
            method: rule_for(route, DOORS[route], names, method, step)(actor, actor.home) for method in ("get", "post")
        }
        plain = ask(client, "get", path) if may["get"] else None
        if plain:
            yield f"get {path}", plain
        if may["post"]:
            refused = refusal(client, path, plain)
            if refused:
                yield f"post {path}", refused


def ask(client, method, path, sent=None):
    answer, _ = answered(client, method, path, False, sent or {})
    return answer if "html" in answer.headers.get("Content-Type", "") and answer.status_code in (200, 422) else None


def refusal(client, path, plain):
    empty = ask(client, "post", path)
    if empty and empty.status_code == 422:
        return empty
    for form in Forms(plain.content.decode()).found if plain else ():
        names = {*form.sent, *form.ticks} - OF_THE_FORM
        hidden = {name: value for name, value in form.hidden.items() if name in names}
        if form.method == "post" and form.action in ("", path) and names:
            for words in (NONSENSE, TOO_MUCH):
                # What the page hides is not for a person to get wrong.
                wrong = ask(client, "post", path, dict.fromkeys(names, words) | hidden)
                if wrong and wrong.status_code == 422:
                    return wrong
    return None


def frame_of(answer):
    return FRAME.search(answer.content.decode())[0]


def main_of(answer):
    """What differs from page to page, and in which of the two frames it stands; head and foot stand round many."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return frame_of(answer) + OF_THE_MOMENT.sub("", main)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound_for_each_role_plain_and_refusing(world, shown, figure, part):
    looked_at, read, cells = set(), set(), 0
    for actor, client in visitors(world):
        for route in sorted(ROUTES)[part::PARTS]:
            if not may_enter(actor, route):
                continue
            for where, answer in pages_of(route, actor, client):
                cells += 1
                if (main := main_of(answer)) not in looked_at:
                    looked_at.add(main)
                    kind = route, frame_of(answer)
                    modes = MODES if DEPTH == "full" or kind not in read else (MEASURED_ALONE,)
                    read.add(kind)
                    shown.show(f"{route} for {'/'.join(actor.roles) or 'anyone'}: {where}", answer, modes)
    assert not shown.faults, "\n".join(shown.faults)
    assert shown.seen > 20
    figure("UX1", cells, "pages of route x role, plain and refusing, each found among those looked at")
