from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.forms import Why

from .models import SafetyPlan

LABELS = {
    "who_is_there": "Who will be there?",
    "quiet_place": "Where is a quiet place to step out to?",
    "turn_to": "Who can people turn to on the day?",
    "good_area": "Is this a good area for everyone?",
}

HELP = {
    "who_is_there": "Staff and guests, by role. People who take part read this before they come.",
    "turn_to": "A name or a role, and how to find them.",
    "good_area": "If not for someone, say what you do about it. Do not write whom it is about.",
}

WHY = Why(
    "trauma_informed",
    "So that nobody is taken by surprise, staff too. Everyone who is invited reads your four answers.",
)


class SafetyForm(IdempotentForm, forms.ModelForm):
    """The four questions."""

    why = {"who_is_there": WHY}

    class Meta:
        model = SafetyPlan
        fields = ["who_is_there", "quiet_place", "turn_to", "good_area"]
        labels = LABELS
        help_texts = HELP
