"""Forms about money: a step that needs words or a sum, and a new rate card."""

from django import forms

from coproduction.accounts.models import Organisation
from coproduction.accounts.once import OnceForm
from coproduction.base import days
from coproduction.base.day_words import spelled
from coproduction.base.fields import DayField, PoundsField, WholeField
from coproduction.base.tags import pence as in_pounds
from participants.payment_version import Version
from projects.models import Project, Rate, RateCard
from projects.wage_floor import floor_pence

DAY = 1440  # minutes
NO_PAST = "Do not write about someone's past here."


class StepForm(forms.Form):
    """What a step of a payment asks for: nothing, but that it is meant. `changes` is what its action takes."""

    changes = {}

    def __init__(self, *args, payment, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.user = payment, user


class SeenForm(StepForm):
    """A step that is taken for what stood on the page: the form carries it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = str(Version.of(self.payment))

    @property
    def changes(self):
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
    def changes(self):
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
    def changes(self):
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
    def changes(self):
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
    def changes(self):
        return {"pence": self.cleaned_data["pence"]}


RATES = (
    (Rate.Unit.HOUR, "An hour"),
    (Rate.Unit.HALF_DAY, "Half a day"),
    (Rate.Unit.DAY, "A day"),
    (Rate.Unit.TASK, "A task, such as reading a paper"),
)


class RateCardForm(OnceForm):
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
                f"{spelled(valid_from)}. Are you sure? Tick the box, or write another rate.",
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
