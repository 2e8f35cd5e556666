"""A write is a named action: keyword-only, by somebody, in one transaction, leaving one audit row.

Rows wait until the outermost piece of work is done and are written then, so that the lock on the head of the chain is
the last one taken, whatever locks the work itself took.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import signature

from django.db import IntegrityError, transaction
from django.utils import timezone

from .models import AuditEntry, AuditHead

ACTIONS = {}
_waiting = ContextVar("waiting audit rows", default=None)


def action(verb):
    """Makes a function a named action. It returns the record it is about, which says whose organisation it is.

    `verb` is what the audit row says, such as "session logged".
    """

    def name_it(function):
        parameters = signature(function).parameters.values()
        if "by" not in signature(function).parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters):
            raise TypeError(f"{function.__name__} must take keywords alone, `by` among them.")

        @wraps(function)
        def act(*, by, **kwargs):
            with one_piece_of_work():
                about = function(by=by, **kwargs)
                note(verb, about=about, by=by)
            return about

        ACTIONS[f"{function.__module__}.{function.__name__}"] = verb
        return act

    return name_it


@contextmanager
def one_piece_of_work():
    """One transaction, with its audit rows written at its end. Inside another, it is part of that one."""
    if _waiting.get() is not None:
        with transaction.atomic():
            kept = len(_waiting.get())
            try:
                yield
            except BaseException:
                # What is undone leaves no trace.
                del _waiting.get()[kept:]
                raise
        return
    before = _waiting.set([])
    try:
        with transaction.atomic():
            yield
            write(_waiting.get())
    finally:
        _waiting.reset(before)


def note(verb, *, about, by, organisations=()):
    """An audit row for a state change or a sensitive read. `organisations`: ids, where `about` does not say whose."""
    with one_piece_of_work():
        for organisation_id in organisations or [about.organisation_id]:
            _waiting.get().append(
                {
                    "organisation_id": organisation_id,
                    "actor_id": by.pk if by else None,
                    "action": verb,
                    "about": about._meta.label_lower,
                    "about_id": str(about.pk),
                }
            )


def write(rows):
    """Organisation by organisation, always in the same order, so that two pieces of work never wait for each other."""
    for organisation_id in sorted({row["organisation_id"] for row in rows}):
        head = locked_head(organisation_id)
        entries = []
        for row in rows:
            if row["organisation_id"] == organisation_id:
                entry = AuditEntry(**row, sequence=head.sequence + 1, at=timezone.now(), previous=head.hash)
                entry.hash = entry.worked_out()
                head.sequence, head.hash = entry.sequence, entry.hash
                entries.append(entry)
        AuditEntry.objects.bulk_create(entries)
        head.save(update_fields=["sequence", "hash"])


def locked_head(organisation_id):
    heads = AuditHead.objects.select_for_update()
    head = heads.filter(pk=organisation_id).first()
    if head is None:
        try:
            with transaction.atomic():
                AuditHead.objects.create(pk=organisation_id)
        except IntegrityError:
            # Somebody else began this chain at the same moment.
            pass
        head = heads.get(pk=organisation_id)
    return head
