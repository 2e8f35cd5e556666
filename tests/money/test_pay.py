from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from participants.pay import amount, lateness, promised_day


def test_an_hour_and_a_half_at_25_pounds():
    assert amount("hour", 2500, 90) == 3750


def test_half_a_penny_goes_to_the_person():
    assert amount("hour", 1001, 30) == 501


def test_less_than_half_a_penny_does_not():
    assert amount("hour", 1000, 1) == 17
    assert amount("hour", 1000, 2) == 33


@pytest.mark.parametrize("unit", ["task", "half_day", "day"])
def test_other_units_are_paid_once_however_long_it_took(unit):
    assert amount(unit, 7500, 0) == amount(unit, 7500, 999) == 7500


@given(rate=some.integers(1, 100_000), minutes=some.integers(0, 1440))
def test_the_sum_is_never_more_than_half_a_penny_off(rate, minutes):
    exact_times_120 = 2 * rate * minutes
    assert -60 < 120 * amount("hour", rate, minutes) - exact_times_120 <= 60


@pytest.mark.parametrize("way", ["cash", "voucher"])
def test_cash_and_vouchers_are_promised_for_the_day_itself(way):
    assert promised_day(way, date(2026, 11, 19)) == date(2026, 11, 19)


def test_a_transfer_is_promised_within_ten_working_days():
    assert promised_day("bank", date(2026, 11, 19)) == date(2026, 12, 3)


def test_bank_holidays_of_the_region_do_not_count():
    assert promised_day("bank", date(2026, 11, 19), "SCT") == date(2026, 12, 4)


def late(state="due", due_on=date(2026, 12, 3), today=date(2026, 12, 4), sent_on=None):
    return lateness(state=state, due_on=due_on, sent_on=sent_on, today=today)


def test_on_the_promised_day_nothing_is_late():
    assert late(today=date(2026, 12, 3)) is None


def test_it_says_by_how_much_and_whose_step_it_is():
    assert str(late()) == "Late by 1 working day: waiting for us to check it"
    assert str(late("approved", today=date(2026, 12, 8))) == "Late by 3 working days: waiting for us to send it"


def test_late_over_a_weekend_is_late_all_the_same():
    found = late("drafted", due_on=date(2026, 12, 4), today=date(2026, 12, 5))
    assert str(found) == "Late: waiting for us to send it to be checked"


def test_what_was_sent_late_stays_late():
    assert str(late("received", sent_on=date(2026, 12, 7), today=date(2027, 1, 4))) == "Sent 2 working days late"


def test_what_was_sent_in_time_does_not_become_late():
    assert late("released", sent_on=date(2026, 12, 3), today=date(2027, 1, 4)) is None


def test_what_was_sent_and_is_looked_at_again_is_not_getting_later():
    assert late("disputed", sent_on=date(2026, 12, 3), today=date(2027, 1, 4)) is None
    assert late("disputed", today=date(2026, 12, 4)) is not None


@pytest.mark.parametrize("state", ["declined", "later", "reversed"])
def test_nobody_waits_for_what_the_person_put_off_or_declined(state):
    assert late(state) is None
