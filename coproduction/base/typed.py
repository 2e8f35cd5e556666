"""What was typed into a form, in the words that stood beside its boxes, to be copied where it could not be saved.

A form that was sent says its fields' names alone. Their labels are looked up among all forms there are; nothing is
made and no database asked.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from .drafts import MARK, NEVER_KEPT

UNKNOWN = "What you wrote"
# Of the machinery, or a mark or a button that says nothing to whoever reads it.
NOT_WORDS = NEVER_KEPT | {
    *("csrfmiddlewaretoken", "token", MARK, "seen", "next", "at", "who", "action", "again", "session"),
    *("says", "skip", "word", "look"),
}


def what_was_typed(post: QueryDict) -> list[tuple[str, str]]:
    """Pairs of a label and what was typed there."""
    return [
        (label(name, field), value_in_words(field, value))
        for name, values in post.lists()
        for field in [field_of(name, post)]
        for value in values
        if is_worth_copying(name, field, value)
    ]


def field_of(name: str, post: QueryDict) -> forms.Field | None:
    """The field of that name in the form that has most of the names that were sent; None where forms disagree."""
    row, _, name = name.rpartition("-")
    sent = {other.rpartition("-")[2] for other in post if other.rpartition("-")[0] == row}
    found = [form.base_fields for form in every_form(forms.BaseForm) if name in form.base_fields]
    most = max((len(fields.keys() & sent) for fields in found), default=0)
    likely = [fields[name] for fields in found if len(fields.keys() & sent) == most]
    return likely[0] if len({str(field.label or "") for field in likely}) == 1 else None


def every_form(kind: Any) -> Iterator[Any]:
    for form in kind.__subclasses__():
        if hasattr(form, "base_fields"):
            yield form
        yield from every_form(form)


def is_worth_copying(name: str, field: forms.Field | None, value: str) -> bool:
    machinery = name.rpartition("-")[2] in NOT_WORDS or name.endswith("_FORMS") or is_secret(field)
    return bool(value.strip()) and value != "on" and not machinery and not is_id(value)


def is_secret(field: forms.Field | None) -> bool:
    return field is not None and (field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput))


def is_id(value: str) -> bool:
    try:
        return bool(uuid.UUID(value))
    except ValueError:
        return False


def label(name: str, field: forms.Field | None) -> str:
    """In a table the row is said as well, counted from one."""
    words = str(field.label or UNKNOWN) if field else UNKNOWN
    rows = [int(part) + 1 for part in name.split("-") if part.isascii() and part.isdigit()]
    return f"{words} (row {rows[-1]})" if rows else words


def value_in_words(field: forms.Field | None, value: str) -> str:
    """What was picked is said as it stood there. Choices that would have to be fetched are ids, and left out."""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        picks: dict[Any, Any] = dict(field.widget.choices)
        return str(picks.get(value, value))
    return value
