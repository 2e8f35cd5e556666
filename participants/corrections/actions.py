import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.accounts.records import Record
from coproduction.base.corrections import PutRight
from coproduction.base.privacy import Personal, our_models
from coproduction.base.refusals import Refused
from participants.people.models import Participant

from .models import Correction


class ChangedMeanwhile(Refused):
    """Somebody else put the same record right since this page was opened."""


@cache
def models_put_right() -> dict[str, type[Record]]:
    """{kind: model} of all records that can be put right on the page for it."""
    return {
        model._meta.model_name or "": model
        for model in our_models()
        if issubclass(model, Record) and isinstance(getattr(model, "corrects", None), PutRight)
    }


def fields_for_team(record: Record) -> dict[str, str]:
    """{name of a field: what it is called} that the team puts right: not what the person wrote themselves."""
    rule = record.corrects
    assert isinstance(rule, PutRight)
    theirs = rule.own if record.in_their_words else {}
    return {name: label for name, label in rule.fields.items() if name not in theirs and record.can_be_put_right(name)}


def fields_for_person(record: Record) -> dict[str, str]:
    """{name of a field: what it is called} that the person whom it is about puts right."""
    rule = record.corrects
    assert isinstance(rule, PutRight)
    return {**rule.shared, **(rule.own if record.in_their_words else {})}


def find_own(people: QuerySet[Participant], pk: UUID) -> Record | None:
    """What is about these people and has this id, where they put something of it right themselves."""
    for model in models_put_right().values():
        assert isinstance(model.corrects, PutRight)
        if model.corrects.own or model.corrects.shared:
            assert isinstance(model.personal, Personal)
            path = "pk" if model.personal.path == "self" else model.personal.path
            if found := model.objects.filter(**{f"{path}__in": people}, pk=pk).first():
                return found if fields_for_person(found) else None
    return None


def state_of(record: Model, names: Iterable[str]) -> str:
    """What these fields say, as a digest: a page that was opened before they changed is known by it."""
    said = "\n".join(f"{name}: {as_text(record, name)!r}" for name in sorted(names))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def as_text(record: Model, name: str) -> str:
    return str(record._meta.get_field(name).value_to_string(record))  # type: ignore[union-attr]  # A field of its own.


@action("put right")
def put_right(
    *, record: Record, values: Mapping[str, Any], seen: str, why: str = "", unsafe: bool = False, by: User
) -> Record:
    """`values` by the name of the field; `seen`: the `state_of` these fields when the page was opened. `unsafe`: what
    they said must not be kept anywhere.
    """
    rule = record.corrects
    assert isinstance(rule, PutRight)
    row = type(record).objects.select_for_update(no_key=True).get(pk=record.pk)
    if state_of(row, values) != seen:
        raise ChangedMeanwhile("Somebody has put this right since you opened it. Look at both, then send yours again.")
    was = {name: as_text(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    changed = [name for name in values if as_text(row, name) != was[name]]
    if not changed:
        raise Refused("Nothing is different. Change what is wrong, then send it.")
    stood = type(record).objects.get(pk=record.pk)
    row.check_correction(was=stood)
    if unsafe:
        forget(row, changed)
    Correction.objects.bulk_create(
        kept(row, name, was[name], why, by, forgotten=unsafe or name in rule.forgotten) for name in changed
    )
    row.save(update_fields=[*changed, *row.note_put_right(was=stood)])
    return row


def kept(row: Record, name: str, was: str, why: str, by: User, forgotten: bool) -> Correction:
    return Correction(
        organisation_id=row.organisation_id,
        kind=row._meta.model_name or "",
        about=row.pk,
        field=name,
        was="" if forgotten else was,
        now="" if forgotten else as_text(row, name),
        deleted=forgotten,
        why=why,
        made_by=by,
        project_id=project_of(row),
        participant_id=person_of(row),
    )


def forget(row: Record, names: Collection[str]) -> None:
    """What these fields said before must not be read any more, in what was kept of earlier corrections either."""
    earlier = Correction.objects.filter(about=row.pk, field__in=names)
    earlier.update(was="", now="", deleted=True)


def project_of(row: Record) -> UUID | None:
    if row._meta.model_name == "project":
        return row.pk
    return getattr(row, "project_id", None)


def person_of(row: Record) -> UUID | None:
    """Id of the participant whom it is about."""
    if not isinstance(row.personal, Personal):
        return None
    if row.personal.path == "self":
        return row.pk
    found: Any = row
    for step in row.personal.path.split("__"):
        found = getattr(found, step) if found is not None else None
    return found.pk if found is not None else None
