"""A money step that is refused leaves an audit row, though all that was tried is undone."""

import pytest

from coproduction.accounts.chain import chains
from coproduction.accounts.models import AuditEntry
from participants.payments.models import Payment

from . import roads


def refused(payment):
    rows = AuditEntry.objects.filter(action="payment step refused", about_id=str(payment.pk))
    return list(rows.values_list("actor_id", "about"))


def kept_once(payment, user):
    assert refused(payment) == [(user.pk, "participants.payment")]
    assert not any(chain.fault for chain in chains())


@pytest.fixture
def submitted(as_cora, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    roads.send_drafts(as_cora, project)
    return roads.payment_to("Asha")


def seen(payment):
    return {"seen": f"{payment.pence}-{payment.minutes}-{payment.pay_way}"}


@pytest.mark.both_databases
def test_k94_hands_that_took_a_step_before_find_it_explained_and_trying_all_the_same_is_kept(
    as_cora, as_mina, as_fin, clock, organisation
):
    from tests.factories import MembershipFactory

    MembershipFactory(user=as_cora.user, organisation=organisation, role="manager")
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    roads.send_drafts(as_cora, project)
    payment = roads.payment_to("Asha")
    page = as_cora.open("/money/")
    assert page.says("Someone else has to check this payment: you wrote it down.") and not page.offers("Approve")
    assert not as_cora.open(f"/money/{payment.pk}/").offers("Approve")
    which = f"£62.50 for Tuesday 9 June 2026, {payment.project.title}: Someone else has to check this payment"
    assert as_cora.open(f"/money/{payment.pk}/approve/").says(which)
    assert refused(payment) == []
    assert as_cora.send(f"/money/{payment.pk}/approve/", seen(payment)).says("Someone else has to check this payment")
    kept_once(payment, as_cora.user)
    assert roads.payment_to("Asha").state == "submitted"


def test_k94_ones_own_payment(submitted, as_mina):
    Payment.objects.filter(pk=submitted.pk).update(payee=as_mina.user)
    assert as_mina.open("/money/").says("Someone else has to check this payment: it is to you.")
    assert as_mina.send(f"/money/{submitted.pk}/approve/", seen(submitted)).says("it is to you")
    kept_once(submitted, as_mina.user)


def test_k94_a_version_that_changed(submitted, as_cora, as_mina):
    before = as_mina.open("/money/")
    roads.dispute(submitted)
    roads.put_right(as_cora, submitted, 60)
    assert before.send("Approve").says(f"{submitted.project.title}: This changed while you looked")
    kept_once(submitted, as_mina.user)


def test_k94_over_the_budget(as_cora, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha", budget={"payments": "10"}).project
    roads.send_drafts(as_cora, project)
    payment = roads.payment_to("Asha")
    assert as_mina.open("/money/").send("Approve").says("£10.00 left")
    kept_once(payment, as_mina.user)


def test_k94_what_is_done_leaves_no_such_row(submitted, as_mina, as_fin):
    roads.approve(as_mina, submitted)
    roads.release(as_fin, submitted)
    assert refused(submitted) == []
