from django import forms

from coproduction.accounts.once import OnceForm
from participants.models import Involvement, Participant, Pause, Peer


class PeerForm(OnceForm):
    """Somebody who takes part in the project now. Whoever has paused is left in peace."""

    participant = forms.ModelChoiceField(
        Participant.objects.none(), label="Who?", empty_label="Choose", error_messages={"required": "Choose a person."}
    )

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        active = Involvement.objects.active().for_project(project).values("participant")
        named = Peer.objects.current().for_project(project).values("participant")
        here = Participant.objects.here().filter(organisation=project.organisation_id, pk__in=active)
        self.fields["participant"].queryset = here.exclude(pk__in=named).exclude(
            pk__in=Pause.objects.now().values("participant")
        )
