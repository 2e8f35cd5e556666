"""Which projects, on which day, and how a record is read on that day."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from coproduction.base.days import LONDON


@dataclass(frozen=True)
class AsOf:
    """region: whose bank holidays each project keeps, by its id."""

    as_of: date
    region: dict[UUID, str]

    def rows(self, queryset, *fields):
        """The records of these projects as named tuples, in the same order whatever the database."""
        kept = queryset.filter(project__in=self.region).order_by("recorded_at", "pk")
        return kept.values_list("project_id", "id", *fields, named=True)

    def known(self, day):
        """A day that has come; what is entered for a later day is not known yet."""
        return day if day and day <= self.as_of else None

    def is_later(self, day):
        return day is not None and day > self.as_of

    def whose(self, begun, ended):
        """Ids of the participants of rows that had begun, and had not ended by the end of the day."""
        return set(begun.exclude(**{f"{ended}__lte": self.end}).values_list("participant", flat=True))

    @property
    def end(self):
        return datetime.combine(self.as_of, time.max, tzinfo=LONDON)

    @staticmethod
    def day(moment):
        return moment and moment.astimezone(LONDON).date()
