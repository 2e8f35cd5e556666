from decimal import Decimal

from django import forms
from django.forms import BaseFormSet, formset_factory

from projects.models import BudgetLine


class PoundsField(forms.DecimalField):
    """Typed in pounds ("1,200" or "£62.50"), given back in whole pence."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_digits=10, decimal_places=2, **kwargs)
        self.error_messages |= {
            "invalid": "Write a sum in pounds, such as 1200 or 62.50.",
            "min_value": "Write a sum of nothing or more.",
            "max_decimal_places": "Write a sum with no more than two figures for the pence.",
        }

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").strip()
        return super().to_python(value)

    def clean(self, value):
        pounds = super().clean(value)
        return None if pounds is None else int(pounds * Decimal(100))

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}


class BudgetRow(forms.Form):
    """One head of the budget: how much, or why there is none."""

    pence = PoundsField(label="Pounds", required=False)
    reason = forms.CharField(label="Why there is none", required=False, max_length=200)

    def __init__(self, *args, why_none="", **kwargs):
        super().__init__(*args, **kwargs)
        self.why_none = why_none

    def clean(self):
        typed = super().clean()
        if "pence" in typed and not typed["pence"] and not (typed.get("reason") or self.why_none):
            self.add_error("reason", "Write how much there is, or why there is none.")
        return typed

    @property
    def line(self):
        """The sum in pence, and why it is nothing."""
        pence = self.cleaned_data["pence"] or 0
        return pence, self.cleaned_data["reason"] or ("" if pence else self.why_none)


class BaseBudget(BaseFormSet):
    row_heading = "What for"
    heads = BudgetLine.Head

    def __init__(self, *args, why_none="", **kwargs):
        super().__init__(*args, form_kwargs={"why_none": why_none[:200]}, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None:
            form.row_name = list(self.heads)[index].label

    @property
    def lines(self):
        """{head: (pence, reason)}"""
        return {head.value: form.line for head, form in zip(self.heads, self.forms, strict=True)}


HEADS = len(BudgetLine.Head)
Budget = formset_factory(
    BudgetRow, formset=BaseBudget, extra=0, min_num=HEADS, max_num=HEADS, absolute_max=HEADS, validate_min=True
)
