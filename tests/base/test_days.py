from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from coproduction.base.days import add_working_days, is_working_day, today, working_days_between

CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2026, 12, 28), date(2026, 4, 6), date(2026, 11, 28)])
def test_bank_holidays_and_weekends_are_no_working_days(day):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day, region, works",
    [
        (date(2026, 4, 6), "ENG", False),
        (date(2026, 4, 6), "SCT", True),
        (date(2026, 1, 2), "ENG", True),
        (date(2026, 1, 2), "SCT", False),
        (date(2026, 3, 17), "NIR", False),
        (date(2026, 3, 17), "ENG", True),
    ],
)
def test_each_region_has_its_own_bank_holidays(day, region, works):
    assert is_working_day(day, region) is works


@pytest.mark.parametrize(
    "start, count, lands_on",
    [
        (date(2026, 11, 2), 10, date(2026, 11, 16)),
        # Christmas, the day kept for Boxing Day, and New Year's Day.
        (CHRISTMAS_EVE, 1, date(2026, 12, 29)),
        (CHRISTMAS_EVE, 10, date(2027, 1, 12)),
        (date(2026, 11, 7), 1, date(2026, 11, 9)),
        (CHRISTMAS_EVE, 0, CHRISTMAS_EVE),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, count, lands_on):
    assert add_working_days(start, count) == lands_on


def test_counting_between_undoes_adding():
    for offset in range(400):
        start = date(2026, 1, 1) + timedelta(days=offset)
        for count in (0, 1, 5, 10):
            assert working_days_between(start, add_working_days(start, count)) == count


def test_no_days_lie_before_the_start():
    assert working_days_between(CHRISTMAS_EVE, date(2026, 12, 1)) == 0


def test_today_is_londons_day_just_after_midnight_in_summer():
    just_after = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    with mock.patch.object(timezone, "now", return_value=just_after):
        assert today() == date(2026, 7, 2)
