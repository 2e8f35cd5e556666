"""What the person says about a payment."""

import pytest

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from participants.payments import actions as act
from participants.payments import payee_actions as payee
from participants.payments.models import Payment
from participants.payments.summary import PaymentSummary
from tests.factories import AttendanceFactory, BudgetLineFactory, ChoiceFactory, PaymentFactory, ago, moment


@pytest.fixture
def attendance(project, stage, asha):
    BudgetLineFactory(project=project, pence=10_000)
    return AttendanceFactory(session__stage=stage, participant=asha, came=True)


@pytest.fixture
def payment(attendance, cora):
    """30 pounds to Asha, written down by Cora, waiting to be checked."""
    return PaymentFactory(attendance=attendance, drafted_by=cora, due=True)


def test_part_is_taken_and_what_was_agreed_stays(payment, asha):
    part = payee.take_less(payment=payment, pence=1200, by=asha.user)
    assert (part.state, part.pence, part.agreed_pence) == ("submitted", 1200, 3000)


@pytest.mark.parametrize("pence", [0, 3000, 3001])
def test_part_is_more_than_nothing_and_less_than_all(payment, asha, pence):
    with pytest.raises(Refused):
        payee.take_less(payment=payment, pence=pence, by=asha.user)


def test_the_part_taken_is_what_is_approved(payment, asha, mina):
    part = payee.take_less(payment=payment, pence=1200, by=asha.user)
    assert act.approve(payment=part, by=mina).pence == 1200


def test_a_part_of_a_draft_still_has_to_be_sent_to_be_checked(attendance, asha, cora, mina):
    part = payee.take_less(payment=PaymentFactory(attendance=attendance, drafted_by=cora), pence=1200, by=asha.user)
    with pytest.raises(Refused):
        act.approve(payment=part, by=mina)
    act.send_to_approve(payment=part, by=cora)
    assert act.approve(payment=part, by=mina).state == "approved"


def test_a_late_part_says_whose_step_it_is_whether_it_was_sent_to_be_checked_or_not(attendance, asha, cora):
    draft = PaymentFactory(attendance=attendance, drafted_by=cora, late=True)
    part = payee.take_less(payment=draft, pence=1200, by=asha.user)
    assert PaymentSummary.of(part).late.wait.step == "sending it to be checked"
    sent = act.send_to_approve(payment=part, by=cora)
    assert PaymentSummary.of(sent).late.wait.step == "approval"


def test_after_it_is_checked_it_is_too_late_to_take_less(payment, asha, mina):
    act.approve(payment=payment, by=mina)
    with pytest.raises(Refused):
        payee.take_less(payment=payment, pence=1200, by=asha.user)


def test_a_payment_can_be_declined_until_it_is_sent(payment, asha, mina, fin):
    approved = act.approve(payment=payment, by=mina)
    declined = payee.decline(payment=approved, by=asha.user)
    with pytest.raises(Refused):
        act.release(payment=declined, by=fin)
    assert not Payment.objects.committed().exists()


def test_who_declined_can_change_their_mind(payment, asha):
    declined = payee.decline(payment=payment, by=asha.user)
    assert (declined.state, declined.pence) == ("declined", 0)
    back = payee.reinstate(payment=declined, by=asha.user)
    assert (back.state, back.pence, back.due_on) == ("submitted", 3000, payment.due_on)


def test_whoever_changes_their_mind_the_promised_day_and_what_is_late_stay(attendance, asha, cora):
    late = PaymentFactory(attendance=attendance, drafted_by=cora, due=True, late=True)
    before = PaymentSummary.of(late).late
    assert before
    for put_off in (payee.decline, payee.defer):
        assert PaymentSummary.of(put_off(payment=late, by=asha.user)).late
        late = payee.reinstate(payment=late, by=asha.user)
        assert (late.state, late.due_on) == ("submitted", ago(1))
        assert PaymentSummary.of(late).late == before
    part = payee.take_less(payment=late, pence=1200, by=asha.user)
    assert PaymentSummary.of(part).late == before
    assert PaymentSummary.of(payee.reinstate(payment=part, by=asha.user)).late == before


def test_what_was_put_off_in_time_is_not_late_for_the_days_on_which_nobody_wanted_it(payment, asha, time_machine):
    waiting = payee.defer(payment=payment, by=asha.user)
    time_machine.move_to(moment(days=-40))
    back = payee.reinstate(payment=waiting, by=asha.user)
    assert PaymentSummary.of(back).late is None
    assert not Payment.objects.late(today()).exists()
    time_machine.move_to(moment(days=-47))
    assert PaymentSummary.of(back).late
    assert Payment.objects.late(today()).exists()


def test_who_changes_their_mind_first_says_how_to_be_paid(attendance, asha):
    declined = PaymentFactory(attendance=attendance, declined=True, pay_way="decline")
    with pytest.raises(Refused, match="choose how"):
        payee.reinstate(payment=declined, by=asha.user)
    ChoiceFactory(participant=asha, picked="cash")
    back = payee.reinstate(payment=declined, by=asha.user)
    assert (back.state, back.pay_way, back.due_on) == ("drafted", "cash", declined.due_on)


def test_not_now_waits_and_is_owed_by_nobody(payment, asha):
    waiting = payee.defer(payment=payment, by=asha.user)
    assert waiting.state == "later"
    assert not Payment.objects.owed().exists()
    assert payee.reinstate(payment=waiting, by=asha.user).state == "submitted"


def test_a_payment_said_to_be_wrong_waits_until_it_was_looked_at(payment, asha, cora, mina):
    disputed = payee.dispute(payment=payment, words="It was three hours", by=asha.user)
    with pytest.raises(Refused):
        act.approve(payment=disputed, by=mina)
    settled = payee.settle(payment=disputed, words="It was, sorry", minutes=(0, 180, 0), by=cora)
    assert (settled.state, settled.pence, settled.minutes) == ("submitted", 4500, 180)
    assert all(note.settled_at for note in settled.notes.filter(by_participant=True))


def test_who_puts_the_minutes_right_cannot_approve_them(payment, asha, cora, sam):
    disputed = payee.dispute(payment=payment, words="", by=asha.user)
    settled = payee.settle(payment=disputed, words="Yes", minutes=(0, 180, 0), by=sam)
    with pytest.raises(Refused):
        act.approve(payment=settled, by=sam)


def test_what_is_checked_is_not_put_right_by_changing_it(payment, asha, cora, mina):
    disputed = payee.dispute(payment=act.approve(payment=payment, by=mina), words="", by=asha.user)
    with pytest.raises(Refused, match="Finance can take it back"):
        payee.settle(payment=disputed, words="Yes", minutes=(0, 180, 0), by=cora)
    assert payee.settle(payment=disputed, words="It is right", by=cora).state == "approved"


@pytest.mark.parametrize("minutes", [(0, 0, 0)])
def test_minutes_are_not_put_right_to_nothing(payment, asha, cora, minutes):
    disputed = payee.dispute(payment=payment, words="", by=asha.user)
    with pytest.raises(Refused, match="£0.00"):
        payee.settle(payment=disputed, words="Yes", minutes=minutes, by=cora)


def test_part_taken_stays_when_the_minutes_are_put_right(payment, asha, cora):
    payee.take_less(payment=payment, pence=1200, by=asha.user)
    disputed = payee.dispute(payment=payment, words="", by=asha.user)
    settled = payee.settle(payment=disputed, words="Yes", minutes=(0, 180, 0), by=cora)
    assert (settled.pence, settled.agreed_pence) == (1200, 4500)
