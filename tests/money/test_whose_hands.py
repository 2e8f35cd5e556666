"""A payment is not put right or taken back by the person it is to, nor sent to be checked twice."""

import pytest

from coproduction.base.refusals import Refused
from participants.actions.payee_actions import settle
from participants.actions.payments import reverse, send_to_approve, write_again

from .. import factories as make

pytestmark = pytest.mark.django_db


def test_nobody_takes_back_a_payment_to_themselves():
    payee = make.UserFactory()
    payment = make.PaymentFactory(approved=True, payee=payee)
    with pytest.raises(Refused, match="to you"):
        reverse(payment=payment, words="paid twice", by=payee)
    payment.refresh_from_db()
    assert payment.state == "approved"


def test_nobody_writes_down_again_a_payment_to_themselves():
    payee = make.UserFactory()
    payment = make.PaymentFactory(reversed=True, payee=payee)
    with pytest.raises(Refused, match="Someone else has to write this payment down again: it is to you"):
        write_again(payment=payment, minutes=(0, 60, 0), by=payee)


def test_nobody_puts_right_the_minutes_of_a_payment_to_themselves():
    payee = make.UserFactory()
    payment = make.PaymentFactory(due=True, payee=payee)
    type(payment).objects.filter(pk=payment.pk).update(state="disputed", state_before="submitted")
    with pytest.raises(Refused, match="to you"):
        settle(payment=payment, words="it was more", minutes=(0, 180, 0), by=payee)
    payment.refresh_from_db()
    assert payment.state == "disputed"


def test_what_is_taken_in_part_is_sent_to_be_checked_once():
    payment = make.PaymentFactory(due=True, pence=1000)
    with pytest.raises(Refused):
        send_to_approve(payment=payment, by=payment.drafted_by)
