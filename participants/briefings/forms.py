from django import forms
from django.core.exceptions import ValidationError

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.fields import DayField
from participants.people.models import Participant
from participants.people.rows import PersonRow

from .models import Briefing


def outcome_choices(nothing):
    return [("", nothing), ("done", "Done"), ("offered", "Offered"), ("declined", "They'd rather not")]


class BriefedRow(PersonRow):
    """What was done to tell somebody before, or to hear them after."""

    outcome = forms.ChoiceField(label="Briefing", choices=outcome_choices("Not yet"), required=False)
    held_on = DayField(label="On", required=False, back=True, example=False)
    way = forms.ChoiceField(label="How", choices=[("", "–"), *Briefing.Way.choices], required=False)

    def clean(self):
        data = super().clean()
        check_briefing(data)
        return data


def check_briefing(data):
    """Refuses a briefing that is done but does not say how, or that lies ahead. The day is today unless given."""
    if data.get("outcome") != Briefing.Outcome.DONE:
        return
    if not data.get("way"):
        raise ValidationError({"way": "Choose how it was: a call, a meeting, on paper or a voice note."})
    if data.get("held_on") and data["held_on"] > days.today():
        raise ValidationError({"held_on": "This day is still to come. Choose 'Offered' until then."})


class BriefingForm(IdempotentForm):
    participant: "forms.ModelChoiceField[Participant]" = forms.ModelChoiceField(
        label="Who", queryset=Participant.objects.none()
    )
    kind = forms.ChoiceField(
        label="When", choices=[("before", "Before we start"), ("after", "After, to hear how it was")]
    )
    outcome = forms.ChoiceField(label="What happened", choices=outcome_choices("Choose"))
    held_on = DayField(label="On which day, if done", required=False, back=True)
    way = forms.ChoiceField(label="How, if done", choices=[("", "Choose"), *Briefing.Way.choices], required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = people

    def clean(self):
        data = super().clean()
        check_briefing(data)
        return data
