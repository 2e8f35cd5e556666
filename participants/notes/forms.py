from django import forms

from coproduction.accounts.idempotency import IdempotentForm

from .models import SensitiveNote


class NoteForm(IdempotentForm):
    kind = forms.ChoiceField(
        label="What it is",
        choices=SensitiveNote.Kind.choices,
        widget=forms.RadioSelect,
        initial=SensitiveNote.Kind.PLAN,
    )
    words = forms.CharField(
        label="In their words",
        max_length=500,
        error_messages={"required": "Write what they want you to know, in their words."},
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ask them, and write what they say. Never their story, a diagnosis or a benefit. "
        "At most 500 letters. They can read it on their own page.",
    )
