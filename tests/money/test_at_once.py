"""Two people at the same moment."""

import pytest
from django.db import connection

from coproduction.base.refusals import Refused
from participants.payments import actions as act
from participants.payments.models import Movement, Payment
from tests.factories import AttendanceFactory, BudgetLineFactory, PaymentFactory
from tests.scopes import Threads

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def at_once(step, payments, by):
    """Takes the step for all of them in as many threads; returns how many were taken and how many refused."""

    def take(payment):
        try:
            step(payment=payment, by=by)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with Threads(len(payments)) as pool:
        taken = list(pool.map(take, payments))
    return taken.count(True), taken.count(False)


def test_approvals_at_once_do_not_pass_the_budget_together(project, stage, cora, mina):
    """Six payments of 30 pounds, and money for two and a half."""
    BudgetLineFactory(project=project, pence=7500)
    came = [AttendanceFactory(session__stage=stage, came=True) for _ in range(6)]
    due = [PaymentFactory(attendance=attendance, drafted_by=cora, due=True) for attendance in came]
    assert at_once(act.approve, due, mina) == (2, 4)
    assert Payment.objects.committed().count() == 2


def test_one_payment_sent_by_four_taps_at_once_is_sent_once(project, stage, cora, mina, fin):
    attendance = AttendanceFactory(session__stage=stage, came=True)
    approved = PaymentFactory(attendance=attendance, drafted_by=cora, approved=True, approved_by=mina)
    assert at_once(act.release, [approved] * 4, fin) == (1, 3)
    assert Movement.objects.filter(payment=approved).count() == 1
