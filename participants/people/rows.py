"""Tables in a form with one row a person. Each row says whose it is, so that a person added meanwhile shifts nobody."""

import secrets
from copy import deepcopy
from typing import NamedTuple

from django import forms
from django.utils.functional import cached_property

from coproduction.base.forms import PLACE, Rows
from coproduction.base.patterns import Pattern


class Shared(dict):
    """Fields that all rows of a table have together: what they ask is the same, and copies for each take long."""

    def __deepcopy__(self, memo):
        return dict(self)


class PersonRow(forms.Form):
    """`people` are those who may stand in the table, by their id as text. `shared`: see there."""

    # Nothing leads to what is hidden, so it needs no id.
    participant = forms.CharField(widget=forms.HiddenInput({"id": False}))

    def __init__(self, *args, people, shared, **kwargs):
        self.people, self.base_fields = people, shared
        super().__init__(*args, **kwargs)

    def has_changed(self):
        # A row of somebody is read in full, also where nothing in it was touched.
        return bool(self.initial) or super().has_changed()

    @cached_property
    def row_name(self):
        person = self.people.get(str(self["participant"].value()))
        return person.name if person else "Somebody"

    def clean_participant(self):
        person = self.people.get(self.cleaned_data["participant"])
        if person is None:
            raise forms.ValidationError("This person is no longer on the list. Open the page again.")
        return person


class Nobody(NamedTuple):
    """In a row that is drawn once for many: where the id and the name of each go."""

    pk: str
    name: str


NOBODY = Nobody(f"person{secrets.token_hex(8)}", f"name{secrets.token_hex(8)}")


class PersonRows(Rows):
    """What a row asks is the same for everybody; only what it begins with may differ."""

    row_heading = "Who"
    alike = True

    def __init__(self, *args, people, starts=None, **kwargs):
        """`starts` gives what a row is filled in with, for each person; else nothing is."""
        by_id = {str(person.pk): person for person in people}
        initial = [{"participant": str(person.pk), **(starts(person) if starts else {})} for person in by_id.values()]
        self.people, self.shared = by_id, Shared(deepcopy(self.form.base_fields))
        super().__init__(*args, initial=initial, form_kwargs={"people": by_id, "shared": self.shared}, **kwargs)

    def place_in_kept(self, index):
        return self.places_in_kept.get(self.initial[index]["participant"])

    @cached_property
    def places_in_kept(self):
        """{whose row: where it stood}: somebody may have been added meanwhile, or taken off."""
        sent = {place: self.kept.fields.get(f"{self.add_prefix(place)}-participant") for place in range(self.max_num)}
        return {person: place for place, person in sent.items() if person}

    def draw_rows(self):
        if self.is_bound or self.kept:
            return super().draw_rows()
        return [self.draw_for(place, begins["participant"], begins) for place, begins in enumerate(self.initial)]

    def draw_for(self, place, pk, begins):
        """Rows that begin alike are drawn once."""
        key = tuple(value for name, value in begins.items() if name != "participant")
        if key not in self.patterns:
            drawn = self.draw_row(self.row_of_nobody(begins))
            self.patterns[key] = Pattern(drawn, place=PLACE, pk=NOBODY.pk, name=NOBODY.name)
        return self.patterns[key].filled(place=place, pk=pk, name=self.people[pk].name)

    @cached_property
    def patterns(self):
        return {}

    def row_of_no_place(self):
        return self.row_of_nobody({})

    def row_of_nobody(self, begins):
        return self.form(
            auto_id=self.auto_id,
            prefix=self.add_prefix(PLACE),
            initial={**begins, "participant": NOBODY.pk},
            people={NOBODY.pk: NOBODY},
            shared=self.shared,
            use_required_attribute=False,
            renderer=self.renderer,
        )

    def clean(self):
        whose = [row.cleaned_data.get("participant") for row in self.forms if hasattr(row, "cleaned_data")]
        known = [person for person in whose if person]
        if len(known) != len(set(known)):
            raise forms.ValidationError("Somebody stands in the list twice. Open the page again.")


def person_rows(row):
    """The table whose rows are forms of the class `row`."""
    return forms.formset_factory(row, formset=PersonRows, extra=0, max_num=200, absolute_max=200)
