"""What has to be done soon so that no principle slips: a line of Today.

Each floor says what it asks for (`ask_about`: querysets of one shape, so that all are asked together), and makes lines
of what was found in `as_due`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateField, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

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


# What is asked of the database ----------------------------------------------------------------------------------------

NO_ID, NO_DAY, NO_WORDS = Cast(Value(None), UUIDField()), Cast(Value(None), DateField()), Value("")


class Found(NamedTuple):
    """A row of which a line is made: what kind it is of, the id of its record, whom and what it is about, the day it
    goes back to, what its last day is counted from, the name of the person, and what a line says of it.
    """

    kind: str
    about: UUID
    project: UUID | None
    stage: UUID | None
    person: UUID | None
    happened_on: date | None
    counts_from: date | None
    name: str
    says: str


def in_shape(rows: QuerySet[Any, Any], kind: Any, **columns: Any) -> QuerySet[Any, Any]:
    """Rows as `Found`: for each column a field or an expression. A Meta ordering would stand inside the UNION."""
    named = {**EMPTY, "kind": kind if hasattr(kind, "resolve_expression") else Value(str(kind)), **columns}
    return rows.order_by().values_list(*(named[column] for column in Found._fields))


EMPTY = {
    "about": "pk",
    "project": "project_id",
    **dict.fromkeys(("stage", "person"), NO_ID),
    **dict.fromkeys(("happened_on", "counts_from"), NO_DAY),
    **dict.fromkeys(("name", "says"), NO_WORDS),
}


def ask_together(asked: Iterable[QuerySet[Any, Any]]) -> dict[str, list[Found]]:
    """What all of them find, by kind, in one query."""
    first, *others = asked
    found = defaultdict(list)
    for row in first.union(*others, all=True):
        found[row[0]].append(Found(*row))
    return found
