from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.forms import Why
from projects.stages.forms import StageField
from projects.stages.models import Stage

from .models import LearningNote

Kind = LearningNote.Kind
FIRST = [(kind.value, kind.label) for kind in LearningNote.FIRST]
WHO_READS = "Everyone in this project can read it, and its managers. Nobody's name stands there."


def words_field(label, hint=""):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LearningNote._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a few words. One line is enough."},
    )


class LearningForm(IdempotentForm):
    """`stages`: those that have been opened."""

    why = {"words": Why("creativity", f"Trying things out needs room to be wrong. {WHO_READS}")}

    stage = StageField(label="In which stage?", queryset=Stage.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label="What was it?", choices=FIRST, widget=forms.RadioSelect, initial=Kind.CHANGED)
    words = words_field("In a few words", "What happened, and what is different now. No names, please.")

    def __init__(self, *args, stages, says_project=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = stages
        self.fields["stage"].says_project = says_project


class DifferentForm(IdempotentForm):
    why = {"words": Why("creativity", f"People see things in different ways. {WHO_READS}")}

    words = words_field("How do you see it?")
