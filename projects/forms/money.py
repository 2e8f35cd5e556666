from django import forms
from django.forms import formset_factory

from coproduction.base.fields import PoundsField
from coproduction.base.forms import Rows
from projects.models import BudgetLine


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
