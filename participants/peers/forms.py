from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from participants.involvement.models import Involvement
from participants.people.models import Participant, Pause
from participants.survey.forms import SixForm

from .models import Peer


class TakeDownForm(SixForm):
    """The six questions, read out to somebody. `name`: what the person likes to be called."""

    agreed = forms.BooleanField(error_messages={"required": "Ask first. Tick this once they have said yes."})
    field_order = ["agreed"]

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = f"{name} said yes: they want to answer, and with me"


class PeerForm(IdempotentForm):
    """Somebody who takes part in the project now. Whoever has paused is left in peace."""

    participant: "forms.ModelChoiceField[Participant]" = forms.ModelChoiceField(
        Participant.objects.none(), label="Who?", empty_label="Choose", error_messages={"required": "Choose a person."}
    )

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        active = Involvement.objects.active().for_project(project).values("participant")
        named = Peer.objects.current().for_project(project).values("participant")
        here = Participant.objects.current().filter(organisation=project.organisation_id, pk__in=active)
        self.fields["participant"].queryset = here.exclude(pk__in=named).exclude(
            pk__in=Pause.objects.current().values("participant")
        )
