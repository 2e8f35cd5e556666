"""Days as people here count them: London's calendar, and working days by the bank holidays of a region."""

import sys
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from zoneinfo import ZoneInfo

from django.utils import timezone
from holidays.holiday_base import HolidayBase

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    return timezone.localdate(timezone=LONDON)


@lru_cache(maxsize=8)
def bank_holidays(region: str) -> HolidayBase:
    """`region` is ENG, SCT or NIR."""
    return united_kingdom()(subdiv=region)


def united_kingdom() -> type[HolidayBase]:
    """The calendar of this country alone: its package would import those of all others, which take 7 MiB in each
    process, and some time at its start.
    """
    if "holidays.countries" not in sys.modules:
        package = find_spec("holidays.countries")
        assert package is not None
        sys.modules["holidays.countries"] = module_from_spec(package)
    from holidays.countries.united_kingdom import UnitedKingdom  # noqa: PLC0415

    return UnitedKingdom


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
    weeks, rest = divmod(max((end - start).days, 0), 7)
    weekdays = 5 * weeks + sum((end - timedelta(days=n)).weekday() < 5 for n in range(rest))
    return weekdays - sum(start < day <= end for year in range(start.year, end.year + 1) for day in free(year, region))


@lru_cache(maxsize=64)
def free(year: int, region: str) -> tuple[date, ...]:
    """Bank holidays on what would be working days."""
    found = united_kingdom()(subdiv=region, years=year)
    return tuple(day for day in found if day.weekday() < 5 and day.year == year)


@lru_cache(maxsize=4000)
def notice_by(day: date, count: int, region: str = "ENG") -> date:
    """The last day that leaves `count` working days before `day`: `working_days_between` it and `day` is `count`."""
    while count:
        count -= is_working_day(day, region)
        day -= timedelta(days=1)
    return day
