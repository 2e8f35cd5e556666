from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.forms import Why
from participants.briefings.forms import BriefedRow
from participants.involvement.models import Involvement
from participants.people.models import Participant
from participants.people.rows import person_rows


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


OpeningRows = person_rows(OpeningRow)


class OpenStageForm(IdempotentForm):
    pass


State = Involvement.State

JOINED = (
    (State.ACTIVE, "Takes part"),
    (State.PAUSED, "On a pause in this stage"),
    (State.ENDED, "Has left this stage"),
)

ASKED = ((State.ACTIVE, "Said yes, and takes part"), (State.INVITED, "Asked, no answer yet"))


class InvolveForm(IdempotentForm):
    participant: "forms.ModelChoiceField[Participant]" = forms.ModelChoiceField(
        label="Who", queryset=Participant.objects.none()
    )
    state = forms.ChoiceField(label="What they said", choices=ASKED, initial=State.ACTIVE, widget=forms.RadioSelect)
    part = forms.CharField(label="In what way", max_length=120, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = people


class TakingPartForm(IdempotentForm):
    """How somebody takes part in a stage now. Nothing of it counts against them, and no reason is asked."""

    state = forms.ChoiceField(label="Now", widget=forms.RadioSelect)
    part = forms.CharField(label="In what way", max_length=120, required=False)

    def __init__(self, *args, involvement, **kwargs):
        start = {"state": involvement.state, "part": involvement.part}
        super().__init__(*args, initial=start, **kwargs)
        self.fields["state"].label = f"{involvement.participant.name}, now"
        choices = JOINED if involvement.joined_on else (*ASKED, (State.DECLINED, "Said no"))
        self.fields["state"].choices = choices
