from django import forms

from coproduction.accounts.idempotency import IdempotentForm


class SkipForm(IdempotentForm):
    reason = forms.CharField(
        label="Why does this stage not apply?",
        help_text="People who take part can read this.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
