from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.fields import DayField
from coproduction.base.forms import Why
from participants.people.models import Participant
from projects.agreements.models import GroupAgreement


class WaysForm(IdempotentForm):
    why = {
        "words": Why(
            "equality", "People start as equals when the rules are theirs as well. All who take part read them."
        )
    }

    words = forms.CharField(
        label="How we decide, how we disagree, how we stop",
        help_text="The group's own words, short and plain. Everyone who takes part can read them.",
        max_length=GroupAgreement._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write how you decide, how you disagree, and how you stop."},
    )
    how = forms.ChoiceField(label="How did you agree it?", choices=GroupAgreement.How.choices, widget=forms.RadioSelect)
    agreed_on = DayField(label="On which day?", back=True, initial=days.today)
    said_yes: "forms.ModelMultipleChoiceField[Participant]" = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        label="Who said yes to it there?",
        help_text="Everyone else is asked on their page. What a person says there counts more than this tick.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["said_yes"].queryset = people
        if not people:
            del self.fields["said_yes"]

    def clean_agreed_on(self):
        return not_ahead(self.cleaned_data["agreed_on"])


class SayOfWaysForm(IdempotentForm):
    """For the person themselves: one of two buttons, and words if they like."""

    why = {
        "words": Why("equality", "We agree together how we work. The people who run this project read what you write.")
    }
    SAYS = {"yes": True, "change": False}

    words = forms.CharField(
        label="If you would change something, what is it?",
        help_text="You do not have to write anything.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        typed = super().clean()
        self.yes = self.SAYS.get(self.data.get("says"))
        if self.yes is None:
            raise forms.ValidationError("Press one of the two buttons.")
        if self.yes and typed.get("words"):
            message = "You wrote what you would change. Press 'I would change something', or empty the box."
            self.add_error("words", message)
        return typed


def not_ahead(day):
    if day > days.today():
        raise forms.ValidationError("This day is still to come. Choose today, or a day before.")
    return day
