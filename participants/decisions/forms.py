from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.fields import DayField, WholeField
from coproduction.base.forms import Why
from coproduction.base.tags import day
from projects.stages.forms import StageField
from projects.stages.models import Stage

from .models import Decision


class EarlierField(forms.ModelChoiceField):
    def label_from_instance(self, decision):
        return f"{decision.words[:60]} ({day(decision.decided_on)})"


class DecisionForm(IdempotentForm):
    """`stages`: those that have been opened. `earlier`: decisions that nothing has taken the place of."""

    why = {
        "participants_there": Why(
            "equality",
            "It shows whether decisions are made together. Your team sees the numbers; managers see them where enough "
            "people were asked.",
        )
    }

    words = forms.CharField(
        label="What was decided?",
        help_text="In a sentence, as you would tell people. No names, please.",
        max_length=Decision._meta.get_field("words").max_length,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write what was decided. One line is enough."},
    )
    decided_on = DayField(label="On which day?", back=True)
    stage = StageField(label="In which stage?", queryset=Stage.objects.none(), empty_label=None)
    method = forms.ChoiceField(label="How?", choices=Decision.Method.choices, widget=forms.RadioSelect)
    decided_by = forms.CharField(
        label="If somebody outside decided: who?",
        help_text="The role or the board, such as the housing committee.",
        required=False,
        max_length=Decision._meta.get_field("decided_by").max_length,
    )
    participants_there = WholeField(label="How many people with lived experience were there?")
    staff_there = WholeField(label="How many from staff?")
    others_there = WholeField(label="How many others?", required=False)
    disagreed = forms.CharField(
        label="Who saw it differently, and how?",
        help_text="The role, not the name.",
        required=False,
        max_length=Decision._meta.get_field("disagreed").max_length,
        widget=forms.Textarea({"rows": 2}),
    )
    replaces = EarlierField(
        label="Does it take the place of an earlier decision?",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="No",
    )

    def __init__(self, *args, stages, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = stages
        self.fields["replaces"].queryset = earlier
        self.initial["decided_on"] = days.today()
        if not earlier:
            del self.fields["replaces"]

    def clean(self):
        typed = super().clean()
        if typed.get("method") == Decision.Method.OUTSIDE and not typed.get("decided_by"):
            self.add_error("decided_by", "Say who decided: the role or the board is enough.")
        return typed

    @property
    def decision(self):
        """What `write_down_decision` takes."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return typed | {"others_there": typed["others_there"] or 0}
