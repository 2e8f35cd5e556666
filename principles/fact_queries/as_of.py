"""Which projects, on which day, and how a record is read on that day."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from coproduction.base.days import LONDON
from principles.facts import WINDOW_DAYS

from .reading import Reader, london_day


@dataclass(frozen=True)
class AsOf:
    """region: whose bank holidays each project keeps, by its id. closed: those closed by then.

    worked_out: what `once` keeps.
    """

    as_of: date
    region: dict[UUID, str]
    closed: frozenset[UUID] = frozenset()
    reader: Reader = field(default_factory=Reader)
    worked_out: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def rows(self, queryset: QuerySet[Model], *fields: str, days: Collection[str] = ()) -> Iterator[tuple[Any, ...]]:
        """The records of these projects in the same order whatever the database: tuples of a project's id, the
        record's, and the fields. days: those that are moments and are given as days.
        """
        kept = queryset.filter(project__in=self.region).order_by("recorded_at", "pk")
        return self.read(kept, "project_id", "id", *fields, days=days)

    def read(self, queryset: QuerySet[Model], *fields: str, days: Collection[str] = ()) -> Iterator[tuple[Any, ...]]:
        return self.reader.read(queryset, fields, days)

    def known(self, day: date | None) -> date | None:
        """A day that has come; what is entered for a later day is not known yet."""
        return day if day and day <= self.as_of else None

    def is_later(self, day: date | None) -> bool:
        return day is not None and day > self.as_of

    day = staticmethod(london_day)

    def whose(self, begun: QuerySet[Model], ended: str) -> set[UUID]:
        """Ids of the participants of rows that had begun, and had not ended by the end of the day."""
        return set(begun.exclude(**{f"{ended}__lte": self.end}).values_list("participant", flat=True))

    @cached_property
    def end(self) -> datetime:
        return datetime.combine(self.as_of, time.max, tzinfo=LONDON).astimezone(UTC)

    @property
    def window_from(self) -> date:
        """The first day looked at in a project that is not closed."""
        return self.as_of - timedelta(days=WINDOW_DAYS)

    def in_window(self, *, day: str = "", moment: str = "") -> Q:
        """Rows whose day or moment, fields of theirs, is in the window; of closed projects, all."""
        found = Q(project__in=self.closed)
        if day:
            found |= Q(**{f"{day}__gte": self.window_from})
        if moment:
            found |= Q(**{f"{moment}__gte": datetime.combine(self.window_from, time.min, tzinfo=LONDON)})
        return found
