"""Days as people here count them: London's calendar, and working days by the bank holidays of a region."""

from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    return timezone.localdate(timezone=LONDON)


@lru_cache(maxsize=8)
def bank_holidays(region: str) -> holidays.HolidayBase:
    """`region` is ENG, SCT or NIR."""
    return holidays.country_holidays("GB", subdiv=region)


# Each session, payment and deadline asks of the same few hundred days.
@lru_cache(maxsize=4000)
def is_working_day(day: date, region: str = "ENG") -> bool:
    return day.weekday() < 5 and day not in bank_holidays(region)


def add_working_days(day: date, count: int, region: str = "ENG") -> date:
    """The day that is `count` working days after `day`; the day itself does not count."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, region)
    return day


@lru_cache(maxsize=4000)
def working_days_between(start: date, end: date, region: str = "ENG") -> int:
    """How many working days lie after `start`, up to and with `end`; 0 where `end` is not later."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, region) for day in days)


@lru_cache(maxsize=4000)
def notice_by(day: date, count: int, region: str = "ENG") -> date:
    """The last day that leaves `count` working days before `day`: `working_days_between` it and `day` is `count`."""
    while count:
        count -= is_working_day(day, region)
        day -= timedelta(days=1)
    return day
