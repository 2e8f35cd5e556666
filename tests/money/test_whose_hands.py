"""A payment is not put right or taken back by the person it is to, nor sent to be checked twice."""

import pytest

from coproduction.base.refusals import Refused
from participants.payments.actions import (
    approve,
    confirm_received,
    draft_for,
    release,
    reverse,
    send_to_approve,
    write_again,
)
from participants.payments.models import Payment
from participants.payments.payee_actions import settle
from participants.payments.steps import STEPS
from participants.people.likeness import closed_among
from participants.people.models import GivenAddress

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


# By name of the step: the situation of the payment, and how it is taken.
TAKEN = {
    "approve": ({"due": True}, lambda payment, by: approve(payment=payment, by=by)),
    "release": ({"approved": True}, lambda payment, by: release(payment=payment, by=by)),
    "reverse": ({"approved": True}, lambda payment, by: reverse(payment=payment, words="twice", by=by)),
    "received": ({"released": True}, lambda payment, by: confirm_received(payment=payment, by=by)),
    "settle": ({"state": "disputed"}, lambda payment, by: settle(payment=payment, words="two hours", by=by)),
    "again": ({"state": "reversed"}, lambda payment, by: write_again(payment=payment, minutes=(0, 60, 0), by=by)),
}


@pytest.fixture
def alike(organisation):
    """A colleague, and somebody who gave that colleague's email in another spelling."""
    fin = make.member(organisation, "finance", "manager", email="fin@example.org")
    participant = make.ParticipantFactory(organisation=organisation)
    GivenAddress.keep(participant, "Fin+home@Example.ORG")
    return fin, participant


def payment_to(participant, **situation):
    project = make.ProjectFactory(organisation=participant.organisation)
    make.BudgetLineFactory(project=project, pence=1_000_000)
    session = make.SessionFactory(stage=make.StageFactory(project=project, open=True), held=True)
    make.OfferFactory(session=session, participant=participant)
    come = make.AttendanceFactory(session=session, participant=participant, came=True)
    state = {name: situation.pop(name) for name in ("state",) if name in situation}
    payment = make.PaymentFactory(attendance=come, **situation)
    sent = {"sent_to_approve_at": make.moment()} if "due" in situation else {}
    taken_back = {"reversed_at": make.moment()} if state.get("state") == "reversed" else {}
    if state or sent:
        Payment.objects.filter(pk=payment.pk).update(**state, **sent, **taken_back)
    return Payment.objects.get(pk=payment.pk)


@pytest.mark.parametrize("name", TAKEN)
def test_no_step_is_taken_by_whoever_the_person_looks_like(name, alike):
    (fin, participant), (situation, take) = alike, TAKEN[name]
    payment = payment_to(participant, **situation)
    with pytest.raises(Refused, match=r"^Someone else has to [a-z ]+\.$"):
        take(payment, fin)
    assert STEPS[name].step.refusal(payment, fin, closed_among(fin, [payment]))
    # Everybody else takes it.
    other = make.member(participant.organisation, "finance", "manager", "coordinator")
    assert not closed_among(other, [payment])
    take(payment, other)


def test_the_person_themselves_says_that_it_came(alike):
    fin, participant = alike
    payment = payment_to(participant, released=True)
    participant.user = fin
    participant.save()
    assert confirm_received(payment=payment, by=fin).state == "received"


def test_a_record_that_is_theirs_is_closed_also_where_the_payment_names_no_payee(alike):
    """As where it was approved before the record took their account."""
    _, participant = alike
    payment = payment_to(participant, approved=True)
    participant.user = make.member(participant.organisation, "finance")
    participant.save()
    with pytest.raises(Refused, match="Someone else"):
        release(payment=payment, by=participant.user)


def test_nothing_is_written_down_for_whoever_it_looks_like(alike):
    fin, participant = alike
    payment = payment_to(participant)
    session = payment.attendance.session
    Payment.objects.all().delete()
    with pytest.raises(Refused, match="Someone else has to do this"):
        draft_for(session, fin)
    assert len(draft_for(session, make.UserFactory())) == 1


def test_a_long_list_asks_once_for_all(alike, django_assert_num_queries):
    fin, participant = alike
    payments = [payment_to(participant), *(make.PaymentFactory() for _ in range(3))]
    with django_assert_num_queries(1):
        assert closed_among(fin, payments) == {participant.pk}


def test_their_own_account_closes_it_whatever_address_and_name_they_use_now(organisation):
    fin = make.member(organisation, "finance", name="Fin")
    participant = make.ParticipantFactory(organisation=organisation, user=fin, name="Willow")
    payment = payment_to(participant, due=True)
    GivenAddress.objects.all().delete()
    assert closed_among(fin, [payment]) == {participant.pk}


def test_an_address_in_one_organisation_shows_nothing_in_another(alike):
    fin, participant = alike
    elsewhere = make.ParticipantFactory()
    GivenAddress.keep(elsewhere, "fin@example.org")
    assert not set(GivenAddress.objects.filter(participant=elsewhere).values_list("same", flat=True)) & set(
        GivenAddress.objects.filter(participant=participant).values_list("same", flat=True)
    )
