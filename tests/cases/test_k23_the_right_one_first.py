"""What stands comes first on a person's pages; what was taken back is behind it, and is in no sum."""

import pytest

from participants.payments.models import Payment

from . import roads
from .visitor import Visitor


@pytest.fixture
def written_again(as_cora, as_mina, as_fin, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    roads.send_drafts(as_cora, project)
    first = roads.payment_to("Asha")
    roads.approve(as_mina, first)
    roads.release(as_fin, first)
    roads.take_back(as_fin, first)
    roads.write_again(as_cora, first, 36)
    return first


def test_k23_the_one_that_stands_is_first(written_again):
    asha, right = Visitor(written_again.participant.user), roads.payment_to("Asha")
    money = asha.open("/me/money/")
    assert money.says("You are owed £15.00.")
    assert money.words.index("£15.00 We are writing it down") < money.words.index("£62.50 Taken back")
    assert money.link("See the one that counts").path == f"/me/money/{right.pk}/"
    session = asha.open(f"/me/sessions/{written_again.attendance.session_id}/")
    assert session.words.index("£15.00: see where it is now") < session.words.index("£62.50: taken back")


def test_k23_staff_find_the_one_that_stands_from_the_one_that_was_taken_back(written_again, as_cora):
    right = roads.payment_to("Asha")
    page = as_cora.open(f"/money/{written_again.pk}/")
    assert page.says("This one was taken back.")
    assert page.link("See the one that counts").path == f"/money/{right.pk}/"
    assert not as_cora.open(f"/money/{right.pk}/").says("taken back")


def test_k23_the_one_that_was_taken_back_leads_to_it(written_again):
    page = roads.own_page(written_again)
    assert page.says("This one was taken back.")
    page = page.link("See the one that counts")
    assert page.says("£15.00 for") and not page.says("taken back")
    assert Payment.objects.count() == 2


def test_k23_what_was_taken_back_shows_the_steps_that_happened_and_its_end(as_cora, as_mina, as_fin, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    roads.send_drafts(as_cora, project)
    payment = roads.payment_to("Asha")
    roads.approve(as_mina, payment)
    roads.take_back(as_fin, payment)
    for page in (roads.own_page(payment), as_cora.open(f"/money/{payment.pk}/")):
        assert page.says("Agreed (done) Checked (done) Taken back (done)") and not page.says("(not yet)")
        assert not page.says("Reference") and not page.says("On your bank statement")


def test_k23_what_was_sent_before_it_was_taken_back_keeps_its_reference(written_again, as_cora):
    for page in (roads.own_page(written_again), as_cora.open(f"/money/{written_again.pk}/")):
        assert page.says("Sent (done) Taken back (done)", written_again.reference) and not page.says("(not yet)")


def test_k23_what_somebody_said_no_to_is_headed_by_what_it_was(as_cora, as_mina, clock):
    roads.hold_session(as_cora, as_mina, clock, "Asha")
    payment = roads.payment_to("Asha")
    roads.wish(payment, "none", "Take none of it")
    for page in (roads.own_page(payment), as_cora.open(f"/money/{payment.pk}/")):
        assert page.says("Agreed (done) Said no to (done)") and not page.says("(not yet)")
        assert page.says("£62.50") and not page.says("Reference") and not page.says("On your bank statement")
        assert not page.html.split("<h1")[1].split("</h1>")[0].count("£0.00")
