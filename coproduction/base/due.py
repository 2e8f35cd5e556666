"""What has to be done soon so that no principle slips: a line of Today. Each floor offers its own in `as_due`."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .days import working_days_between

LATE, TODAY, SOON = "late", "today", "soon"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """`principle` is a key of words.PRINCIPLES; `route` and `ids` lead to the form that settles it.

    `safety`: how late it is, is counted in days of the calendar; all else in working days.
    `first_of_several`: the line is about several things, and `by` is the day of the first.
    """

    by: date
    principle: str
    sentence: str
    action: str
    route: str
    ids: dict[str, Any] = field(default_factory=dict)
    safety: bool = False
    first_of_several: bool = False

    def urgency(self, day: date) -> str:
        if self.by < day:
            return LATE
        return TODAY if self.by == day else SOON

    def when(self, day: date, region: str) -> str:
        words = in_words(self.by, day, None if self.safety else region)
        if not self.first_of_several:
            return words
        return f"the {'oldest' if self.by < day else 'first'} {words}"


def in_words(by: date, day: date, region: str | None) -> str:
    """When something is due, as said beside a line. Lateness is in working days of the organisation's region; of what
    is about safety, which waits for no weekend, in days of the calendar: there `region` is None.
    """
    if by < day:
        late = working_days_between(by, day, region) if region else (day - by).days
        return late_in_words(late, "working day" if region else "day")
    days = (by - day).days
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"


def late_in_words(count: int, unit: str) -> str:
    """What was due on a Saturday is late on the Sunday, by no working day yet."""
    return f"{count} {unit}{'' if count == 1 else 's'} late" if count else "late"
