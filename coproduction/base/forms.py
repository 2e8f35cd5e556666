"""How every form is drawn: hint before the control, errors tied to it, a summary that takes focus."""

import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.forms.renderers import BaseRenderer, TemplatesSetting
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html_join

from .drafts import Kept, desk_of_request, fill_row
from .http import whole_number
from .patterns import Pattern


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"


class Why(NamedTuple):
    """Why something is asked: the key of its principle, and in a sentence or two what it is for and who sees it.

    A form says it as `why = {"field": Why(...)}`; under ALL, of the form as a whole.
    """

    principle: str
    words: str


ALL = "all"

# Stands for the place of a row in one that is drawn for all of them. Nobody can write it into what they are called.
PLACE = f"place{secrets.token_hex(8)}"


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # What the stubs make generic is not, while it runs.
    """A table in a form. How many rows were sent is taken from the page only where that makes sense; else counted.

    Where `initial` gives the rows, each row that is sent is one of them and is read in full; otherwise rows may stay
    empty. What a page says of how many there were at first is believed in no case.
    """

    # Django sets them, and the stubs do not say so.
    prefix: str
    renderer: BaseRenderer
    _non_form_errors: ErrorList

    NOT_WHOLE = "Part of this page did not reach us, so nothing is saved yet. Look it over and send it again."

    # Whether rows that begin alike differ in nothing but their place and whose they are, so that one stands for all.
    alike = False

    def __getitem__(self, index: Any) -> forms.BaseForm:
        # A template looks for `rows.drawn` as for `rows["drawn"]` first, and then all rows would be made.
        if isinstance(index, str):
            raise TypeError("A row is named by its place.")
        return super().__getitem__(index)

    @cached_property
    def first_row(self) -> forms.BaseForm | None:
        """A row to take the names of the columns from, which may be of no place yet; None where there is no row."""
        if not self.total_form_count():
            return None
        return self.row_of_no_place() if self.alike and not (self.is_bound or self.kept) else self.forms[0]

    def row_of_no_place(self) -> forms.BaseForm:
        """As Django's `empty_form`, but for what stands in the place of its place."""
        return self.form(
            auto_id=self.auto_id,
            prefix=self.add_prefix(PLACE),
            empty_permitted=True,
            use_required_attribute=False,
            renderer=self.renderer,
            **self.get_form_kwargs(None),
        )

    @property
    def counts(self) -> str:
        """How many rows there are, as the form that is sent says it. How many there may be is nothing to send."""
        fields = [self.management_form[name] for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)]
        return format_html_join(
            "",
            '<input type="hidden" name="{}" value="{}" id="{}">',
            ((field.html_name, field.value(), field.auto_id) for field in fields),
        )

    @property
    def drawn(self) -> str:
        """All rows in HTML."""
        return format_html_join("", "{}", ((row,) for row in self.draw_rows()))

    @cached_property
    def kept(self) -> Kept | None:
        """What was typed into this table before, where its page is opened again."""
        desk = None if self.is_bound else desk_of_request()
        return desk.kept_with(f"{self.prefix}-{TOTAL_FORM_COUNT}") if desk else None

    def total_form_count(self) -> int:
        total = super().total_form_count()
        if self.kept is None or self.initial:
            return total
        typed = whole_number(self.kept.fields.get(f"{self.prefix}-{TOTAL_FORM_COUNT}", "")) or 0
        return max(total, min(typed, self.absolute_max))

    def _construct_form(self, i: int, **kwargs: Any) -> forms.BaseForm:
        form: forms.BaseForm = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # As above.
        if self.kept and (place := self.place_in_kept(i)) is not None:
            fill_row(form, self.add_prefix(place), self.kept.fields)
        return form

    def place_in_kept(self, index: int) -> int | None:
        """Where a row stood when it was typed into; None where it was not there."""
        sent = f"{self.add_prefix(index)}-"
        return index if self.kept and any(name.startswith(sent) for name in self.kept.fields) else None

    def draw_rows(self) -> Iterable[str]:
        if self.is_bound or self.kept or not self.alike:
            return map(self.draw_row, self.forms)
        if self.first_row is None:
            return ()
        row = Pattern(self.draw_row(self.first_row), place=PLACE)
        return (row.filled(place=place) for place in range(self.total_form_count()))

    def draw_row(self, form: forms.BaseForm) -> str:
        return render_to_string("forms/row.html", {"form": form})

    @cached_property
    def management_form(self) -> ManagementForm:
        form = super().management_form
        self.is_whole = not self.is_bound or form.is_valid() and self.makes_sense(form.cleaned_data)
        if self.is_whole:
            return form
        counts = {TOTAL_FORM_COUNT: self.rows_sent(), INITIAL_FORM_COUNT: 0}
        data = {f"{self.prefix}-{name}": number for name, number in counts.items()}
        form = ManagementForm(data, auto_id=self.auto_id, prefix=self.prefix, renderer=self.renderer)
        form.full_clean()
        return form

    def makes_sense(self, counts: Mapping[str, int | None]) -> bool:
        total, initial = counts[TOTAL_FORM_COUNT], counts[INITIAL_FORM_COUNT]
        # Both are asked for, so a form that is valid has them.
        assert total is not None and initial is not None
        return self.min_num <= total <= self.absolute_max and initial >= 0

    def rows_sent(self) -> int:
        row = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,4}})-")
        places = [int(found[1]) for name in self.data if (found := row.match(name))]
        return min(max(*places, -1, self.min_num - 1) + 1, self.absolute_max)

    def initial_form_count(self) -> int:
        if not self.is_bound:
            return super().initial_form_count()
        return self.total_form_count() if self.initial else 0

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.is_whole:
            return
        self._non_form_errors.append(self.NOT_WHOLE)
