"""Whose records a piece of work may touch: the organisations in scope. Outside any scope a record can't be reached.

A request stands in the scope of the person who asks; anything else opens one itself: `within` some organisations, or
`everywhere`, which says why. A forgotten filter then finds nothing of others, and a forgotten scope fails loudly.
A new thread begins outside of any scope.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from django.db import models
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.query import RawQuerySet
from django.db.models.sql.where import AND

from .folding import changes_with_folded, with_folded


class _Everywhere(Enum):
    EVERYWHERE = "all organisations"


EVERYWHERE: Final = _Everywhere.EVERYWHERE
Organisations = Collection[UUID] | _Everywhere
Row = TypeVar("Row", bound="Scoped", covariant=True)
_scope: ContextVar[Organisations | Callable[[], Organisations] | None] = ContextVar("scope", default=None)


class OutOfScope(Exception):
    """A record was asked for, or kept, with no organisation in scope, or for one that is not in it."""


def outside(model: type[models.Model]) -> Organisations:
    """What happens to a query when no scope is open."""
    raise OutOfScope(f"{model._meta.label} was asked for with no organisation in scope.")


@contextmanager
def within(organisations: Organisations | Callable[[], Organisations]) -> Iterator[None]:
    """`organisations`: ids, or a function that gives them when they are first needed."""
    before = _scope.set(organisations)
    try:
        yield
    finally:
        _scope.reset(before)


def everywhere(why: str) -> AbstractContextManager[None]:
    """For work over all organisations, such as a nightly job. `why` is for whoever reads the call."""
    assert why
    return within(EVERYWHERE)


def in_scope(model: type[models.Model]) -> Organisations:
    """EVERYWHERE, or the ids of the organisations in scope."""
    scope = _scope.get()
    if scope is None:
        return outside(model)
    return scope() if callable(scope) else scope


def check(row: "Scoped") -> None:
    """Before a row is kept or deleted: its organisation is in scope, and so are those of the rows it hangs on."""
    ids = in_scope(type(row))
    if ids is EVERYWHERE:
        return
    hangs_on = [related for related in row._state.fields_cache.values() if isinstance(related, Scoped)]
    if any(record.organisation_id not in ids for record in (row, *hangs_on)):
        raise OutOfScope(f"{row._meta.label} is of an organisation that is not in scope.")


class ScopedManager(models.Manager[Row]):
    """Finds rows of the organisations in scope alone.

    It is the base manager too, with which Django itself follows foreign keys, refreshes, updates and cascades: what is
    out of scope is not found on these ways either.
    """

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        super().contribute_to_class(cls, name)
        cls._meta.base_manager_name = name

    def get_queryset(self) -> models.QuerySet[Row]:
        ids = in_scope(self.model)
        found = super().get_queryset()
        if ids is not EVERYWHERE:
            # What .filter(organisation__in=ids) comes to, without working that out for each of a page's queries.
            field = cast("models.Field[Any, Any]", self.model._meta.get_field("organisation"))
            found.query.where.add(RelatedIn(field.get_col(found.query.get_initial_alias()), ids), AND)
        return found

    def none(self) -> models.QuerySet[Row]:
        # Holds no row, so it needs no scope: forms name it when they are read in.
        return super().get_queryset().none()


class ScopedQuerySet(models.QuerySet[Row]):
    @classmethod
    def as_manager(cls) -> ScopedManager[Any]:
        manager = ScopedManager.from_queryset(cls)()
        manager._built_with_as_manager = True  # type: ignore[attr-defined]  # Django's own mark, private to it.
        return manager

    # Django's own mark for what a manager does not copy.
    as_manager.__func__.queryset_only = True  # type: ignore[attr-defined]  # A class method has its function there.

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        objs = list(objs)
        for row in objs:
            check(row)
        if kwargs.get("update_conflicts"):
            raise OutOfScope("What is already there may be somebody else's: update it by its own query.")
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        if {"organisation", "organisation_id"} & kwargs.keys():
            raise OutOfScope("A record stays in its organisation.")
        return super().update(**changes_with_folded(self.model, kwargs))

    # As Django has it: a template cannot call it.
    update.alters_data = True  # type: ignore[attr-defined]  # Marks stand on functions.

    def raw(self, *args: Any, **kwargs: Any) -> "RawQuerySet[Row]":
        if in_scope(self.model) is not EVERYWHERE:
            raise OutOfScope("What is written in SQL finds the records of all organisations.")
        return super().raw(*args, **kwargs)


class Scoped(models.Model):
    """A model whose rows belong to one organisation, by its field `organisation`."""

    organisation_id: UUID
    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        check(self)
        super().save(*args, **kwargs)

    def save_base(
        self,
        raw: bool = False,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """By this each way to save goes; also of a record of which not all was read."""
        names = with_folded(type(self), frozenset(update_fields)) if update_fields else None
        super().save_base(raw, force_insert, force_update, using, names)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        check(self)
        return super().delete(*args, **kwargs)
