from django import forms
from django.core.exceptions import ValidationError

from coproduction.accounts.models import User
from coproduction.accounts.once import OnceForm
from coproduction.base import days
from coproduction.base.fields import DayField
from coproduction.base.forms import Why
from participants.models import Briefing, Involvement, Participant

from .rows import PersonRow, person_rows


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


class OpeningRow(BriefedRow):
    why = {
        "outcome": Why(
            "resources",
            "Whoever knows what will happen can choose. Each person sees what you write about their own briefing, "
            "and can say if it was not so.",
        )
    }
    takes_part = forms.BooleanField(label="Takes part", required=False)
    part = forms.CharField(label="In what way", max_length=120, required=False)
    field_order = ["participant", "takes_part", "part", "outcome", "held_on", "way"]


class DebriefRow(BriefedRow):
    why = {
        "outcome": Why(
            "trauma_informed",
            "Some need to be heard after hard things were said. Each person sees what you write about their own talk, "
            "and can say if it was not so.",
        )
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].label = "Debrief"


OpeningRows = person_rows(OpeningRow)
DebriefRows = person_rows(DebriefRow)


class OpenStageForm(OnceForm):
    pass


State = Involvement.State
JOINED = (
    (State.ACTIVE, "Takes part"),
    (State.PAUSED, "On a pause in this stage"),
    (State.ENDED, "Has left this stage"),
)
ASKED = ((State.ACTIVE, "Said yes, and takes part"), (State.INVITED, "Asked, no answer yet"))


class InvolveForm(OnceForm):
    participant = forms.ModelChoiceField(label="Who", queryset=Participant.objects.none())
    state = forms.ChoiceField(label="What they said", choices=ASKED, initial=State.ACTIVE, widget=forms.RadioSelect)
    part = forms.CharField(label="In what way", max_length=120, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = people


class TakingPartForm(OnceForm):
    """How somebody takes part in a stage now. Nothing of it counts against them, and no reason is asked."""

    state = forms.ChoiceField(label="Now", widget=forms.RadioSelect)
    part = forms.CharField(label="In what way", max_length=120, required=False)

    def __init__(self, *args, involvement, **kwargs):
        start = {"state": involvement.state, "part": involvement.part}
        super().__init__(*args, initial=start, **kwargs)
        self.fields["state"].label = f"{involvement.participant.name}, now"
        choices = JOINED if involvement.joined_on else (*ASKED, (State.DECLINED, "Said no"))
        self.fields["state"].choices = choices


class BriefingForm(OnceForm):
    participant = forms.ModelChoiceField(label="Who", queryset=Participant.objects.none())
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


class CloseStageForm(OnceForm):
    why = {
        "thanked": Why(
            "sustainability", "What people gave is worth a thank you, and it is easily forgotten. Your team sees this."
        )
    }

    thanked = forms.BooleanField(label="We thanked everyone who took part", required=False)


class OverrideForm(OnceForm):
    """For a manager: close it over what is open."""

    reason = forms.CharField(
        label="Why it closes although something is open",
        max_length=300,
        help_text="The people in the project read this on their pages, and it stands on the dashboard. Name nobody.",
    )


class HandOverForm(OnceForm):
    """`items` are those of participants/closing.py that may be handed over; `team` the users to choose from."""

    why = {
        "to": Why("relationships", "What people are owed is easily lost when something ends. A name and a day keep it.")
    }

    things = forms.MultipleChoiceField(
        label="What is handed over",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick one or more."},
    )
    to = forms.ModelChoiceField(label="To whom", queryset=User.objects.none(), empty_label="Choose")
    by_when = DayField(
        label="By when",
        ahead=True,
        help_text="What was promised to people stays as it is. This is the day it is done by.",
    )

    def __init__(self, *args, items, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = {item.key: item for item in items}
        self.fields["things"].choices = [(key, item.sentence) for key, item in self.items.items()]
        self.fields["to"].queryset = team

    @property
    def chosen(self):
        return [self.items[key] for key in self.cleaned_data["things"]]
