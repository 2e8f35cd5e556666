"""Which projects, on which day, and how a record is read on that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, overload
from uuid import UUID

from django.db.models import Model, QuerySet

from coproduction.base.days import LONDON


@dataclass(frozen=True)
class AsOf:
    """region: whose bank holidays each project keeps, by its id."""

    as_of: date
    region: dict[UUID, str]

    def rows(self, queryset: QuerySet[Model], *fields: str) -> Iterable[Any]:
        """The records of these projects as named tuples, in the same order whatever the database."""
        kept = queryset.filter(project__in=self.region).order_by("recorded_at", "pk")
        return kept.values_list("project_id", "id", *fields, named=True)

    def known(self, day: date | None) -> date | None:
        """A day that has come; what is entered for a later day is not known yet."""
        return day if day and day <= self.as_of else None

    def is_later(self, day: date | None) -> bool:
        return day is not None and day > self.as_of

    def whose(self, begun: QuerySet[Model], ended: str) -> set[UUID]:
        """Ids of the participants of rows that had begun, and had not ended by the end of the day."""
        return set(begun.exclude(**{f"{ended}__lte": self.end}).values_list("participant", flat=True))

    @property
    def end(self) -> datetime:
        return datetime.combine(self.as_of, time.max, tzinfo=LONDON)

    @overload
    @staticmethod
    def day(moment: datetime) -> date: ...

    @overload
    @staticmethod
    def day(moment: None) -> None: ...

    @staticmethod
    def day(moment: datetime | None) -> date | None:
        return moment.astimezone(LONDON).date() if moment else None
