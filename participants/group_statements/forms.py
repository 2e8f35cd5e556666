"""What a group says of itself. None of these forms is remembered: what was sent must not lead back to who sent it."""

from django import forms

from coproduction.base.forms import ALL, Why
from coproduction.base.words import GROUP_SAYS
from participants.involvement.models import Involvement
from projects.stages.models import Stage

from .actions import ALONE, BACK, OBJECT, YES

WHY = Why("equality", "A small group can be heard too. Nobody who runs the project sees who or how many said yes.")

ALONE_LABEL = "Nobody who runs this project was with us when we talked about it"


class StageInProjectField(forms.ModelChoiceField):
    def label_from_instance(self, stage):
        return f"{stage.name}, in {stage.project}"


class InvolvementField(forms.ModelChoiceField):
    def label_from_instance(self, involvement):
        return f"{involvement.participant.name}, about {involvement.stage.name}"


def said_field(label):
    return forms.ChoiceField(
        label=label,
        choices=list(GROUP_SAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the six."},
    )


class BeginForm(forms.Form):
    why = {ALL: WHY}

    stage = StageInProjectField(
        Stage.objects.none(),
        label="About which part?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a part."},
    )
    principle = said_field("What do you want to say?")
    alone = forms.BooleanField(label=ALONE_LABEL, error_messages={"required": ALONE})
    known = forms.BooleanField(
        label="Everyone who takes part knows about it, also those who do not use these pages",
        error_messages={"required": "Tell everyone first: each person may say no to it."},
    )

    def __init__(self, *args, stages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = stages
        if len(stages) == 1:
            self.fields["stage"].initial = stages[0].pk


class WordForm(forms.Form):
    """One of three buttons, and the tick that a yes needs."""

    why = {ALL: WHY}

    alone = forms.BooleanField(label=ALONE_LABEL, required=False)

    def clean(self):
        typed = super().clean()
        self.word = self.data.get("word")
        if self.word not in (YES, BACK, OBJECT):
            raise forms.ValidationError("Press one of the buttons.")
        refuse_yes_unless_alone(self, self.word)
        return typed


class WriteDownForm(forms.Form):
    """For a peer or the deputy. It offers everyone without a sign-in, whether anything is under way or not."""

    why = {ALL: WHY}

    involvement = InvolvementField(
        Involvement.objects.none(),
        label="Who, and about which part?",
        empty_label="Choose",
        error_messages={"required": "Choose a person."},
    )
    agreed = forms.BooleanField(
        label="They said yes: they want to say this, and with me",
        error_messages={"required": "Ask first. Tick this once they have said yes."},
    )
    principle = said_field("What is it about?")
    word = forms.ChoiceField(
        label="What do they say?",
        choices=[
            (YES, "Yes, we should say this"),
            (BACK, "I take my yes back"),
            (OBJECT, "I object, without my name"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they say."},
    )
    alone = forms.BooleanField(
        label="They say: nobody who runs this project was with us when we talked about it", required=False
    )

    def __init__(self, *args, involvements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["involvement"].queryset = involvements

    def clean(self):
        typed = super().clean()
        refuse_yes_unless_alone(self, typed.get("word"))
        return typed


def refuse_yes_unless_alone(form, word):
    if word == YES and not form.cleaned_data.get("alone"):
        form.add_error("alone", f"{ALONE} If that is so, tick this.")
