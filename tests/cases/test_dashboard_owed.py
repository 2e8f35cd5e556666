"""What a project owes, as the dashboard says it: each thing once, and the oldest of all of it."""

import re

from . import roads


def first_of(as_mina):
    """What needs help first, in words."""
    page = as_mina.open("/dashboard/")
    return page, page.words.partition("What needs help first")[2].partition("No rule here can see")[0]


def things_behind(page):
    """The total that is said, and how many the list behind it has."""
    said = re.search(r"(\d+) things? (?:is|are) owed", page.words)[1]
    return int(said), page.link("owed, ").html.count('data-counted="yes"')


def late_payments(as_cora, as_mina, clock, *names):
    return roads.hold_session(as_cora, as_mina, clock, *names).project


def test_late_payments_are_said_once_and_as_part_of_what_is_owed(as_cora, as_mina, clock):
    late_payments(as_cora, as_mina, clock, "Asha", "Ben")
    clock.forward(days=34)
    page, words = first_of(as_mina)
    said, behind = things_behind(page)
    # Two payments, and the update that nobody told.
    assert (said, behind) == (3, 3), words
    assert words.count("2 payments") == 1 and "Of these, 2 payments are late, the longest by" in words, words


def test_where_only_payments_are_owed_their_number_is_said_once(as_cora, as_mina, clock):
    project = late_payments(as_cora, as_mina, clock, "Asha", "Ben")
    clock.forward(days=5)
    roads.tell(as_cora, project)
    clock.forward(days=14)
    _, words = first_of(as_mina)
    assert "2 payments are late" in words, words
    assert "things are owed" not in words, words


def test_the_oldest_is_the_oldest_under_any_principle(as_cora, as_mina, clock):
    roads.publish_rates(as_mina)
    project, stage, _ = roads.begin(as_cora, "Asha", "Ben")
    session = roads.plan_session(as_cora, stage, roads.in_days(7))
    clock.forward(8)
    roads.log_session(as_cora, session, minutes=150, promised=[("Send the photos", roads.in_days(2))])
    clock.forward(5)
    roads.tell(as_cora, project)
    clock.forward(16)
    page, words = first_of(as_mina)
    assert things_behind(page) == (1, 1) and "Relationships" in words, words
    # What is late under another principle is no part of it.
    assert "Of these" not in words and "2 payments are late" in words, words
    assert page.link("1 thing is owed").says("What is owed to people", "Relationships", "Still owed")
    roads.settle_promise(as_cora, "Send the photos")
    assert "2 payments are late" in first_of(as_mina)[1]
