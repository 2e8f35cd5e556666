"""What is not yours looks like what does not exist: the same status, bytes and headers, and no slower."""

import itertools
import re
import time
import uuid
from statistics import median

import pytest

from coproduction.base.access import ANYONE

from ..access_rules import POSTED, WORDS, rule_for
from ..figures import DEPTH
from ..test_access import DOORS, ROUTES, SHUT, WAYS, answered, captured, path_to, steps_of
from ..world import House

CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
GAP = 5  # milliseconds
NOT_FEWER = 200
TIMED = 400 if DEPTH == "full" else NOT_FEWER
# Routes that open things, in parts that can run side by side.
OPENS_THINGS = sorted(route for route in ROUTES if captured(route) - WORDS.keys() - {"step"})
PARTS = 4


class MadeUp(dict):
    """Things of any name, none of which exists."""

    def __missing__(self, name):
        return self.setdefault(name, uuid.uuid4())

    def __contains__(self, name):
        return True


def pairs(route, world):
    """Actor, way, and a path to what is not theirs beside one to what does not exist; both with what is posted."""
    door, names = DOORS[route], captured(route)
    nothing = House("nowhere", world.mine.organisation, None, None, MadeUp())
    several = "project_id" in names and len(names - WORDS.keys() - {"step"}) > 1
    for step, actor, (method, htmx) in itertools.product(steps_of(route), world.actors, WAYS):
        if actor.user is None or door.who == ANYONE or (DEPTH != "full" and not door.admits(actor.user)):
            continue
        rule = rule_for(route, door, names, method, step)
        for house in world.houses:
            if not (door.admits(actor.user) and rule(actor, house)):
                yield actor, method, htmx, step, path_to(route, step, house), path_to(route, step, nothing), {}, {}
            if house is actor.home or not rule(actor, actor.home):
                continue
            if several:
                # In their own project, things of somebody else's.
                theirs, none = (path_to(route, step, actor.home, other) for other in (house, nothing))
                yield actor, method, htmx, step, theirs, none, {}, {}
            if method == "post" and POSTED.get(route):
                own = path_to(route, step, actor.home)
                posted = [
                    {field: other.things[thing] for field, thing in POSTED[route].items()} for other in (house, nothing)
                ]
                yield actor, method, htmx, step, own, own, *posted


def looks(answer):
    """All of an answer that anybody can look at, save the token that is new on each page."""
    return answer.status_code, CSRF.sub(b"", answer.content), sorted(answer.headers), sorted(answer.cookies)


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_not_yours_looks_like_what_does_not_exist(part, world, figure):
    tried, differ, routes = 0, [], OPENS_THINGS[part::PARTS]
    for route in routes:
        for actor, method, htmx, _, theirs, none, posted, posted_none in pairs(route, world):
            client = world.clients[actor.name]
            (one, wrote), (other, _) = (
                answered(client, method, theirs, htmx, posted),
                answered(client, method, none, htmx, posted_none),
            )
            tried += 1
            if looks(one) != looks(other) or one.status_code not in SHUT or wrote:
                differ.append(f"{actor.name}: {method} {theirs} {one.status_code}, {none} {other.status_code}")
    assert not differ, "\n".join(differ[:20])
    figure("AZ4", tried, f"pairs of not yours and not there over {len(OPENS_THINGS)} routes, 0 differ in any byte")


def test_what_is_not_yours_is_no_slower_than_what_does_not_exist(world, figure):
    """Each pair is timed together, the first one in turn, so that a busy machine slows both."""
    asked = [
        (world.clients[actor.name], theirs, none)
        for route in OPENS_THINGS
        for actor, method, htmx, _, theirs, none, posted, _ in pairs(route, world)
        if method == "get" and not htmx and not posted
    ]
    gaps = []
    for turn, (client, theirs, none) in zip(range(TIMED), itertools.cycle(asked), strict=False):
        took = {}
        for path in (theirs, none) if turn % 2 else (none, theirs):
            began = time.perf_counter()
            client.get(path)
            took[path] = time.perf_counter() - began
        gaps.append((took[theirs] - took[none]) * 1000)
    assert len(gaps) >= NOT_FEWER
    gap = abs(median(gaps))
    assert gap <= GAP, f"{gap:.1f} ms"
    figure("AZ4", len(gaps), f"pairs timed, the medians no more than {GAP} ms apart")
