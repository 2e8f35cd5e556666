from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from participants.offers.pay import amount
from projects import deadlines


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
    assert deadlines.payment(way, date(2026, 11, 19)) == date(2026, 11, 19)


def test_a_transfer_is_promised_within_ten_working_days():
    assert deadlines.payment("bank", date(2026, 11, 19)) == date(2026, 12, 3)


def test_bank_holidays_of_the_region_do_not_count():
    assert deadlines.payment("bank", date(2026, 11, 19), "SCT") == date(2026, 12, 4)
