"""Objected, lapsed and absent look alike, byte for byte: nobody can work out who objected, or whether anybody did."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction

from coproduction.accounts.models import User
from coproduction.base.words import PRINCIPLE_KEYS
from participants.people.models import Participant
from tests.figures import DEPTH

from . import roads
from .visitor import Visitor

# What is drawn anew for each page.
NEW = re.compile(
    rb'(csrfmiddlewaretoken" value="|x-csrftoken": "|name="(?:token|draft)" value="|data-left=")[^"]*'
    rb'|nonce[-="]+[^"\']*'
)
FULL = DEPTH == "full"
# Of the pages that are the same for each principle: that of the one they speak of, and another.
KEYS = PRINCIPLE_KEYS if FULL else ("creativity", "equality")
OWN_PAGES = ("", "group/", "say/", "news/", "sessions/", "money/", "choices/", "data/")


@pytest.fixture
def four(as_cora, sam, mina):
    stage, people = roads.group_of(as_cora, "Asha", "Ben", "Cleo", "Dev", without=("Dev",))
    return stage, {name: visitor.user for name, visitor in people.items() if visitor}


@contextmanager
def as_if():
    """What happens meanwhile has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def afresh(user):
    return Visitor(User.objects.get(pk=user.pk))


def pages_of_staff(stage, cora, sam, mina):
    project = f"/projects/{stage.project_id}/"
    both = ["", "people/", "stages/", f"stages/{stage.pk}/", "principles/", "team/", "group/"]
    both += [f"principles/{key}/" for key in KEYS]
    people = [f"/people/{one.pk}/" for one in Participant.objects.order_by("name")]
    yield from ((cora, path) for path in ["/today/", "/people/", "/roles/", *people])
    # Cora and her deputy have the same pages of the project.
    yield from ((user, project + path) for user in ((cora, sam) if FULL else (cora,)) for path in both)
    yield sam, f"{project}group/write/"
    yield from ((mina, path) for path in [project, "/dashboard/", "/roles/", f"{project}principles/creativity/"])


def seen_by(pairs):
    """{(who, path): all bytes of the page}."""
    visitors, seen = {}, {}
    for user, path in pairs:
        visitor = visitors.setdefault(user.pk, afresh(user))
        page = visitor.open(path)
        assert page.status == 200, (user.name, path)
        seen[user.name, path] = NEW.sub(b"", page.answer.content)
    return seen


def own_pages(people, *names):
    return [(people[name], f"/me/{path}") for name in names for path in OWN_PAGES]


def differing(one, other):
    assert one.keys() == other.keys()
    return sorted(key for key in one if one[key] != other[key])


def test_k07_staff_see_nothing_until_it_stands_and_nothing_where_it_does_not(four, clock, cora, sam, mina):
    """Absent, under way, objected to: on the last day and the day after it; at full depth also on the first day, and
    where too few said yes.
    """
    stage, people = four
    staff = list(pages_of_staff(stage, cora, sam, mina))
    begun = clock.forward(days=0)
    days = [*([begun] if FULL else []), roads.LAST_DAY, roads.LAST_DAY + timedelta(days=1)]

    def played(*steps):
        """What staff read on these days."""
        clock.at(begun)
        seen = []
        with as_if():
            for step in steps:
                step()
            for day in days:
                clock.at(day)
                seen.append(seen_by(staff))
        return seen

    def first():
        roads.say_as_group(afresh(people["Asha"]), stage)

    def yes(name):
        return lambda: roads.say_yes(afresh(people[name]))

    def objection():
        roads.object_to_it(afresh(people["Ben"]))

    absent = played()
    too_few = [[first, yes("Ben")]] if FULL else []
    for steps in (*too_few, [first, yes("Ben"), yes("Cleo"), objection]):
        for before, after in zip(absent, played(*steps), strict=True):
            assert not differing(before, after)
    stood = played(first, yes("Ben"), yes("Cleo"))
    assert not differing(absent[-2], stood[-2])
    assert ("Cora", f"/projects/{stage.project_id}/principles/creativity/") in differing(absent[-1], stood[-1])


def test_k07_no_page_of_anybody_tells_whether_somebody_objected(four, clock):
    """Not even of the one who did. Nor do the days on which it is under way."""
    stage, people = four
    roads.say_as_group(afresh(people["Asha"]), stage)
    roads.say_yes(afresh(people["Ben"]))
    now = afresh(people["Cleo"]).open("/me/").link("Your group wants to say").path
    pairs = [*own_pages(people, "Asha", "Ben", "Cleo"), *((user, now) for user in people.values())]
    before = seen_by(pairs)
    with as_if():
        page = roads.object_to_it(afresh(people["Cleo"]))
        assert page.says("Thank you. That is noted.")
        assert not differing(before, seen_by(pairs))
        # Nor does the second time look different.
        assert roads.object_to_it(afresh(people["Cleo"])).words == page.words
        assert not differing(before, seen_by(pairs))
    with as_if():
        # A yes is answered as an objection is.
        assert roads.say_yes(afresh(people["Cleo"])).says("Thank you. That is noted.")


def test_k07_after_the_last_day_too_few_and_objected_are_the_same_to_the_group(four, clock):
    stage, people = four
    roads.say_as_group(afresh(people["Asha"]), stage)
    roads.say_yes(afresh(people["Ben"]))
    pairs = own_pages(people, "Asha", "Ben", "Cleo")
    begun = clock.forward(days=0)
    seen = {}
    for name, steps in (
        ("too few", ()),
        ("objected", (roads.object_to_it,)),
        ("three yes and an objection", (roads.say_yes, roads.object_to_it)),
        ("stands", (roads.say_yes,)),
    ):
        clock.at(begun)
        with as_if():
            for step in steps:
                step(afresh(people["Cleo"]))
            clock.at(roads.LAST_DAY + timedelta(days=1))
            seen[name] = seen_by(pairs)
    assert not differing(seen["too few"], seen["objected"])
    # What Cleo said yes to is kept among what we know of Cleo, whatever came of it.
    assert differing(seen["too few"], seen["three yes and an objection"]) == [("Cleo", "/me/data/")]
    assert ("Ben", "/me/group/") in differing(seen["too few"], seen["stands"])


def test_k07_lapsed_and_absent_are_the_same(four, clock, cora, sam, mina):
    stage, people = four
    pairs = [*pages_of_staff(stage, cora, sam, mina), *own_pages(people, "Asha", "Ben", "Cleo")]
    lapsed_on, begun = roads.LAST_DAY + timedelta(days=92), clock.forward(days=0)
    clock.at(lapsed_on)
    with as_if():
        absent = seen_by(pairs)
    clock.at(begun)
    roads.say_as_group(afresh(people["Asha"]), stage)
    for name in ("Ben", "Cleo"):
        roads.say_yes(afresh(people[name]))
    clock.at(lapsed_on)
    told = {(name, "/me/data/") for name in ("Asha", "Ben", "Cleo")}
    assert set(differing(absent, seen_by(pairs))) == told
