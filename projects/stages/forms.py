from django import forms

from coproduction.accounts.once import OnceForm


class SkipForm(OnceForm):
    reason = forms.CharField(
        label="Why does this stage not apply?",
        help_text="People who take part can read this.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
