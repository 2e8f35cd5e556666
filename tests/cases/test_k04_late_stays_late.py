"""What was declined or taken back by the promised day is neither in time nor late; after it, it stays late."""

import pytest

from participants.payments.models import Payment

from . import roads

PEOPLE = ("Asha", "Ben", "Cleo", "Dev", "Esme", "Femi")


@pytest.fixture
def project(as_cora, as_mina, clock):
    """Six payments of £62.50, waiting to be checked; promised by 23 June."""
    found = roads.hold_session(as_cora, as_mina, clock, *PEOPLE).project
    roads.send_drafts(as_cora, found)
    return found


def decline(name):
    page = roads.wish(roads.payment_to(name), "none", "Take none of it")
    assert page.says("You said no to it"), page


def send(as_mina, as_fin, name):
    roads.approve(as_mina, roads.payment_to(name))
    roads.release(as_fin, roads.payment_to(name))


def test_k04_who_declines_before_the_promised_day_leaves_nothing_to_judge(project, as_cora, as_mina, as_fin, clock):
    decline("Asha")
    for name in ("Ben", "Cleo"):
        send(as_mina, as_fin, name)
    first = roads.payment_to("Ben")
    roads.take_back(as_fin, first)
    clock.forward(days=10)
    # 20 June: nothing is late yet. Cleo's went, Asha's and Ben's are neither.
    assert roads.statement(as_cora, project, "S6").says("1 of 1 payment went by the day we promised.")
    clock.forward(days=20)
    # 10 July: Dev's, Esme's and Femi's are late.
    assert roads.statement(as_cora, project, "S6").says("1 of 4 payments went by the day we promised.")


def test_k04_what_is_declined_or_taken_back_too_late_stays_late(project, as_cora, as_mina, as_fin, clock):
    send(as_mina, as_fin, "Asha")
    for name in ("Ben", "Cleo"):
        roads.approve(as_mina, roads.payment_to(name))
    clock.forward(days=34)
    # 14 July is 15 working days after 23 June.
    decline("Dev")
    roads.take_back(as_fin, roads.payment_to("Ben"))
    roads.dispute(roads.payment_to("Asha"))
    roads.dispute(roads.payment_to("Esme"))
    page = roads.statement(as_cora, project, "S6")
    assert page.says("1 of 6 payments went by the day we promised."), page
    for name in ("Ben", "Dev", "Esme"):
        payment = Payment.objects.get(participant__name=name)
        assert roads.own_page(payment).says("15 working days late"), name
    clock.forward(days=7)
    assert roads.own_page(Payment.objects.get(participant__name="Dev")).says(
        "This was 15 working days late when you said no"
    )
    assert roads.own_page(Payment.objects.get(participant__name="Esme")).says("This is 20 working days late")
    assert not roads.own_page(Payment.objects.get(participant__name="Asha")).says("late")


def test_k04_what_is_written_down_again_keeps_the_promised_day(project, as_cora, as_mina, as_fin, clock):
    send(as_mina, as_fin, "Asha")
    roads.take_back(as_fin, roads.payment_to("Asha"))
    clock.forward(days=34)
    first = Payment.objects.get(participant__name="Asha")
    roads.write_again(as_cora, first, 60)
    right = roads.payment_to("Asha")
    assert roads.own_page(right).says("This is 15 working days late", "Tuesday 23 June")
    assert roads.statement(as_cora, project, "S6").says("0 of 6 payments went by the day we promised.")
