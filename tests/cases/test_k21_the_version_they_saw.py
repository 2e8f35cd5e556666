"""Whoever approves or sends does it to what they saw, on every way a form can come in."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coproduction.settings import FRESH_SECONDS

from . import roads

CHANGED = "This changed while you looked: it was £62.50, now it is £587.50. Look again."
MINUTES = 1380 + 30  # 23½ hours at 25 pounds


@pytest.fixture
def waiting(as_cora, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha", budget={"payments": "2000"}).project
    roads.send_drafts(as_cora, project)
    return roads.payment_to("Asha")


def becomes_587_50(as_cora, payment):
    roads.dispute(payment)
    page = roads.put_right(as_cora, payment, 1380, minutes_before=30)
    assert page.says("£587.50"), page


@pytest.mark.parametrize("path", ["/money/", "/money/{}/", "/money/{}/approve/"])
def test_k21_approving_what_changed_meanwhile_is_refused(waiting, as_cora, as_mina, path):
    before = as_mina.open(path.format(waiting.pk))
    assert before.says("£62.50")
    becomes_587_50(as_cora, waiting)
    page = before.send("Approve")
    assert page.says(CHANGED), page
    assert roads.payment_to("Asha").state == "submitted"
    # Looked at again, it can be approved.
    assert page.says("£587.50") and page.send("Approve").says("Approved. Finance can send it now.")


def test_k21_a_press_without_having_seen_anything_is_refused(waiting, as_mina):
    for seen in ("", "6250", "6250-150-bank' --", "9" * 400):
        page = as_mina.open("/money/")
        page = as_mina.send(f"/money/{waiting.pk}/approve/", {"seen": seen})
        assert page.status in (200, 422) and roads.payment_to("Asha").state == "submitted", seen


def test_k21_fewer_minutes_for_the_same_sum_are_another_version(as_cora, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha", rates={"task": "62.50"}).project
    roads.send_drafts(as_cora, project)
    payment = roads.payment_to("Asha")
    before = as_mina.open("/money/")
    roads.dispute(payment)
    roads.put_right(as_cora, payment, 60)
    assert before.send("Approve").says("it was 2½ hours, now it is 1 hour. Look again.")
    assert roads.payment_to("Asha").state == "submitted"


def test_k21_drafts_are_sent_on_for_the_sum_that_was_seen(as_cora, as_sam, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    before = as_cora.open(f"/money/project/{project.pk}/")
    payment = roads.payment_to("Asha")
    roads.dispute(payment)
    roads.put_right(as_sam, payment, 60)
    page = before.send("Send 1 draft, £62.50")
    assert page.says("it was £62.50 together, now it is £25.00 together. Look again.".replace(" together. L", ". L"))
    assert roads.payment_to("Asha").state == "drafted"


def test_k21_what_is_kept_while_they_prove_who_they_are_is_the_version_they_saw(waiting, as_cora, as_mina, clock):
    before = as_mina.open("/money/")
    becomes_587_50(as_cora, waiting)
    clock.traveller.move_to(timezone.now() + timedelta(seconds=FRESH_SECONDS + 60))
    asked = before.send("Approve")
    assert asked.path in ("/accounts/again/", "/accounts/2fa/reauthenticate/"), asked
    has_just_proved_it(as_mina.client)
    page = as_mina.open(reverse("carry_on"))
    assert "seen=" not in page.path and page.form("Send").fields["seen"].values == ["6250-150-bank"]
    assert page.send("Send").says(CHANGED)
    assert roads.payment_to("Asha").state == "submitted"


def test_k21_a_press_by_htmx_is_refused_as_well(waiting, as_cora, as_mina):
    seen = as_mina.open("/money/").form("Approve").fields["seen"].values[0]
    becomes_587_50(as_cora, waiting)
    htmx = {"HX-Request": "true", "HX-Target": "queues", "HX-Current-URL": "http://testserver/money/"}
    assert as_mina.send(f"/money/{waiting.pk}/approve/", {"seen": seen}, **htmx).says(CHANGED)
    assert roads.payment_to("Asha").state == "submitted"


def has_just_proved_it(client):
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
