"""What is not yours looks like what does not exist: the same status, bytes and headers, and no slower."""

import itertools
import re
import time
import uuid
from statistics import median

import pytest

from coproduction.base.access import ANYONE

from ..access_rules import POSTED, WORDS, rule_for, who_enters
from ..figures import DEPTH
from ..test_access import DOORS, ROUTES, SHUT, WAYS, answered, captured, may_enter, path_to, steps_of
from ..world import House

CSRF = re.compile(rb'(csrfmiddlewaretoken" value="|x-csrftoken": ")[A-Za-z0-9]{64}')
GAP = 5  # milliseconds
NOT_FEWER = 200
FULL = DEPTH == "full"
TIMED = 2000 if FULL else NOT_FEWER
ASKED = [("get", False), ("post", True)]
# Routes that open things, in parts that can run side by side.
OPENS_THINGS = sorted(route for route in ROUTES if captured(route) - WORDS.keys() - {"step"})
PARTS = 4


# Things of others' making, whose ids are numbers.
NUMBERED = {"passkey_id"}


class MadeUp(dict):
    """Things of any name, none of which exists."""

    def __missing__(self, name):
        return self.setdefault(name, 999_999 if name in NUMBERED else uuid.uuid4())

    def __contains__(self, name):
        return True


def tries(route, world):
    """Step, actor and way: all of them at full depth; at sample depth one of those whom the door admits, in turn."""
    if who_enters(route) == ANYONE:
        return
    people = [actor for actor in world.actors if actor.user and (FULL or may_enter(actor, route))]
    for number, (step, (method, htmx)) in enumerate(itertools.product(steps_of(route), WAYS if FULL else ASKED)):
        for actor in people if FULL else [people[number % len(people)]]:
            yield step, actor, method, htmx


def pairs(route, world):
    """Actor and way, and two questions: for what is not theirs, and for what does not exist. Each a path and a body."""
    door, names = DOORS[route], captured(route)
    nothing = House("nowhere", world.mine.organisation, None, None, MadeUp())
    several = "project_id" in names and len(names - WORDS.keys() - {"step"}) > 1
    for step, actor, method, htmx in tries(route, world):
        rule = rule_for(route, door, names, method, step)
        may = may_enter(actor, route) and rule(actor, actor.home)
        for house in world.houses:
            theirs, none = path_to(route, step, house), path_to(route, step, nothing)
            if not (may_enter(actor, route) and rule(actor, house)):
                yield actor, method, htmx, (theirs, {}), (none, {})
            if house is actor.home or not may:
                continue
            if several:
                # In their own project, things of somebody else's.
                theirs, none = (path_to(route, step, actor.home, other) for other in (house, nothing))
                yield actor, method, htmx, (theirs, {}), (none, {})
            if method == "post" and route in POSTED:
                own, bodies = path_to(route, step, actor.home), [posted(route, other) for other in (house, nothing)]
                yield actor, method, htmx, *((own, body) for body in bodies)


def posted(route, house):
    return {field: house.things[thing] for field, thing in POSTED[route].items()}


def looks(answer):
    """All of an answer that anybody can look at, save the token that is new on each page."""
    return answer.status_code, CSRF.sub(b"", answer.content), sorted(answer.headers), sorted(answer.cookies)


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_not_yours_looks_like_what_does_not_exist(part, world, figure):
    tried, differ, asked = 0, [], {}
    for route in OPENS_THINGS[part::PARTS]:
        for actor, method, htmx, (theirs, body), (none, no_body) in pairs(route, world):
            client = world.clients[actor.name]
            one, wrote = answered(client, method, theirs, htmx, body)
            key = actor.name, method, htmx, none, str(no_body)
            if key not in asked:
                asked[key] = looks(answered(client, method, none, htmx, no_body)[0])
            tried += 1
            if looks(one) != asked[key] or one.status_code not in SHUT or wrote:
                differ.append(f"{actor.name}: {method} {theirs} {one.status_code}, not there {asked[key][0]}")
    assert not differ, "\n".join(differ[:20])
    figure("AZ4", tried, f"pairs of not yours and not there over {len(OPENS_THINGS)} routes, 0 differ in any byte")


def test_what_is_not_yours_is_no_slower_than_what_does_not_exist(world, figure):
    """Each pair is timed together, the first one in turn, so that a busy machine slows both."""
    asked = [
        (world.clients[actor.name], theirs, none)
        for route in OPENS_THINGS
        for actor, method, _, (theirs, _), (none, _) in pairs(route, world)
        if method == "get"
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
