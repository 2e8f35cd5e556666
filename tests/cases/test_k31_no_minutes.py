"""Somebody who came for 0 minutes is owed no payment of £0."""

import re

from participants.attendance.models import Attendance
from participants.payments.models import Payment
from participants.people.models import Participant

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


def test_k31_far_more_minutes_than_planned_are_asked_about_and_what_was_typed_is_kept(as_cora, clock, sam):
    _, stage, _ = roads.begin(as_cora, "Asha", "Ben")
    session = roads.plan_session(as_cora, stage, roads.in_days(7))
    clock.forward(8)
    asked = roads.try_to_log(as_cora, session, minutes=600, heard=["Leave the light on"])
    assert asked.status == 422 and not Attendance.objects.came().exists()
    assert asked.says("Asha: 10 hours, Ben: 10 hours. Is that right?") and "Leave the light on" in asked.html
    assert asked.send("Log this session", so_long="on").says("Logged. Thank you.")
    assert set(Attendance.objects.came().values_list("minutes_during", flat=True)) == {600}


def test_k31_more_than_a_day_is_refused_and_twice_as_long_as_planned_is_not_asked_about(as_cora, clock, sam):
    _, stage, _ = roads.begin(as_cora, "Asha")
    session = roads.plan_session(as_cora, stage, roads.in_days(7))
    clock.forward(8)
    page = roads.try_to_log(as_cora, session, minutes=1440, **{"who-0-minutes_before": 30})
    assert page.status == 422 and page.says("Before, there and after come to more minutes than a day has.")
    assert roads.try_to_log(as_cora, session, minutes=240).says("Logged. Thank you.")


def test_k31_minutes_are_not_put_right_to_more_than_a_day(as_cora, as_mina, clock):
    roads.hold_session(as_cora, as_mina, clock, "Asha")
    payment = roads.payment_to("Asha")
    roads.dispute(payment)
    page = as_cora.open(f"/money/{payment.pk}/").link("Answer what the person said")
    page = page.send("Answer what the person said", words="It was longer", minutes_during=1440, minutes_before=30)
    assert page.status == 422 and page.says("come to more minutes than a day has."), page


def test_k31_minutes_left_empty_are_asked_about_and_zero_is_an_answer(as_cora, clock, sam):
    _, stage, _ = roads.begin(as_cora, "Asha")
    session = roads.plan_session(as_cora, stage, roads.in_days(7))
    clock.forward(8)
    nothing = dict.fromkeys(("who-0-minutes_during", "who-0-minutes_before", "who-0-minutes_after"), "")
    page = roads.try_to_log(as_cora, session, **nothing)
    assert page.status == 422 and page.says("Write how many minutes they were there. Write 0 if there were none."), page
    assert not Attendance.objects.came().exists()
    assert page.send("Log this session", **{"who-0-minutes_during": "0"}).says("Logged. Thank you.")
