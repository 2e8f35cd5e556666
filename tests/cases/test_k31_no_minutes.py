"""Somebody who came for 0 minutes is owed no payment of £0."""

import re

from participants.models import Participant, Payment

from . import roads
from .visitor import Visitor


def test_k31_who_came_for_no_time_is_owed_nothing_and_nobody_waits(as_cora, as_mina, clock):
    project = roads.hold_session(as_cora, as_mina, clock, "Asha", minutes=0).project
    assert not Payment.objects.exists()
    asha = Visitor(Participant.objects.get(name="Asha").user)
    assert asha.open("/me/money/").says("Nothing here yet")
    clock.forward(days=40)
    assert asha.open("/me/").says("Nothing now")
    for visitor, path in ((as_cora, "/today/"), (as_mina, "/money/"), (as_mina, f"/money/project/{project.pk}/")):
        page = visitor.open(path)
        assert page.status == 200 and not page.says("£0.00 to"), page
    assert as_mina.open("/dashboard/").says("No payment is over its promised day")
    assert not re.search(r"\d payments went by", roads.statement(as_cora, project, "S6").words)


def test_k31_minutes_are_not_put_right_to_a_payment_of_nothing(as_cora, as_mina, clock):
    roads.hold_session(as_cora, as_mina, clock, "Asha")
    payment = roads.payment_to("Asha")
    roads.dispute(payment)
    page = as_cora.open(f"/money/{payment.pk}/").link("Answer what the person said")
    page = page.send("Answer what the person said", words="You were not there", minutes_during=0)
    assert page.says("These minutes come to £0.00."), page
    assert roads.payment_to("Asha").pence == 6250
