"""From a counted record to the page it stands on, and a name for it that this reader may see."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model

from coproduction.accounts.models import User
from coproduction.base.opening import Opened, Reader, models_that_open, page
from coproduction.base.tags import day
from participants.people.models import Participant
from projects.money.models import BudgetLine
from projects.project.models import Project, ProjectRecord

from .facts import Ref
from .findings import CountedRecord

UNNAMED = "A record"


def open_all(refs: Iterable[Ref], project: Project, teammate: User | None) -> dict[Ref, Opened]:
    """{ref: Opened}, one query for each kind of record. `teammate`: the reader, if on the team, who sees who."""
    ids: dict[str, set[UUID]] = {}
    for ref in refs:
        ids.setdefault(ref.kind, set()).add(ref.id)
    found = {
        (kind, record.pk): record
        for kind in ids.keys() & models_that_open().keys()
        for record in records(models_that_open()[kind], project, ids[kind])
    }
    reader = reader_of(teammate, found.values())
    opened: dict[tuple[str, UUID], Opened | None] = {key: record.opens(reader) for key, record in found.items()}
    if "budget_head" in ids:
        # A head that no money was planned for has no row.
        opened |= {("budget_head", uuid5(project.pk, head)): Opened(head.label) for head in BudgetLine.Head}
    return {ref: opened.get((ref.kind, ref.id)) or Opened(UNNAMED) for ref in refs}


def reader_of(teammate: User | None, found: Iterable[Any]) -> Reader:
    """Whose pages they may open is asked once, when first needed, of the people these records are about."""

    @cache
    def visible() -> set[UUID]:
        people = {person_of(record) for record in found} - {None}
        return set(Participant.objects.visible_to(teammate).filter(pk__in=people).values_list("pk", flat=True))

    return Reader(on_team=bool(teammate), may_open_person=lambda person: bool(teammate) and person in visible())


def person_of(record: Any) -> UUID | None:
    return record.pk if isinstance(record, Participant) else getattr(record, "participant_id", None)


def records(model: type[Model], project: Project, ids: set[UUID]) -> Iterable[Any]:
    """Of this project; what hangs on a person alone, of its organisation."""
    within: dict[str, Any] = (
        {"project": project} if issubclass(model, ProjectRecord) else {"organisation": project.organisation_id}
    )
    return model._default_manager.filter(**within, pk__in=ids).select_related(*getattr(model, "opens_with", ()))


# Where a check counts the project itself, a record is missing: by its statement what that is, and where the team
# writes it.
MISSING: dict[str, tuple[str, str | None]] = {
    "S3b": ("An update to everyone", "gatherings:tell"),
    "R1": ("Somebody for this part of the team", "project_team"),
    "E1": ("What the group has agreed", "stages:ways"),
    "U4": ("A record of ordinary work", None),
}


def missing_record(counted: CountedRecord, statement: str, project: Project, teammate: User | None) -> Opened:
    """What is not there yet, and by when it is owed."""
    what, route = MISSING.get(statement, ("What this asks for", None))
    due = f", due {day(counted.overdue_since)}" if counted.overdue_since else ""
    return Opened(f"{what}{due}", page(route, project.pk) if route and teammate else None)
