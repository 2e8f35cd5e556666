from django import forms

from coproduction.accounts.once import OnceForm
from participants.models import Contribution

OUTCOMES = (
    (Contribution.Outcome.USED, "We did it"),
    (Contribution.Outcome.PARTLY, "We did part of it"),
    (Contribution.Outcome.NOT_USED, "We did not"),
)


class AnswerForm(OnceForm):
    outcome = forms.ChoiceField(label="What came of it?", choices=OUTCOMES, widget=forms.RadioSelect)
    because = forms.CharField(
        label="What happened, and why?",
        help_text="The person who said it reads this.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    told = forms.BooleanField(label="I have told them", required=False)

    def __init__(self, *args, sees_it, **kwargs):
        """`sees_it`: the person has a page on which the answer will stand."""
        super().__init__(*args, **kwargs)
        if sees_it:
            del self.fields["told"]


class PromiseForm(OnceForm):
    what = forms.ChoiceField(
        label="What became of it?",
        choices=[("kept", "We kept it"), ("changed", "It changed, and people have been told")],
        widget=forms.RadioSelect,
    )
    changed_to = forms.CharField(
        label="If it changed: what happens now instead?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        typed = super().clean()
        if typed.get("what") == "changed" and not typed.get("changed_to"):
            self.add_error("changed_to", "Say what happens now instead.")
        return typed
