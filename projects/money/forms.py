from django import forms
from django.forms import formset_factory

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.accounts.models import Organisation
from coproduction.base import days
from coproduction.base.day_words import day_in_words
from coproduction.base.fields import DayField, PoundsField
from coproduction.base.forms import Rows
from coproduction.base.tags import pence as in_pounds

from .models import BudgetLine, Rate, RateCard
from .wage_floor import floor_pence

RATES = (
    (Rate.Unit.HOUR, "An hour"),
    (Rate.Unit.HALF_DAY, "Half a day"),
    (Rate.Unit.DAY, "A day"),
    (Rate.Unit.TASK, "A task, such as reading a paper"),
)


class RateCardForm(IdempotentForm):
    """A card with one rate for each unit that is filled in."""

    organisation = forms.ModelChoiceField(label="Whose card it is", queryset=Organisation.objects.none())
    name = forms.CharField(label="What the card is called", max_length=80)
    valid_from = DayField(label="From which day it counts", ahead=True)
    hour = PoundsField(label=RATES[0][1], most=Rate.MOST_PENCE, required=False)
    half_day = PoundsField(label=RATES[1][1], most=Rate.MOST_PENCE, required=False)
    day = PoundsField(label=RATES[2][1], most=Rate.MOST_PENCE, required=False)
    task = PoundsField(label=RATES[3][1], most=Rate.MOST_PENCE, required=False)
    covers_preparation = forms.BooleanField(label="These rates cover reading and other work before", required=False)
    below_floor = forms.BooleanField(label="Yes, we pay less than the wage floor for an hour", required=False)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        theirs = Organisation.objects.filter(pk__in=organisations)
        self.fields["organisation"].queryset = theirs
        self.fields["valid_from"].initial = days.today
        if len(theirs) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = theirs[0]
        if not self.is_bound:
            del self.fields["below_floor"]

    def clean(self):
        typed = super().clean()
        units = [unit.value for unit, _ in RATES]
        if not any(typed.get(unit) or unit in self.errors for unit in units):
            raise forms.ValidationError("Write at least one rate: for an hour, half a day, a day or a task.")
        organisation, valid_from = typed.get("organisation"), typed.get("valid_from")
        if organisation and valid_from:
            later = RateCard.objects.filter(organisation=organisation, valid_from__gte=valid_from).first()
            if later:
                raise forms.ValidationError(f"“{later.name}” counts from that day or later. Choose a later day.")
        self.ask_below_floor(typed.get("hour"), valid_from)
        return typed

    def ask_below_floor(self, hour, valid_from):
        """Of rates by the hour alone: how long a day or a task takes nobody knows here."""
        floor = floor_pence(valid_from) if valid_from else None
        if floor is None or not hour or hour >= floor:
            del self.fields["below_floor"]
        elif not self.cleaned_data.get("below_floor"):
            self.add_error(
                "below_floor",
                f"{in_pounds(hour)} an hour is less than the wage floor, which is {in_pounds(floor)} an hour on "
                f"{day_in_words(valid_from)}. Are you sure? Tick the box, or write another rate.",
            )

    @property
    def is_below_floor(self):
        """Meant so: the box stands there alone where they were asked."""
        return "below_floor" in self.fields

    @property
    def rates(self):
        """Triples of name, unit and pence."""
        typed = self.cleaned_data
        return [(name, unit.value, typed[unit.value]) for unit, name in RATES if typed[unit.value]]


class BudgetRow(forms.Form):
    """One head of the budget: how much, or why there is none."""

    pence = PoundsField(label="Pounds", required=False)
    reason = forms.CharField(label="Why there is none", required=False, max_length=200)

    @property
    def typed(self):
        """The sum in pence, and why it is nothing."""
        return self.cleaned_data.get("pence") or 0, self.cleaned_data.get("reason", "")


class BaseBudget(Rows):
    row_heading = "What for"
    heads = BudgetLine.Head

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None:
            form.row_name = list(self.heads)[index].label

    def clean(self):
        if len(self.forms) != len(self.heads):
            raise forms.ValidationError("A line of the money is missing. Open the page again.")

    @property
    def unexplained(self):
        """The heads with neither money nor a reason, in words."""
        return [form.row_name for form in self.forms if form.is_valid() and not any(form.typed)]

    def lines(self, why_none):
        """{head: (pence, reason)}; `why_none` is the reason of each line that has neither."""
        typed = {head.value: form.typed for head, form in zip(self.heads, self.forms, strict=True)}
        return {head: line if any(line) else (0, why_none) for head, line in typed.items()}


HEADS = len(BudgetLine.Head)

Budget = formset_factory(BudgetRow, formset=BaseBudget, extra=0, min_num=HEADS, max_num=HEADS, absolute_max=HEADS)
