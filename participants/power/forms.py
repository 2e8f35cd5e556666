from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.fields import DayField
from coproduction.base.forms import ALL, Why
from participants.agreements.forms import not_ahead
from projects.power.models import PowerCheck


class PowerForm(IdempotentForm):
    """Five questions, one answer each."""

    why = {ALL: Why("equality", "Power is hard to see for those who hold it. All who take part read your answers.")}

    checked_on = DayField(label="On which day did you look at this?", back=True, initial=days.today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day = self.fields.pop("checked_on")
        for name in PowerCheck.QUESTIONS:
            question = PowerCheck._meta.get_field(name).verbose_name
            self.fields[name] = forms.ChoiceField(
                label=f"{question[0].upper()}{question[1:]}?",
                choices=PowerCheck.Holder.choices,
                widget=forms.RadioSelect,
            )
        self.fields["checked_on"] = day

    def clean_checked_on(self):
        return not_ahead(self.cleaned_data["checked_on"])

    @property
    def held_by(self):
        return {name: self.cleaned_data[name] for name in PowerCheck.QUESTIONS}
