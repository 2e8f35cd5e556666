"""What was put right in a record, in words for whoever may read the record."""

from typing import NamedTuple

from coproduction.base.tags import day as in_words
from coproduction.base.tags import sentence_start

from .actions import models_put_right
from .models import Correction


class Change(NamedTuple):
    """One field as it was. `said` is None where nothing is kept of it."""

    on: object
    by: str
    what: str
    said: str | None
    why: str


def histories(records):
    """{id of a record: what was put right in it, the last first}. One query."""
    found = {}
    ids = [record.pk for record in records]
    for row in Correction.objects.filter(about__in=ids).select_related("made_by").order_by("-recorded_at"):
        found.setdefault(row.about, []).append(as_change(row))
    return found


def with_history(records):
    """The same records, each with its `history`."""
    records = list(records)
    kept = histories(records)
    for record in records:
        record.history = kept.get(record.pk, ())
    return records


def changes_about(participant):
    """What was put right of what hangs on this person alone: their name, what helps them and what they bring."""
    rows = Correction.objects.filter(participant=participant, project=None).select_related("made_by")
    return [as_change(row) for row in rows.order_by("-recorded_at")]


def as_change(row):
    model = models_put_right()[row.kind]
    what = model.corrects.fields.get(row.field, row.field)
    said = None if row.deleted else as_said(model._meta.get_field(row.field), row.was)
    return Change(row.recorded_at, str(row.made_by), what, said, row.why)


def as_said(field, text):
    """A value that was written as text, as it is read on a page."""
    value = field.to_python(text) if text not in ("", "None") else None
    if field.choices:
        return dict(field.flatchoices).get(value, "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "nothing"
    return in_words(value) if hasattr(value, "year") else sentence_start(str(value))
