"""A write is a named action: keyword-only, by somebody, in one transaction, leaving one audit row.

Rows wait until the outermost piece of work is done and are written then, so that the lock on the head of the chain is
the last one taken, whatever locks the work itself took. What was undone meanwhile, by an inner piece of work or by any
savepoint, leaves no row.

What is anonymous leaves a row with nobody in it and the day alone. Its place in the chain still says between which
two others it came; so it is about a whole round or a whole organisation, never about one person.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from coproduction.base.refusals import Refused

from .models import AuditEntry, AuditHead, ChangeCount, User

ACTIONS: dict[str, str] = {}


class OfAnOrganisation(Protocol):
    """A record that says whose it is."""

    @property
    def pk(self) -> Any: ...

    @property
    def organisation_id(self) -> UUID: ...


Act = TypeVar("Act", bound=Callable[..., OfAnOrganisation])


@dataclass(eq=False)
class Waiting:
    """A row of which only its place in the chain is not known yet. `counted_under`: see ChangeCount."""

    organisation_id: UUID
    fields: dict[str, Any]
    anonymous: bool
    counted_under: frozenset[UUID]

    def __call__(self) -> None:
        """Nothing to do at commit: it stands in Django's list so that a savepoint undone takes it out again."""

    @property
    def at(self) -> datetime:
        now = timezone.now()
        return now.replace(hour=0, minute=0, second=0, microsecond=0) if self.anonymous else now


_waiting: ContextVar[list[Waiting] | None] = ContextVar("waiting audit rows", default=None)
_as_a_whole: ContextVar[bool] = ContextVar("undone as a whole", default=False)


def action(verb: str, *, anonymous: bool = False, refused: str | None = None) -> Callable[[Act], Act]:
    """Makes a function a named action. It returns the record it is about, which says whose organisation it is.

    `verb` is what the audit row says, such as "session logged". `anonymous`: who did it, and at what hour, is not kept.
    `refused`: what the row says where the rules do not allow it; it is about the action's first argument.
    """

    def name_it(function: Act) -> Act:
        parameters = signature(function).parameters.values()
        if "by" not in signature(function).parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters):
            raise TypeError(f"{function.__name__} must take keywords alone, `by` among them.")
        subject = next(iter(parameters)).name

        @wraps(function)
        def act(*, by: User | None, **kwargs: Any) -> OfAnOrganisation:
            with one_piece_of_work():
                try:
                    about = function(by=by, **kwargs)
                except Refused as refusal:
                    if refused:
                        refusal.attempts.append((refused, kwargs[subject], by))
                    raise
                queue_rows(verb, about, by, [about.organisation_id], anonymous)
            return about

        ACTIONS[f"{function.__module__}.{function.__name__}"] = verb
        return cast(Act, act)

    return name_it


@contextmanager
def one_piece_of_work() -> Iterator[None]:
    """One transaction, with its audit rows written at its end. Inside another, it is part of that one."""
    if _waiting.get() is not None:
        with transaction.atomic(savepoint=not _as_a_whole.get()):
            yield
        return
    waiting: list[Waiting] = []
    before = _waiting.set(waiting)
    try:
        with transaction.atomic():
            yield
            write_rows(not_undone(waiting))
    except Refused as refusal:
        note_refused(refusal)
        raise
    finally:
        _waiting.reset(before)


@contextmanager
def as_a_whole() -> Iterator[None]:
    """No action in it is undone alone: one that is refused undoes all, and nothing more can be written then."""
    before = _as_a_whole.set(True)
    try:
        yield
    finally:
        _as_a_whole.reset(before)


def note_refused(refusal: Refused) -> None:
    """All that was tried is undone by now, whatever it stood in; that it was tried stays, in a piece of its own."""
    _waiting.set(None)
    for verb, about, by in refusal.attempts:
        note(verb, about=about, by=by)
    refusal.attempts.clear()


def note(
    verb: str, *, about: Any, by: User | None, organisations: Collection[UUID] = (), anonymous: bool = False
) -> None:
    """An audit row for a state change or a sensitive read. `organisations`: ids, where `about` does not say whose."""
    with one_piece_of_work():
        queue_rows(verb, about, by, organisations or [about.organisation_id], anonymous)


def queue_rows(verb: str, about: Any, by: User | None, organisations: Iterable[UUID], anonymous: bool) -> None:
    fields = {
        "actor_id": by.pk if by and not anonymous else None,
        "action": verb,
        "about": about._meta.label_lower,
        "about_id": str(about.pk),
    }
    waiting = _waiting.get()
    # It is called within a piece of work.
    assert waiting is not None
    counted_under = frozenset(about.counted_under()) if hasattr(about, "counted_under") else frozenset()
    for organisation_id in organisations:
        row = Waiting(organisation_id, fields, anonymous, counted_under)
        waiting.append(row)
        transaction.on_commit(row)


def not_undone(rows: Iterable[Waiting]) -> list[Waiting]:
    """Those whose savepoint was not undone."""
    kept = {id(function) for _, function, _ in connection.run_on_commit}  # type: ignore[misc]  # They are triples.
    return [row for row in rows if id(row) in kept]


def write_rows(rows: Sequence[Waiting]) -> None:
    """Organisation by organisation, always in the same order, so that two pieces of work never wait for each other."""
    for organisation_id in sorted({row.organisation_id for row in rows}):
        head = lock_head(organisation_id)
        of_it = [row for row in rows if row.organisation_id == organisation_id]
        AuditEntry.objects.bulk_create([make_next_entry(head, row) for row in of_it])
        changed = {changed for row in of_it for changed in row.counted_under}
        count_changes(changed)
        head.changes += bool(changed)
        head.save(update_fields=["sequence", "hash", "changes"])


def count_changes(ids: Collection[UUID]) -> None:
    """The lock on the head is held, so nobody else counts here at the same moment."""
    if not ids:
        return
    rows = ChangeCount.objects.filter(pk__in=ids)
    if rows.update(number=F("number") + 1) < len(ids):
        missing = set(ids) - set(rows.values_list("pk", flat=True))
        ChangeCount.objects.bulk_create(ChangeCount(pk=pk, number=1) for pk in missing)


def make_next_entry(head: AuditHead, row: Waiting) -> AuditEntry:
    """The entry of a row, next in the chain; the head moves on to it."""
    entry = AuditEntry(organisation_id=head.pk, sequence=head.sequence + 1, at=row.at, previous=head.hash, **row.fields)
    entry.hash = entry.worked_out()
    head.sequence, head.hash = entry.sequence, entry.hash
    return entry


def lock_head(organisation_id: UUID) -> AuditHead:
    heads = AuditHead.objects.select_for_update(no_key=True)
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
