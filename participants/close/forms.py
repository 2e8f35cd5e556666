from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.accounts.models import User
from coproduction.base.fields import DayField
from coproduction.base.forms import Why
from participants.briefings.forms import BriefedRow
from participants.people.rows import person_rows


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


DebriefRows = person_rows(DebriefRow)


class CloseStageForm(IdempotentForm):
    why = {
        "thanked": Why(
            "sustainability", "What people gave is worth a thank you, and it is easily forgotten. Your team sees this."
        )
    }

    thanked = forms.BooleanField(label="We thanked everyone who took part", required=False)


class OverrideForm(IdempotentForm):
    """For a manager: close it over what is open."""

    reason = forms.CharField(
        label="Why it closes although something is open",
        max_length=300,
        help_text="The people in the project read this on their pages, and it stands on the dashboard. Name nobody.",
    )


class HandOverForm(IdempotentForm):
    """`items` are those of participants/owed/open_items.py that may be handed over; `team` the users to choose from."""

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
