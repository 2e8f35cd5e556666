"""A right that is taken away while the page is open: the very next request is refused, and changes nothing."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from coproduction.accounts.models import Membership
from coproduction.base.access import ANYONE, PARTICIPANT, SIGNED_IN, STAFF
from coproduction.base.days import today
from projects.project.models import TeamMember

from ..access_rules import nobody, rule_for, who_enters
from ..figures import DEPTH
from ..test_access import (
    DOORS,
    OPENED,
    ROUTES,
    SHUT,
    WAYS,
    answered,
    captured,
    leads_to_sign_in,
    may_enter,
    path_to,
    steps_of,
)

PARTS = 4
# Half the ways of asking at sample depth, each method among them.
ASKED = WAYS if DEPTH == "full" else [("get", False), ("post", True)]


def take_role(actor, new):
    """Another role in the same organisation instead."""
    end_places(actor)
    Membership.objects.create(user=actor.user, organisation=actor.home.organisation, role=new)


def end_places(actor):
    Membership.objects.filter(user=actor.user, ended_at__isnull=True).update(ended_at=timezone.now())


def take_and_give_back(actor):
    """Their roles end, and are given once more: what hung on them has to be given once more too."""
    end_places(actor)
    for role in actor.roles:
        Membership.objects.create(user=actor.user, organisation=actor.home.organisation, role=role)


def leave_team(actor):
    TeamMember.objects.filter(user=actor.user, until__isnull=True).update(until=today())


def switch_off(actor):
    actor.user.is_active = False
    actor.user.save()


def removals(actor, route, rule, world):
    """Pairs of what is taken away, and what takes it, for the rights that this route asks for."""

    who = who_enters(route)

    def still(changed):
        return bool(who & changed.roles) and rule(changed, world.mine)

    yield "their sign-in", lambda: switch_off(actor)
    if who == SIGNED_IN:
        return
    yield "their organisation", lambda: end_places(actor)
    others = [new for new in sorted(STAFF | PARTICIPANT - actor.roles) if new not in actor.roles]
    # A role for which the door still opens tells more: only the rule for the thing is left to refuse.
    others.sort(key=lambda new: new not in who)
    for new in others if DEPTH == "full" else others[:1]:
        if not still(replace(actor, roles=frozenset({new}), home=world.next_door)):
            yield f"their role, for that of {new}", lambda new=new: take_role(actor, new)
    if "coordinator" in actor.roles and not still(replace(actor, home=world.next_door)):
        yield "their place on the team", lambda: leave_team(actor)
        yield "their role, given back since", lambda: take_and_give_back(actor)


def may_open(actor, route, rule, house):
    return actor.user is not None and may_enter(actor, route) and rule(actor, house)


def is_refused(answer):
    return answer.status_code in SHUT or leads_to_sign_in(answer)


def is_open(answer):
    return answer.status_code in OPENED and not leads_to_sign_in(answer)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_right_taken_away_is_gone_on_the_next_request(part, world, figure):
    closed = sorted(route for route in ROUTES if who_enters(route) != ANYONE)
    cells, faults, without = 0, [], []
    for route in closed[part::PARTS]:
        tried = 0
        for actor, step, method, htmx, rule in openings(route, world):
            path, client = path_to(route, step, world.mine), world.clients[actor.name]
            for what, take in removals(actor, route, rule, world):
                with transaction.atomic():
                    before, _ = answered(client, method, path, htmx, {}) if tried == 0 else (None, False)
                    take()
                    answer, wrote = answered(client, method, path, htmx, {})
                    transaction.set_rollback(True)
                tried += 1
                if before is not None and not is_open(before):
                    faults.append(f"{actor.name} could not {method} {path} to begin with: {before.status_code}")
                if wrote or not is_refused(answer):
                    faults.append(f"{actor.name} without {what}: {method} {path} {answer.status_code}")
        cells, without = cells + tried, without + ([] if tried or opens_for_nobody(route) else [route])
    assert not faults, "\n".join(faults[:20])
    assert not without, f"nobody of these houses opens {without}"
    figure("AZ7", cells, f"requests after a right was taken away over {len(closed)} routes, 0 answered")


def opens_for_nobody(route):
    """In these houses, for these people."""
    return all(rule_for(route, DOORS[route], captured(route), step=step) is nobody for step in steps_of(route))


def openings(route, world):
    """Who of the first house may open a route, and in which ways; at sample depth one of them in turn."""
    door, names = DOORS[route], captured(route)
    for step in steps_of(route):
        for turn, (method, htmx) in enumerate(ASKED):
            rule = rule_for(route, door, names, method, step)
            here = [actor for actor in world.actors if actor.home is world.mine]
            may = [actor for actor in here if may_open(actor, route, rule, world.mine)]
            for actor in may if DEPTH == "full" or not may else [may[turn % len(may)]]:
                yield actor, step, method, htmx, rule
