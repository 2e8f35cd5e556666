"""Two people at the same moment."""

import pytest
from django.db import connection

from coproduction.base.refusals import Refused
from participants.log_session.actions import log_session
from participants.payments import actions as act
from participants.payments.models import Movement, Payment
from tests.factories import (
    AttendanceFactory,
    BudgetLineFactory,
    OfferFactory,
    PaymentFactory,
    SessionFactory,
    StageFactory,
    moment,
)
from tests.scopes import Threads

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def at_once(step, payments, by):
    """Takes the step for all of them in as many threads; returns how many were taken and how many refused."""
    return in_threads(lambda payment: step(payment=payment, by=by), payments)


def in_threads(step, things):
    def take(thing):
        try:
            step(thing)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with Threads(len(things)) as pool:
        taken = list(pool.map(take, things))
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


def test_sessions_logged_at_once_give_no_number_of_a_payment_twice(organisation, asha, cora):
    """In four projects, so that none waits for another before."""
    stages = [StageFactory(project__organisation=organisation, project__contact=cora, open=True) for _ in range(4)]
    sessions = [SessionFactory(stage=stage, starts_at=moment(days=1)) for stage in stages]
    for session in sessions:
        OfferFactory(session=session, participant=asha)

    def log(session):
        came = {"participant": asha, "state": "came", "way": "room", "minutes_during": 60}
        came |= {"minutes_before": 0, "minutes_after": 0}
        nothing = {"contributions": [], "decisions": [], "promises": []}
        log_session(session=session, attendance=[came], **nothing, staff_there=1, by=cora)

    assert in_threads(log, sessions) == (4, 0)
    references = set(Payment.objects.values_list("reference", flat=True))
    assert references == {f"R {number}" for number in range(1001, 1005)}


def test_a_session_logged_by_four_taps_at_once_is_logged_once(stage, asha, cora):
    session = SessionFactory(stage=stage, starts_at=moment(days=1))
    nothing = {"attendance": [], "contributions": [], "decisions": [], "promises": []}
    assert in_threads(lambda same: log_session(session=same, **nothing, staff_there=1, by=cora), [session] * 4) == (
        1,
        3,
    )
