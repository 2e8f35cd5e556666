"""Rows as plain tuples, read so that what columns hold again and again is made once.

A year of a hundred projects is some 60,000 rows, and they name the same thousand people and the same days. Where the
database keeps an id or a day as text, making it anew for each row would take longer than all the rest.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, SafeUUID

from django.db.models import QuerySet, UUIDField
from django.db.models.sql.constants import CURSOR

from coproduction.base.days import LONDON

AT_A_TIME = 500
set_slot = object.__setattr__
NONE: tuple[tuple[()], None] = ((), None)


class Known(dict[Any, Any]):
    """{what the database gives: what it stands for}, made when it is first met."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, given: Any) -> Any:
        self[given] = made = self.make(given)
        return made


class Reader:
    """What was made for the rows of one query is used for the next."""

    def __init__(self) -> None:
        self.known: dict[Any, Known] = {}

    def read(
        self, queryset: QuerySet[Any, Any], fields: Sequence[str], days: Collection[str] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The tuples of `values_list`. days: those of the fields whose moments are given as London's days."""
        compiler = queryset.values_list(*fields).query.get_compiler(queryset.db)
        cursor = compiler.execute_sql(CURSOR)
        if cursor is None:
            # Nothing can be found, and so the database was not asked.
            return
        columns = [column for column, *_ in compiler.select or ()]
        converters = compiler.get_converters(columns)
        makers = {
            place: self.maker(column, converters.get(place, NONE)[0], compiler.connection, field in days)
            for place, (field, column) in enumerate(zip(fields, columns, strict=True))
            if place in converters or field in days
        }
        with cursor:
            while chunk := cursor.fetchmany(AT_A_TIME):
                values: list[Any] = list(zip(*chunk, strict=True))
                for place, make in makers.items():
                    values[place] = map(make, values[place])
                yield from zip(*values, strict=True)

    def maker(
        self, column: Any, converters: Sequence[Callable[..., Any]], connection: Any, as_day: bool
    ) -> Callable[[Any], Any]:
        """What is made of what the database gives, as Django does it. Ids of the rows themselves are not kept."""

        def make(given: Any) -> Any:
            for converter in converters:
                given = converter(given, column, connection)
            return london_day(given) if as_day else given

        if isinstance(column.output_field, UUIDField):
            make = uuid_of_text
        if getattr(column, "target", None) and column.target.primary_key:
            return make
        return self.known.setdefault((*converters, as_day), Known(make)).__getitem__


def uuid_of_text(given: str | None) -> UUID | None:
    """What `UUID(given)` is, in a third of the time: what the database keeps needs none of its checks."""
    if given is None:
        return None
    made = object.__new__(UUID)
    set_slot(made, "int", int(given, 16))
    set_slot(made, "is_safe", SafeUUID.unknown)
    return made


def london_day(moment: datetime | None) -> date | None:
    return moment.astimezone(LONDON).date() if moment else None
