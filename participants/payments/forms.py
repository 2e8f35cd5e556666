"""Forms about money: a step that needs words or a sum."""

from typing import Any

from django import forms

from coproduction.base.fields import PoundsField, WholeField
from coproduction.base.tags import pence as in_pounds
from projects.project.models import Project

from .version import Version

DAY = 1440  # minutes

NO_PAST = "Do not write about someone's past here."


class StepForm(forms.Form):
    """What a step of a payment asks for: nothing, but that it is meant. `changes` is what its action takes."""

    def __init__(self, *args, payment, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.user = payment, user

    @property
    def changes(self) -> dict[str, Any]:
        return {}


class SeenForm(StepForm):
    """A step that is taken for what stood on the page: the form carries it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = str(Version.of(self.payment))

    @property
    def changes(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"]}


class WordsForm(StepForm):
    """A step with a line of words. `question` is what it asks."""

    words = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, question, hint=NO_PAST, required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].required = required
        self.fields["words"].label = question
        self.fields["words"].help_text = hint

    @property
    def changes(self) -> dict[str, Any]:
        return {"words": self.cleaned_data["words"]}


class MinutesForm(StepForm):
    """The minutes that a payment is for."""

    minutes_before = WholeField(label="Minutes before", min_value=0, max_value=DAY)
    minutes_during = WholeField(label="Minutes there", min_value=0, max_value=DAY)
    minutes_after = WholeField(label="Minutes after", min_value=0, max_value=DAY)

    MINUTES = ("minutes_before", "minutes_during", "minutes_after")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.MINUTES:
            self.fields[name].initial = getattr(self.payment, name)

    def clean(self):
        typed = super().clean()
        if sum(typed.get(name) or 0 for name in self.MINUTES) > DAY:
            raise forms.ValidationError("Before, there and after come to more minutes than a day has.")
        return typed

    @property
    def minutes(self):
        return tuple(self.cleaned_data.get(name) for name in self.MINUTES)


class AgainForm(MinutesForm):
    """Writes a payment down again after it was taken back."""

    @property
    def changes(self) -> dict[str, Any]:
        return {"minutes": self.minutes}


class SettleForm(WordsForm, MinutesForm):
    """What came of looking again; the minutes too, while nobody has checked the payment."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, question="What did you find?", hint="The person reads this.", **kwargs)
        self.order_fields(("words",))
        runs_it = Project.objects.run_by(self.user).filter(pk=self.payment.project_id).exists()
        if not runs_it or self.payment.approved_at:
            for name in self.MINUTES:
                del self.fields[name]

    @property
    def changes(self) -> dict[str, Any]:
        same = self.minutes == tuple(getattr(self.payment, name) for name in self.MINUTES)
        return super().changes | ({} if None in self.minutes or same else {"minutes": self.minutes})


class LessForm(StepForm):
    pence = PoundsField(label="How much would you like?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreed = self.payment.agreed_pence
        self.fields["pence"].help_text = f"In pounds. We agreed {in_pounds(self.agreed)}."

    def clean_pence(self):
        pence = self.cleaned_data["pence"]
        if not 0 < pence < self.agreed:
            raise forms.ValidationError(f"Enter an amount between £0.01 and {in_pounds(self.agreed - 1)}.")
        return pence

    @property
    def changes(self) -> dict[str, Any]:
        return {"pence": self.cleaned_data["pence"]}
