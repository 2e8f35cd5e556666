"""What has to be done soon so that no principle slips: a line of Today. Each floor offers its own in `as_due`."""

from dataclasses import dataclass, field
from datetime import date, timedelta

LATE, TODAY, SOON = "late", "today", "soon"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """`principle` is a key of words.PRINCIPLES; `route` and `ids` lead to the form that settles it."""

    by: date
    principle: str
    sentence: str
    action: str
    route: str
    ids: dict = field(default_factory=dict)

    def urgency(self, day):
        if self.by < day:
            return LATE
        return TODAY if self.by == day else SOON


def in_words(by, day):
    """When something is due, as said beside a line."""
    days = (by - day).days
    if days < 0:
        return "1 day late" if days == -1 else f"{-days} days late"
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"
