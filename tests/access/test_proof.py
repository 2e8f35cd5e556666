"""Before a staff page, a second factor; before what hurts most in the wrong hands, a fresh proof of who one is."""

import time

import pytest
from django.conf import settings
from django.urls import reverse

from coproduction.base.access import ANYONE, STAFF

from ..access_rules import ASKS_AGAIN, rule_for, who_enters
from ..conftest import signed_in
from ..test_access import DOORS, ROUTES, WAYS, answered, captured, may_enter, path_to, steps_of

STAFF_PAGES = [route for route in sorted(ROUTES) if who_enters(route) != ANYONE and who_enters(route) & STAFF]


def leads_to(answer):
    return answer.headers.get("Location", "") or answer.headers.get("HX-Redirect", "")


def asks_for_proof(answer):
    return leads_to(answer).startswith((reverse("mfa_reauthenticate"), reverse("mfa_index"), reverse("sign_in_again")))


def openings(world, routes):
    """Each person of the first house, and each path and way in which they may open one of these routes."""
    for route in routes:
        for step in steps_of(route):
            for method, htmx in WAYS:
                rule = rule_for(route, DOORS[route], captured(route), method, step)
                for actor in world.actors:
                    if actor.user and actor.home is world.mine and may_enter(actor, route) and rule(actor, world.mine):
                        yield actor, method, htmx, path_to(route, step, world.mine)


def proved_long_ago(user):
    client = signed_in(user)
    session = client.session
    proofs = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        {**proof, "at": time.time() - settings.FRESH_SECONDS - 1} for proof in proofs
    ]
    session.save()
    return client


def without_a_factor(user):
    return signed_in(user, second_factor=False)


@pytest.mark.parametrize(
    ("routes", "comes", "words"),
    [
        (STAFF_PAGES, without_a_factor, "staff pages without a second factor"),
        (sorted(ASKS_AGAIN & ROUTES.keys()), proved_long_ago, "pages that ask again, with an old proof"),
    ],
    ids=["no second factor", "an old proof"],
)
def test_no_page_opens_on_less_proof_than_it_asks_for(routes, comes, words, world, figure):
    clients = {actor.name: comes(actor.user) for actor in world.actors if actor.user}
    tried, opened = 0, []
    for actor, method, htmx, path in openings(world, routes):
        answer, wrote = answered(clients[actor.name], method, path, htmx, {})
        tried += 1
        if wrote or not asks_for_proof(answer):
            opened.append(f"{actor.name}: {method} {path} {answer.status_code}")
    assert not opened, "\n".join(opened[:20])
    figure("AZ1", tried, f"ways to {len(routes)} {words}, 0 open")
