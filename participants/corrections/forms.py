"""The one form that puts a record right: its own fields, in the boxes of this house."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.fields import DayField, WholeField
from coproduction.base.forms import ALL, Why

from .actions import as_text, state_of

# From so many letters on, a box of several lines.
ONE_LINE = 120


class CorrectionForm(IdempotentForm):
    """`record` as it stands; `fields`: those of it that this person puts right, {name: what it is called}."""

    why = {ALL: Why("relationships", "A change stays honest when everyone who may read it sees what it said before.")}

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, *args, record, fields, **kwargs):
        super().__init__(*args, **kwargs)
        self.record, self.names = record, list(fields)
        for name, label in fields.items():
            self.fields[name] = box_for(record._meta.get_field(name), label)
            self.initial[name] = getattr(record, name)
        self.initial["seen"] = state_of(record, fields)
        self.fields["reason"] = forms.CharField(label="Why, if you like to say it", required=False, max_length=300)
        self.fields["unsafe"] = forms.BooleanField(
            label="What stood there is not safe to keep: delete it",
            help_text="Else it can still be read behind the new words.",
            required=False,
        )

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.names}

    def clean(self):
        """What the model asks of these fields, and of all of them together."""
        super().clean()
        if any(name in self.errors for name in self.names):
            return self.cleaned_data
        row = type(self.record).objects.get(pk=self.record.pk)
        for name, value in self.values.items():
            setattr(row, name, value)
        try:
            row.clean_fields(exclude={field.name for field in row._meta.fields} - set(self.names))
            row.validate_constraints()
        except ValidationError as error:
            for name, errors in error.update_error_dict({}).items():
                self.add_error(name if name in self.names else None, errors)
        return self.cleaned_data

    def meanwhile(self):
        """What it says now, where somebody else was quicker: it stands above what this person wrote, who may send it
        again. Else nothing.
        """
        if not self.is_bound or self.data.get("seen") == self.initial["seen"]:
            return []
        now = type(self.record).objects.get(pk=self.record.pk)
        self.data = self.data.copy()
        self.data["seen"] = state_of(now, self.names)
        return [(self.fields[name].label, as_text(now, name)) for name in self.names]


class OwnWordsForm(CorrectionForm):
    """The same for the person whom it is about. Nobody asks them why."""

    why = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        self.fields["unsafe"].label = "Delete what it said before"
        self.fields["unsafe"].help_text = "Else those who can read it can still read that, too."
        if set(self.names) <= self.record.corrects.forgotten:
            del self.fields["unsafe"]


def box_for(field, label):
    """A field of a model, in a box of this house."""
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    about = {"label": label, "required": not field.blank}
    if field.choices:
        return forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect, **about)
    if isinstance(field, models.DateField):
        return DayField(**about)
    if isinstance(field, models.PositiveSmallIntegerField):
        return WholeField(**about)
    long = field.max_length is None or field.max_length > ONE_LINE
    widget = forms.Textarea({"rows": 4}) if long else forms.TextInput
    return forms.CharField(max_length=field.max_length, widget=widget, **about)
