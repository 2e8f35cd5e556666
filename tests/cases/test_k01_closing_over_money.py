"""K1: a payment that waits to be checked keeps its stage and its project open; no closing takes it off any list."""

import pytest

from participants.payments.models import Payment

from . import roads
from .visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATE = "16 working days late"
REASON = "The funder ends the work today"


@pytest.fixture
def late_money(as_cora, as_mina, sam, clock):
    """On Wednesday 15 July two payments for 9 June wait to be checked, 16 working days after they were promised."""
    session = roads.hold_session(as_cora, as_mina, clock, "Asha", "Ben")
    roads.send_drafts(as_cora, session.project)
    clock.forward(days=20)
    roads.tell(as_cora, session.project)
    clock.forward(days=15)
    return session.project, session.stage


def stands_on_every_list(as_cora, as_mina, project):
    today = as_cora.open("/today/")
    assert today.says("2 payments for 9 June", LATE.capitalize()), today
    late = as_mina.open("/dashboard/late/")
    assert late.says("2 payments", project.title), late
    assert as_mina.open("/dashboard/").says(project.title, "2 payments are late")
    assert as_mina.open("/money/").says("Asha", "Ben")


def test_k01_closing_is_refused_and_says_what_is_owed_and_to_how_many(as_cora, as_mina, late_money):
    project, stage = late_money
    page = roads.try_to_close_stage(as_cora, stage)
    assert page.status == 422
    assert page.says("Payment for Tuesday 9 June 2026", LATE, "(2 people)"), page
    assert page.links_to(f"/money/project/{project.pk}/")
    page = roads.page_to_close(as_cora, project)
    assert page.says("is not closed yet", "Payment for Tuesday 9 June 2026", LATE, "(2 people)"), page
    assert not page.offers("Close this project")
    stands_on_every_list(as_cora, as_mina, project)


def test_k01_money_is_not_handed_over(as_cora, late_money):
    project, _ = late_money
    page = as_cora.open(f"/projects/{project.pk}/close/hand-over/")
    assert not page.says("Payment for") and not page.offers("Hand it over"), page


def test_k01_closed_over_by_a_manager_it_stays_on_every_list_until_it_is_paid(as_cora, as_mina, as_fin, late_money):
    project, stage = late_money
    page = as_mina.open(f"/projects/{project.pk}/stages/").link("Close it with a reason")
    assert page.says("Payment for Tuesday 9 June 2026", LATE, "(2 people)") and not page.says("Asha"), page
    assert page.send("Close it with this reason", reason=REASON).says("is closed.")
    stands_on_every_list(as_cora, as_mina, project)
    page = as_mina.open(f"/projects/{project.pk}/stages/").link("Close this project with a reason")
    assert page.says("Payment for Tuesday 9 June 2026", LATE)
    assert page.send("Close it with this reason", reason=REASON).says(f"{project.title} is closed.")
    stands_on_every_list(as_cora, as_mina, project)
    assert as_mina.open("/dashboard/").says(REASON)
    assert as_cora.open(f"/projects/{project.pk}/").says(REASON)
    for payment in Payment.objects.all():
        visitor = Visitor(payment.participant.user)
        assert visitor.open("/me/news/").says("money", "We owe it until it is done", REASON)
        assert visitor.open("/me/money/").says("16 working days")
    assert Payment.objects.count() == 2
    roads.approve_all(as_mina, project)
    roads.release_all(as_fin, project)
    assert not as_cora.open("/today/").says("payments for 9 June")
    assert not as_mina.open("/dashboard/late/").says(project.title)
