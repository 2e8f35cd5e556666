from django import forms

from coproduction.accounts.idempotency import IdempotentForm


class PromiseForm(IdempotentForm):
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
