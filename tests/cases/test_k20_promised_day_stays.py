"""Nothing that a person chooses hides that the organisation was late, or moves the day it promised."""

import pytest

from . import roads
from .visitor import Visitor

PROMISED = "Tuesday 23 June"
LATE = "15 working days late"


@pytest.fixture
def late(as_cora, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    roads.send_drafts(as_cora, project)
    clock.forward(days=34)
    return roads.payment_to("Asha")


def changes(payment, *presses):
    page = roads.own_page(payment)
    assert page.says(LATE, PROMISED), page
    for press in presses:
        page = press(page)
        assert page.says(LATE, PROMISED), page


def takes_less(page):
    return page.link("Take less or none").send("Take this much", pence="10")


def takes_none(page):
    return page.link("Take less or none").send("Take none of it")


def not_now(page):
    return page.send("Not now")


def after_all(page):
    return page.send("I would like it after all")


def disputes(page):
    return page.link("This is wrong").send("Tell us", words="")


@pytest.mark.parametrize(
    "presses",
    [(takes_less, after_all), (takes_none, after_all), (not_now, after_all), (takes_less, disputes)],
    ids=["less", "none", "later", "wrong"],
)
def test_k20_the_promised_day_and_the_lateness_stay(late, as_mina, as_cora, presses):
    changes(late, *presses)
    assert as_mina.open(f"/money/{late.pk}/").says(LATE, "Promised by Tuesday 23 June")
    assert roads.statement(as_cora, late.project, "S6").says(
        "0 of 1 payment went by the day we promised.", "late by 15 working days"
    )
    assert as_mina.open("/dashboard/").says("1 payment over the promised day")


def test_k20_another_way_to_be_paid_moves_no_promised_day_later(late):
    asha = Visitor(late.participant.user)
    page = asha.open("/me/choices/")
    pay = next(name for name in page.form("Save my choices").fields if name.endswith("-pay"))
    assert page.send("Save my choices", {pay: "cash"}).says("Saved")
    changes(late, takes_none, after_all)


def test_k20_who_asks_to_wait_in_time_and_then_wants_it_waits_for_us_from_then_on(as_cora, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    payment = roads.payment_to("Asha")
    roads.own_page(payment).send("Not now")
    clock.forward(days=34)
    assert not roads.own_page(payment).says("late")
    page = roads.own_page(payment).send("I would like it after all")
    assert page.says(PROMISED) and not page.says("late")
    clock.forward(days=7)
    assert roads.own_page(payment).says("5 working days late")
    assert roads.statement(as_cora, project, "S6").says("late by 5 working days")
