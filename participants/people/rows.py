"""Tables in a form with one row a person. Each row says whose it is, so that a person added meanwhile shifts nobody."""

from django import forms
from django.utils.functional import cached_property

from coproduction.base.forms import Rows


class PersonRow(forms.Form):
    """`people` are those who may stand in the table, by their id as text."""

    participant = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, people, **kwargs):
        self.people = people
        super().__init__(*args, **kwargs)

    @cached_property
    def row_name(self):
        person = self.people.get(str(self["participant"].value()))
        return person.name if person else "Somebody"

    def clean_participant(self):
        person = self.people.get(self.cleaned_data["participant"])
        if person is None:
            raise forms.ValidationError("This person is no longer on the list. Open the page again.")
        return person


class PersonRows(Rows):
    row_heading = "Who"

    def __init__(self, *args, people, starts=None, **kwargs):
        """`starts` gives what a row is filled in with, for each person; else nothing is."""
        people = list(people)
        by_id = {str(person.pk): person for person in people}
        initial = [{"participant": str(person.pk), **(starts(person) if starts else {})} for person in people]
        super().__init__(*args, initial=initial, form_kwargs={"people": by_id}, **kwargs)

    def clean(self):
        whose = [row.cleaned_data.get("participant") for row in self.forms if hasattr(row, "cleaned_data")]
        known = [person for person in whose if person]
        if len(known) != len(set(known)):
            raise forms.ValidationError("Somebody stands in the list twice. Open the page again.")


def person_rows(row):
    """The table whose rows are forms of the class `row`."""
    return forms.formset_factory(row, formset=PersonRows, extra=0, max_num=200, absolute_max=200)
