from django import forms

from coproduction.base.forms import ALL, Why
from coproduction.base.words import ANSWERS, CANT_SAY, PRINCIPLE_KEYS, QUESTIONS

CANT = "cant"

SIX_ANSWERS = [*((str(number), words) for number, words in ANSWERS), (CANT, CANT_SAY), ("", "Skip this one")]


class SixForm(forms.Form):
    """Each question can be skipped. Not a form that is remembered: what was sent must not lead back to who sent it."""

    why = {
        ALL: Why(
            "equality",
            "Your view counts as much as ours. The people who run the project see no names with the answers.",
        )
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key in PRINCIPLE_KEYS:
            self.fields[key] = forms.ChoiceField(
                label=QUESTIONS[key][0], choices=SIX_ANSWERS, widget=forms.RadioSelect, required=False, initial=""
            )

    @property
    def answers(self):
        """1 to 5 by principle key, None for "can't say"; what is skipped is left out."""
        picked = {key: self.cleaned_data[key] for key in PRINCIPLE_KEYS if self.cleaned_data.get(key)}
        return {key: None if value == CANT else int(value) for key, value in picked.items()}
