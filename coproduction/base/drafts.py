"""What a form has to do with drafts: which it is, what stands in it already, and how it is known again.

Where drafts are kept is no business of a form: it asks the desk of the request, and outside of one there is none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.html import format_html

# The name under which a page sends the mark of its draft; and where a page leaves a draft while somebody types.
MARK, KEPT_AT = "draft", "keep_draft"
# A proof is for its own moment and is never kept.
NEVER_KEPT = frozenset({"code", "credential", "password"})


class Kept(NamedTuple):
    """A draft as a form sees it."""

    fields: QueryDict
    began_at: datetime
    last_changed_at: datetime


class Desk(Protocol):
    """The drafts of whoever asks, for the page that they ask for."""

    # Whether a form of this page was filled in with one.
    reopened: bool
    # Seconds until the session ends, if no other page is asked for; None where nobody has to think of that.
    seconds_left: int | None

    def kept_for(self, form: str) -> list[Kept]:
        """Of a kind of form, the newest first."""

    def kept_with(self, name: str) -> Kept | None:
        """The newest in which a field of this name was sent."""

    def mark_of(self, form: str) -> str:
        """What a form of this kind carries, so that what is typed into it is known again; "" for a stranger."""


_desk: ContextVar[Callable[[], Desk] | None] = ContextVar("the desk of this request", default=None)


@contextmanager
def at_desk(desk: Callable[[], Desk]) -> Iterator[None]:
    before = _desk.set(desk)
    try:
        yield
    finally:
        _desk.reset(before)


def desk_of_request() -> Desk | None:
    found = _desk.get()
    return found() if found else None


class Drafted(forms.Form):
    """A form in which what was typed comes back after a reload, in another tab, after signing in again.

    `drafted = False` is for what must not be kept, or is no more than a pick or two; say which beside it.
    """

    drafted = True

    @property
    def is_drafted(self) -> bool:
        return self.drafted and any(not field.widget.is_hidden for field in self.fields.values())

    @cached_property
    def kept(self) -> list[Kept]:
        """What was typed into such a form before: what it is filled in with, then what was typed elsewhere."""
        desk = desk_of_request()
        if desk is None or self.is_bound or not self.is_drafted:
            return []
        found = desk.kept_for(type(self).__name__)
        desk.reopened = desk.reopened or bool(found)
        return found

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        # A token is for one page that was drawn.
        if field_name != "token" and self.kept:
            name = self.add_prefix(field_name)
            if not is_left_out(field, name, self.kept[0].fields):
                return typed_into(field, name, self.kept[0].fields)
        return super().get_initial_for_field(field, field_name)

    @property
    def mark(self) -> str:
        """Drawn with what is hidden in the form."""
        desk = desk_of_request()
        value = desk.mark_of(type(self).__name__) if desk and self.is_drafted else ""
        if not desk or not value:
            return ""
        left = "" if desk.seconds_left is None else desk.seconds_left
        return format_html('<input type="hidden" name="{}" value="{}" data-left="{}">', MARK, value, left)


def is_left_out(field: forms.Field, name: str, typed: QueryDict) -> bool:
    return field.widget.value_omitted_from_data(typed, MultiValueDict(), name)


def typed_into(field: forms.Field, name: str, typed: QueryDict) -> Any:
    return field.widget.value_from_datadict(typed, MultiValueDict(), name)


def fill_row(row: forms.BaseForm, prefix: str, typed: QueryDict) -> None:
    """Fills in a row of a table with what stood in the row of that prefix."""
    names = {name: f"{prefix}-{name}" for name, field in row.fields.items()}
    row.initial = dict(row.initial) | {
        name: typed_into(row.fields[name], sent, typed)
        for name, sent in names.items()
        if not is_left_out(row.fields[name], sent, typed)
    }
