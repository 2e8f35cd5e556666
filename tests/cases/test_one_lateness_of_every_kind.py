"""However late a thing is, every page of staff says it by the same number in the same unit."""

import re

import pytest

from coproduction.base.days import today, working_days_between

from . import roads
from .visitor import Visitor

LATE = re.compile(r"(?:\d+ )?(?:working )?days? late")
# What each is called, on Today and on the list of what is open when a project closes, and under which principle.
KINDS = {
    "payment": ("payments for", "Payment for", "resources"),
    "promise": ("You said: Send the photos", "Something promised for", "relationships"),
    "answer": ("One thing that was said has no answer", "Something said on", "relationships"),
    "update": ("People have not been told how things stand", "An update to everyone", "resources"),
}


@pytest.fixture
def due(as_cora, as_mina, clock):
    """A project in which one thing of each kind is late on a Saturday, and the day each was due."""
    roads.publish_rates(as_mina)
    project, stage, (asha, _) = roads.begin(as_cora, "Asha", "Ben")
    told = roads.in_days(28)
    session = roads.plan_session(as_cora, stage, roads.in_days(7))
    clock.forward(8)
    promised = roads.in_days(2)
    roads.log_session(as_cora, session, minutes=150, promised=[("Send the photos", promised)])
    roads.say(Visitor(asha.user), "Leave the light on")
    days = {"promise": promised, "answer": roads.in_days(28), "update": told}
    days["payment"] = roads.payment_to("Asha").due_on
    clock.forward(days=52)
    return project, {kind: f"{working_days_between(day, today())} working days late" for kind, day in days.items()}


def test_one_number_in_one_unit_on_every_page(as_cora, as_mina, due):
    project, late = due
    today_page, closing = as_cora.open("/today/"), roads.page_to_close(as_cora, project)
    for kind, (on_today, at_closing, principle) in KINDS.items():
        before = today_page.words.partition(on_today)[0]
        assert LATE.findall(before)[-1] == late[kind], (kind, today_page)
        after = closing.words.partition(at_closing)[2]
        assert LATE.findall(after)[0] == late[kind], (kind, closing)
        owed = as_mina.open(f"/projects/{project.pk}/principles/{principle}/owed/")
        assert f"Still owed, {late[kind]}" in owed.words, (kind, owed)
    assert as_mina.open("/dashboard/unanswered/").says(late["answer"])
    assert as_mina.open("/dashboard/").says(f"2 things are owed, the oldest {late['promise']}")
    assert as_mina.open(f"/money/project/{project.pk}/").says(late["payment"].capitalize())


def test_safety_is_counted_in_days_of_the_calendar(as_cora, clock):
    project, _, (asha, _) = roads.begin(as_cora, "Asha", "Ben")
    clock.forward(days=92)
    page = as_cora.open("/today/")
    before = page.words.partition("Ask Asha again how it is safe to reach them")[0]
    assert LATE.findall(before)[-1] == "2 days late", page
