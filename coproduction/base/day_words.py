"""Days and times of day as people write them: "26 November", "26/11/26", "next Thursday"; "2 pm", "14:00"."""

import re
from calendar import isleap, monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from .days import LONDON

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT = {"weds": "Wednesday", "sept": "September"}
NEAR_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
EARLIEST, LATEST = 1900, 2199
# Leap days lie at most eight years apart.
YEARS_AROUND = 8

YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
FIGURES = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})(?:[-/.](?P<year>\d{4}|\d{2}))?")
MONTH_SECOND = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? ?(?P<month>[a-z]+)(?: ?(?P<year>\d{4}|\d{2}))?")
MONTH_FIRST = re.compile(r"(?P<month>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}|\d{2}))?")
DATES = (YEAR_FIRST, FIGURES, MONTH_SECOND, MONTH_FIRST)

CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>am|pm)?")
FOUR_FIGURES = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2}) ?(?P<half>am|pm)?")
# "half past two", "quarter to three pm", "10 past 2 in the afternoon"
BESIDE_AN_HOUR = re.compile(
    r"(?P<by>half|quarter|a quarter|[1-5]?\d(?: minutes?)?) (?P<side>past|to) (?P<hour>\d{1,2})(?: ?(?P<half>am|pm))?"
)
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
IN_FIGURES = {name: str(number) for number, name in enumerate(HOURS, 1)} | {"twenty": "20", "noon": "midday"}
PARTS_OF_DAY = {"in the morning": "am", "in the afternoon": "pm", "in the evening": "pm", "o'clock": "", "o’clock": ""}
SPELLED = {"midday": time(12), "midnight": time(0)}


class Unclear(ValueError):
    """It can't be read for certain. As text: a sentence that says what to write instead."""


def day_in_words(day: date) -> str:
    """A date as the box shows it: "26 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_day(words: str, today: date, ahead: bool = False, back: bool = False) -> date:
    """The date that was written, day before month.

    A date without a year is the one nearest to `today`; with `ahead` the first that is not over. A weekday alone is
    the first from today on, or with `back` the last up to today; "next" and "last" never mean today. Raises Unclear.
    """
    plain = _plain(words)
    if plain in NEAR_TODAY:
        return today + timedelta(days=NEAR_TODAY[plain])
    which, weekday, rest = _opening(plain)
    if weekday is not None and not rest:
        return _weekday(weekday, today, which or ("last or today" if back else ""))
    if which:
        raise Unclear(_help(today, back))
    day = _date(rest, today, ahead, back)
    if weekday is not None and day.weekday() != weekday:
        raise Unclear(
            f"{day_in_words(day)} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}. Check which one you mean."
        )
    return day


def example(today: date, back: bool = False) -> str:
    """Two ways to write a day near to `today`: "26 November, or next Thursday"."""
    near = today + timedelta(days=-4 if back else 2)
    return f"{near.day} {MONTHS[near.month - 1]}, or {'last' if back else 'next'} {WEEKDAYS[near.weekday()]}"


def _help(today: date, back: bool) -> str:
    return f"We could not read this as a day. Write it like this: {example(today, back)}."


def _plain(words: str) -> str:
    kept = [word for word in words.casefold().replace(",", " ").split() if word not in ("the", "of", "on")]
    return " ".join(word.removesuffix(".") for word in kept)


def _opening(plain: str) -> tuple[str, int | None, str]:
    """What stands before a date, or instead of it: "next" or the like, the number of a weekday or None, the rest."""
    first, _, rest = plain.partition(" ")
    which = ""
    if first in ("next", "last", "this"):
        which = first
        first, _, rest = rest.partition(" ")
    weekday = _place(first, WEEKDAYS)
    return (which, None, plain) if weekday is None else (which, weekday, rest)


def _place(word: str, names: Iterable[str]) -> int | None:
    """Which of the names a word, or the beginning of one, stands for; None if none."""
    for place, name in enumerate(names):
        if len(word) >= 3 and (name.casefold().startswith(word) or SHORT.get(word) == name):
            return place
    return None


def _weekday(weekday: int, today: date, which: str) -> date:
    if which in ("last", "last or today"):
        gone = (today.weekday() - weekday) % 7
        return today - timedelta(days=gone or (7 if which == "last" else 0))
    to_come = (weekday - today.weekday()) % 7
    return today + timedelta(days=to_come or (7 if which == "next" else 0))


def _date(plain: str, today: date, ahead: bool, back: bool) -> date:
    found = next((found for form in DATES if (found := form.fullmatch(plain))), None)
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        raise Unclear(_help(today, back))
    if not 1 <= month <= 12:
        raise Unclear(f"There is no month {month}. Write the day first, then the month: {example(today, back)}.")
    day, year = int(found["day"]), found["year"]
    if year is None:
        return _without_year(day, month, today, ahead)
    year = int(year) + (2000 if len(year) == 2 else 0)
    if not EARLIEST <= year <= LATEST:
        raise Unclear(f"Check the year: it says {year}.")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise Unclear(_no_such_day(day, month, year))
    return date(year, month, day)


def _month(written: str) -> int | None:
    """Its number; None where it is no month's name."""
    if written.isdecimal():
        return int(written)
    place = _place(written, MONTHS)
    return None if place is None else place + 1


def _without_year(day: int, month: int, today: date, ahead: bool) -> date:
    years = range(today.year - YEARS_AROUND, today.year + YEARS_AROUND + 1)
    there = [date(year, month, day) for year in years if 1 <= day <= monthrange(year, month)[1]]
    if not there:
        raise Unclear(_no_such_day(day, month, None))
    if ahead:
        return min(candidate for candidate in there if candidate >= today)
    # Of two that are equally near, the one to come.
    return min(there, key=lambda candidate: (abs(candidate - today), candidate < today))


def _no_such_day(day: int, month: int, year: int | None) -> str:
    name = MONTHS[month - 1]
    longest = monthrange(year or 2024, month)[1]
    of_year = f" {year}" if year and month == 2 and not isleap(year) and day == 29 else ""
    return f"There is no {day} {name}{of_year}: {name}{of_year} has {longest} days. Check the day."


def read_time(words: str) -> time:
    """The time that was written. Raises Unclear, also where it may be morning or evening."""
    plain = _plain_time(words)
    if plain in SPELLED:
        return SPELLED[plain]
    if beside := BESIDE_AN_HOUR.fullmatch(plain):
        plain = _in_figures(beside)
    found = CLOCK.fullmatch(plain) or FOUR_FIGURES.fullmatch(plain)
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (99, 0)
    if found is None or hour > 23 or minute > 59:
        raise Unclear("We could not read this as a time. Write it like this: 2 pm, or 14:00.")
    return time(_of_the_day(hour, found), minute)


def _plain_time(words: str) -> str:
    """In small letters, with numbers in figures: "half past 2 pm"."""
    plain = " ".join(words.casefold().replace("a.m", "am").replace("p.m", "pm").split()).removesuffix(".")
    for said, meant in PARTS_OF_DAY.items():
        plain = plain.replace(said, meant)
    return " ".join(IN_FIGURES.get(word, word) for word in plain.removeprefix("at ").split())


def _in_figures(beside: re.Match[str]) -> str:
    """ "quarter to 3 pm" is "2:45 pm"."""
    by = {"half": 30, "quarter": 15, "a quarter": 15}.get(beside["by"]) or int(beside["by"].split()[0])
    hour, half = int(beside["hour"]), beside["half"] or ""
    if beside["side"] == "past":
        return f"{hour}:{by:02d} {half}".strip()
    # Before 12 it is still the other half of the day.
    half = {"am": "pm", "pm": "am"}.get(half, "") if hour == 12 else half
    return f"{hour - 1 or 12}:{60 - by:02d} {half}".strip()


def moment(day: date, at: time) -> datetime:
    """The moment of a time of day, in London. Raises Unclear in the hour in which the clocks change: one night in
    spring has no such hour, and one night in autumn has it twice.
    """
    first, second = (datetime.combine(day, at, tzinfo=LONDON).replace(fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    night = f"{at.hour}:{at.minute:02d} am on {day_in_words(day)}"
    if first.astimezone(UTC).astimezone(LONDON).time() != at:
        raise Unclear(
            f"There is no {night}: the clocks go forward then. Which time do you mean, before 1 am or from 2 am?"
        )
    raise Unclear(f"{night} comes twice: the clocks go back then. Which time do you mean, before 1 am or from 2 am?")


def _of_the_day(hour: int, found: re.Match[str]) -> int:
    half = found["half"]
    # By the 24 hour clock there are two figures for the hour and two for the minutes.
    if not half and 0 < hour < 13 and (found["minute"] is None or len(found["hour"]) == 1):
        said = f"{hour}:{found['minute']}" if found["minute"] else f"{hour}"
        raise Unclear(f"Is this in the morning or later? Write {said} am or {said} pm.")
    if half and (hour == 0 or (half == "am" and hour > 12)):
        raise Unclear("We could not read this as a time. Write it like this: 9 am, 2 pm, or 14:00.")
    return hour % 12 + (12 if half == "pm" else 0) if half and hour < 13 else hour
