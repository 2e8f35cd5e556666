"""What was declined or taken back by the promised day is neither in time nor late; after it, it stays late."""

import pytest

from participants.models import Payment

from . import roads_a as road

PEOPLE = ("Asha", "Ben", "Cleo", "Dev", "Esme", "Femi")


@pytest.fixture
def project(as_cora, as_mina, clock):
    """Six payments of £62.50, waiting to be checked; promised by 23 June."""
    found = road.held(as_cora, as_mina, clock, *PEOPLE)
    road.submitted(as_cora, found)
    return found


def decline(name):
    page = road.own_page(Payment.objects.get(participant__name=name)).link("Take less or none").send("Take none of it")
    assert page.says("You said no to it"), page


def send(as_mina, as_fin, name):
    road.approved(as_mina, road.payment_to(name))
    road.released(as_fin, road.payment_to(name))


def take_back(as_fin, payment):
    page = as_fin.open(f"/money/{payment.pk}/").link("Take it back").send("Take it back", words="The wrong sum")
    assert page.says("Taken back."), page


def test_k04_who_declines_before_the_promised_day_leaves_nothing_to_judge(project, as_cora, as_mina, as_fin, clock):
    decline("Asha")
    for name in ("Ben", "Cleo"):
        send(as_mina, as_fin, name)
    first = road.payment_to("Ben")
    take_back(as_fin, first)
    clock.forward(days=10)
    # 20 June: nothing is late yet. Cleo's went, Asha's and Ben's are neither.
    assert road.on_pay(as_cora, project).says("1 of 1 payments went by the day we promised.")
    clock.forward(days=20)
    # 10 July: Dev's, Esme's and Femi's are late.
    assert road.on_pay(as_cora, project).says("1 of 4 payments went by the day we promised.")


def test_k04_what_is_declined_or_taken_back_too_late_stays_late(project, as_cora, as_mina, as_fin, clock):
    send(as_mina, as_fin, "Asha")
    for name in ("Ben", "Cleo"):
        road.approved(as_mina, road.payment_to(name))
    clock.forward(days=34)
    # 14 July is 15 working days after 23 June.
    decline("Dev")
    take_back(as_fin, road.payment_to("Ben"))
    road.said_to_be_wrong(road.payment_to("Asha"))
    road.said_to_be_wrong(road.payment_to("Esme"))
    page = road.on_pay(as_cora, project)
    assert page.says("1 of 6 payments went by the day we promised."), page
    for name in ("Ben", "Dev", "Esme"):
        payment = Payment.objects.get(participant__name=name)
        assert road.own_page(payment).says("15 working days late"), name
    clock.forward(days=7)
    assert road.own_page(Payment.objects.get(participant__name="Dev")).says(
        "This was 15 working days late when you said no"
    )
    assert road.own_page(Payment.objects.get(participant__name="Esme")).says("This is 20 working days late")
    assert not road.own_page(Payment.objects.get(participant__name="Asha")).says("late")


def test_k04_what_is_written_down_again_keeps_the_promised_day(project, as_cora, as_mina, as_fin, clock):
    send(as_mina, as_fin, "Asha")
    take_back(as_fin, road.payment_to("Asha"))
    clock.forward(days=34)
    first = Payment.objects.get(participant__name="Asha")
    page = as_cora.open(f"/money/{first.pk}/").link("Write it down again")
    page = page.send("Write it down again", minutes_during=60)
    assert page.says("Written down again."), page
    right = road.payment_to("Asha")
    assert road.own_page(right).says("This is 15 working days late", road.PROMISED)
    assert road.on_pay(as_cora, project).says("0 of 6 payments went by the day we promised.")
