"""The same late payment on every page: one number, in working days."""

import pytest

from . import roads
from .visitor import Visitor

LATE = "15 working days late"


@pytest.mark.parametrize("sent_on", [False, True])
def test_k11_every_page_says_the_same_number(as_cora, as_mina, clock, sent_on):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha").project
    if sent_on:
        roads.send_drafts(as_cora, project)
    payment = roads.payment_to("Asha")
    clock.forward(days=34)
    step = "a manager still has to check it" if sent_on else "a coordinator still has to send it to be checked"
    asha = Visitor(payment.participant.user)
    to_asha = "We still have to check it." if sent_on else "We still have to write it down."
    for path in ("/me/", "/me/money/", f"/me/money/{payment.pk}/"):
        assert asha.open(path).says(f"Sorry. This is {LATE}. {to_asha}"), path
    for path in (f"/money/project/{project.pk}/", f"/money/{payment.pk}/", *(["/money/"] if sent_on else [])):
        assert as_mina.open(path).says(f"{LATE}: {step}"), path
    assert as_cora.open("/today/").says(LATE, step)
    waits = "approval" if sent_on else "sending it to be checked"
    dashboard = as_mina.open("/dashboard/")
    assert dashboard.says("by 15 working days It waits for", waits), dashboard
    # The list of all that is owed begins with the same payment, in the same unit.
    assert dashboard.says(f"owed, the oldest {LATE}"), dashboard
    assert dashboard.link("owed, the oldest").says(f"Still owed, {LATE} Payment for")
    assert dashboard.link("1 payment over the promised day").says("15 working days")
    assert roads.statement(as_cora, project, "S6").says("late by 15 working days", f"the step that was late: {waits}")
