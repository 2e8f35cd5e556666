"""Every route, by GET and by POST, plain or as htmx asks, by everyone, for what is theirs and what is not.

The routes are read from the URLconf; who may enter, whose objects, and who may read what, stands in access_rules.py.
Each answer is searched, every byte, for words that its reader has no business with.
"""

import itertools
import uuid

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from coproduction.accounts.models import AuditEntry
from coproduction.base.access import ANYONE, SIGNED_IN, doors_by_route, routes
from participants.me.data_held import models_about_people

from .access_rules import (
    ASKS_AGAIN,
    ASKS_AGAIN_FOR,
    ONE_IS_ENOUGH,
    POSTED,
    RULES_BY_STEP,
    THINGS,
    WORDS,
    may_read,
    rule_for,
    who_enters,
)
from .canaries import found_in
from .conftest import Https, signed_in
from .figures import DEPTH
from .world import build

DOORS = doors_by_route()
ROUTES = dict(routes())
WAYS = list(itertools.product(("get", "post"), (False, True)))
OPENED = {200, 302, 303, 400, 405, 409, 422}
# What is not theirs does not exist; a page that is only read refuses to be written before it looks at whose it is.
SHUT = {404, 405}


@pytest.fixture
def world(db):
    made = build(planted=True)
    made.clients = {actor.name: signed_in(actor.user) if actor.user else Https() for actor in made.actors}
    return made


def captured(route):
    """Names of what stands in the path of a route."""
    namespace, _, name = route.rpartition(":")
    resolver = get_resolver()
    for part in filter(None, namespace.split(":")):
        resolver = resolver.namespace_dict[part][1]
    return set(resolver.reverse_dict.getlist(name)[0][0][0][1])


def steps_of(route):
    return RULES_BY_STEP.get(route, [None])


def path_to(route, step, house, other=None):
    """The path of a route to the things of one house; where `other` is given, all but the project are that one's."""
    stands_for, words = THINGS.get(route, {}), {**WORDS, "step": step}

    def thing(name):
        if name in words:
            return words[name]
        things = (house if other is None or name == "project_id" else other).things
        assert stands_for.get(name, name) in things, f"Say in tests/world.py what {name} of {route} is."
        return things[stands_for.get(name, name)]

    return reverse(route, kwargs={name: thing(name) for name in captured(route)})


def cells(route, world):
    """Each actor, path and way to try, and whether that actor may open it."""
    door, names = DOORS[route], captured(route)
    things = names - WORDS.keys() - {"step"}
    for turn, (step, actor, (method, htmx)) in enumerate(itertools.product(steps_of(route), world.actors, WAYS)):
        rule = rule_for(route, door, names, method, step)
        enters = may_enter(actor, route)
        # Whom the door keeps out it keeps out before it looks whose things these are: in a sample, at home tells.
        everywhere = DEPTH == "full" or enters
        for at, house in enumerate(world.houses if things and everywhere else [actor.home]):
            if not asks_this_way(turn // len(WAYS) + at, method, htmx):
                continue
            posted = {field: house.things[thing] for field, thing in POSTED.get(route, {}).items()}
            yield actor, path_to(route, step, house), method, htmx, posted, enters and rule(actor, house)
        if everywhere and len(things) > 1 and "project_id" in things and asks_this_way(turn // len(WAYS), method, htmx):
            # Their own project, with things of somebody else's in it.
            for other in set(world.houses[1:]) - {actor.home} or {world.mine}:
                yield actor, path_to(route, step, actor.home, other), method, htmx, {}, False


def asks_this_way(turn, method, htmx):
    """Both as a page and as htmx asks at full depth; else reading in one of them and sending in the other, in turn."""
    return DEPTH == "full" or htmx == bool(turn % 2) ^ (method == "post")


def may_enter(actor, route):
    """By what is written down here, not by the table of doors that is tried."""
    who = who_enters(route)
    return who == ANYONE or (actor.user is not None and (who == SIGNED_IN or bool(who & actor.roles)))


def answered(client, method, path, htmx, posted):
    """The answer, and whether it wrote; whatever it wrote is undone."""
    headers = {"HX-Request": "true"} if htmx else {}
    with transaction.atomic():
        before = AuditEntry.objects.count()
        client.raise_request_exception, cookies = False, client.cookies.copy()
        data = {"token": str(uuid.uuid4()), **posted} if method == "post" else None
        answer = getattr(client, method)(path, data, headers=headers)
        wrote = AuditEntry.objects.count() > before
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, wrote


def wrong(actor, answer, wrote, may_open, for_anyone):
    """What is wrong with an answer, in words, or nothing."""
    if answer.status_code >= 500:
        error = getattr(answer, "exc_info", None)
        return f"broke: {error[1]!r}" if error else "broke"
    if may_open:
        turned_away = leads_to_sign_in(answer) and not for_anyone
        return "" if answer.status_code in OPENED and not turned_away else f"shut: {answer.status_code}"
    if wrote:
        return "wrote"
    if actor.user is None:
        shut = leads_to_sign_in(answer) or answer.status_code in SHUT
        return "" if shut else f"open to a stranger: {answer.status_code}"
    return "" if answer.status_code in SHUT else f"open: {answer.status_code}"


def leads_to_sign_in(answer):
    to = answer.headers.get("Location", "") or answer.headers.get("HX-Redirect", "")
    return to.startswith(reverse("account_request_login_code"))


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_each_route_opens_for_its_own_people_alone(route, world, figure):
    tried, searched, read, faults, leaks, foreign = 0, 0, 0, [], [], []
    for actor, path, method, htmx, posted, may_open in cells(route, world):
        answer, wrote = answered(world.clients[actor.name], method, path, htmx, posted)
        cell = f"{actor.name}: {method}{' by htmx' if htmx else ''} {path}"
        if fault := wrong(actor, answer, wrote, may_open, who_enters(route) == ANYONE):
            faults.append(f"{cell} {fault}")
        seen, size = found_in(answer, world.canaries)
        for canary in seen:
            if not may_read(actor, canary, route, world):
                leaks.append(f"{cell} shows {canary}")
                home = actor.home.organisation.pk if actor.user else None
                foreign += [leaks[-1]] if canary.organisation not in (home, None) else []
        tried, searched, read = tried + 1, searched + size, read + len(seen)
    assert not faults, "\n".join(faults[:20])
    assert not leaks, "\n".join(sorted(set(leaks))[:20])
    fresh = route in ASKS_AGAIN or frozenset(ASKS_AGAIN_FOR.get(route, ())) or False
    assert (DOORS[route].who, DOORS[route].fresh) == (who_enters(route), fresh)
    figure("AZ1", tried, f"cells of route x actor x method, 0 differ from the rules ({len(ROUTES)} routes)")
    figure("AZ2", searched, f"bytes searched for {len(world.canaries)} planted words, 0 where they should not be")
    figure("TN1", tried, f"cells searched for the words of the other organisation, {len(foreign)} found")


def test_every_free_text_field_has_a_planted_word(world):
    from coproduction.base.privacy import our_models

    from .canaries import words_of

    planted = {str(canary) for canary in world.canaries.values()}
    fields = {f"{model._meta.label}.{field.name}" for model in our_models() for field in words_of(model)}
    assert not fields - planted, f"make a row in tests/world.py for {sorted(fields - planted)}"
    assert len({canary.organisation for canary in world.canaries.values()} - {None}) == 2


def test_two_people_of_one_project_have_a_row_of_each_record_about_a_person(world):
    """With one alone, a page that shows everybody's in the project would look as it should."""
    alone = {
        model._meta.label
        for model, path in models_about_people()
        if model._meta.label not in ONE_IS_ENOUGH and len(people_of(model, path, world.mine)) < 2
    }
    assert not alone, f"make it in tests/world.py for the neighbour too (personal_in): {sorted(alone)}"


def people_of(model, path, house):
    key = "pk" if path == "self" else path
    rows = model.objects.filter(organisation=house.organisation).exclude(**{key: None})
    return set(rows.values_list(key, flat=True))


def test_what_a_person_may_read_is_found_by_the_same_search(world):
    coordinator = world.actors[0]
    answer = world.clients[coordinator.name].get(reverse("project_overview", args=[world.mine.project.pk]))
    seen, _ = found_in(answer, world.canaries)
    assert "projects.Project.title" in {str(canary) for canary in seen}


def test_every_step_of_a_payment_has_its_rule():
    from participants.me import money
    from participants.payments import steps as money_steps

    assert money_steps.STEPS.keys() <= RULES_BY_STEP["money:step"].keys()
    assert money.STEPS.keys() <= RULES_BY_STEP["me:step"].keys()
