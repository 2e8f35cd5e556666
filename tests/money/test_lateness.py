"""One rule for how late a payment is, whatever is done to it."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from coproduction.base.days import LONDON
from participants.payments.lateness import FIELDS, is_in_time, is_owed, lateness
from participants.payments.life import State

# Promised for Thursday 3 December; 4 December is the first working day after it.
DUE, WEEK_LATER = date(2026, 12, 3), date(2026, 12, 10)


def at(day):
    return datetime(2026, 12, day, 12, tzinfo=LONDON)


def payment(state="submitted", **known):
    fields = dict.fromkeys(FIELDS) | {"state_before": "", "agreed_pence": 3000, "pence": 3000, "due_on": DUE}
    return SimpleNamespace(**fields | {"state": State(state)} | known)


def late(state="submitted", today=WEEK_LATER, **known):
    return lateness(payment(state, **known), today)


def days_late(*args, **known):
    found = late(*args, **known)
    return found and found.working_days


def test_on_the_promised_day_nothing_is_late():
    assert late(today=DUE) is None


def test_it_says_by_how_much_and_whose_step_it_is_to_each_reader():
    found = late(today=date(2026, 12, 4))
    assert str(found) == "1 working day late: a manager still has to check it"
    assert found.to_the_person == "Sorry. This is 1 working day late. We still have to check it."
    assert str(late("approved", today=date(2026, 12, 8))) == "3 working days late: finance still has to send it"


def test_late_over_a_weekend_is_late_all_the_same():
    found = late("drafted", due_on=date(2026, 12, 4), today=date(2026, 12, 5))
    assert str(found) == "Late: a coordinator still has to send it to be checked"
    assert found.to_the_person.startswith("Sorry. This is late.")


def test_what_was_sent_late_stays_late():
    found = late("received", released_at=at(7))
    assert str(found) == "Sent 2 working days late"
    assert found.to_the_person == "Sorry. We sent this 2 working days late."


def test_what_was_sent_in_time_does_not_become_late():
    assert late("released", released_at=at(3)) is None
    assert is_in_time(payment("released", released_at=at(3)), WEEK_LATER)


def test_a_disputed_payment_counts_by_the_day_it_went():
    assert late("disputed", state_before="received", released_at=at(3)) is None
    assert days_late("disputed", state_before="received", released_at=at(7)) == 2
    assert days_late("disputed", state_before="submitted") == 5


def test_what_came_back_is_owed_and_late_whatever_is_said_about_it():
    for known in ({"state": "returned"}, {"state": "disputed", "state_before": "returned"}):
        assert days_late(**known, released_at=at(3)) == 5
        assert is_owed(payment(**known, released_at=at(3)), WEEK_LATER)


PUT_OFF = [("declined", "declined_at", 0), ("later", "deferred_at", 3000), ("reversed", "reversed_at", 3000)]


@pytest.mark.parametrize(("state", "moment", "pence"), PUT_OFF)
def test_what_was_put_off_or_taken_back_by_the_promised_day_is_neither_in_time_nor_late(state, moment, pence):
    known = {moment: at(3), "pence": pence}
    assert late(state, **known) is None
    assert not is_in_time(payment(state, **known), WEEK_LATER)
    assert not is_owed(payment(state, **known), WEEK_LATER)


@pytest.mark.parametrize(("state", "moment", "pence"), PUT_OFF)
def test_after_it_it_stays_as_late_as_it_was(state, moment, pence):
    found = late(state, **{moment: at(8), "pence": pence})
    assert found.working_days == 3
    assert found.to_the_person.startswith("Sorry. This was 3 working days late when")
    assert str(found).startswith("Was 3 working days late when")


def test_what_was_sent_in_time_and_taken_back_later_is_neither():
    known = {"released_at": at(3), "reversed_at": at(8)}
    assert late("reversed", **known) is None
    assert not is_in_time(payment("reversed", **known), WEEK_LATER)


def test_what_went_late_and_was_taken_back_is_late_by_the_day_it_went():
    assert days_late("reversed", released_at=at(7), reversed_at=at(9)) == 2


def test_to_ask_to_wait_first_and_decline_later_counts_from_the_asking():
    assert late("declined", deferred_at=at(3), declined_at=at(9), pence=0) is None


def test_who_put_it_off_in_time_and_wants_it_after_all_waits_from_then_on():
    known = {"wanted_again_on": date(2026, 12, 8)}
    assert late(today=date(2026, 12, 8), **known) is None
    assert days_late(today=date(2026, 12, 9), **known) == 1
    # Before the promised day it changes nothing.
    assert days_late(wanted_again_on=date(2026, 12, 1)) == 5


@pytest.mark.parametrize("state", [state for state in State if state not in (State.DECLINED, State.REVERSED)])
def test_nothing_is_never_owed_never_late_and_never_in_time(state):
    nothing = payment(state, agreed_pence=0, pence=0, released_at=at(2), deferred_at=at(8))
    assert lateness(nothing, WEEK_LATER) is None
    assert not is_owed(nothing, WEEK_LATER)
    assert not is_in_time(nothing, WEEK_LATER)


def test_what_went_late_is_not_in_time_and_no_longer_owed():
    went = payment("released", released_at=at(7))
    assert not is_in_time(went, WEEK_LATER) and not is_owed(went, WEEK_LATER)
    asked = payment("disputed", state_before="released", released_at=at(7))
    assert not is_owed(asked, WEEK_LATER) and is_owed(payment(), WEEK_LATER)


def test_an_earlier_day_knows_nothing_of_later_steps():
    known = {"sent_to_approve_at": at(1), "approved_at": at(4), "released_at": at(8)}
    assert days_late("received", today=date(2026, 12, 7), **known) == 2
    assert late("received", today=date(2026, 12, 7), **known).wait.step == "sending the money"
    assert late("declined", today=date(2026, 12, 4), declined_at=at(8), pence=3000).wait.step
