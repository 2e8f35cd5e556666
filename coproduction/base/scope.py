"""Whose records a piece of work may touch: the organisations in scope. Outside any scope a record can't be reached.

A request stands in the scope of the person who asks; anything else opens one itself: `within` some organisations, or
`everywhere`, which says why. A forgotten filter then finds nothing of others, and a forgotten scope fails loudly.
A new thread begins outside of any scope.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

EVERYWHERE = object()
_scope = ContextVar("scope", default=None)


class OutOfScope(Exception):
    """A record was asked for, or kept, with no organisation in scope, or for one that is not in it."""


def outside(model):
    """What happens to a query when no scope is open."""
    raise OutOfScope(f"{model._meta.label} was asked for with no organisation in scope.")


@contextmanager
def within(organisations):
    """`organisations`: ids, or a function that gives them when they are first needed."""
    before = _scope.set(organisations)
    try:
        yield
    finally:
        _scope.reset(before)


def everywhere(why):
    """For work over all organisations, such as a nightly job. `why` is for whoever reads the call."""
    assert why
    return within(EVERYWHERE)


def in_scope(model):
    """EVERYWHERE, or the ids of the organisations in scope."""
    scope = _scope.get()
    if scope is None:
        return outside(model)
    return scope() if callable(scope) else scope


def check(row):
    """Before a row is kept or deleted: its organisation is in scope, and so are those of the rows it hangs on."""
    ids = in_scope(type(row))
    if ids is EVERYWHERE:
        return
    hangs_on = [related for related in row._state.fields_cache.values() if isinstance(related, Scoped)]
    if any(record.organisation_id not in ids for record in (row, *hangs_on)):
        raise OutOfScope(f"{row._meta.label} is of an organisation that is not in scope.")


class ScopedManager(models.Manager):
    """Finds rows of the organisations in scope alone.

    It is the base manager too, with which Django itself follows foreign keys, refreshes, updates and cascades: what is
    out of scope is not found on these ways either.
    """

    def contribute_to_class(self, cls, name):
        super().contribute_to_class(cls, name)
        cls._meta.base_manager_name = name

    def get_queryset(self):
        ids = in_scope(self.model)
        found = super().get_queryset()
        return found if ids is EVERYWHERE else found.filter(organisation__in=ids)

    def none(self):
        # Holds no row, so it needs no scope: forms name it when they are read in.
        return super().get_queryset().none()


class ScopedQuerySet(models.QuerySet):
    @classmethod
    def as_manager(cls):
        manager = ScopedManager.from_queryset(cls)()
        manager._built_with_as_manager = True
        return manager

    # Django's own mark for what a manager does not copy.
    as_manager.__func__.queryset_only = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for row in objs:
            check(row)
        if kwargs.get("update_conflicts"):
            raise OutOfScope("What is already there may be somebody else's: update it by its own query.")
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **kwargs):
        if {"organisation", "organisation_id"} & kwargs.keys():
            raise OutOfScope("A record stays in its organisation.")
        return super().update(**kwargs)

    # As Django has it: a template cannot call it.
    update.alters_data = True

    def raw(self, *args, **kwargs):
        if in_scope(self.model) is not EVERYWHERE:
            raise OutOfScope("What is written in SQL finds the records of all organisations.")
        return super().raw(*args, **kwargs)


class Scoped(models.Model):
    """A model whose rows belong to one organisation, by its field `organisation`."""

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        check(self)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        check(self)
        return super().delete(*args, **kwargs)
