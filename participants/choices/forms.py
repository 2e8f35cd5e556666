from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.forms import Why

from .models import NO_ANSWER, Choice


def radios(kind, label, help_text=""):
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=list(Choice.OPTIONS[kind].items()),
        widget=forms.RadioSelect,
        required=False,
    )


class ChoicesForm(forms.Form):
    """What stands now is chosen already; what is left open stays open."""

    why = {
        "pay": Why(
            "resources",
            "Your time is worth money. The people who run your projects see what you pick, and those who pay you.",
        ),
        "credit": Why(
            "sustainability", "What you bring is yours. The people who run your projects see how you want to be named."
        ),
        "news": Why(
            "trauma_informed", "You know best what suits you. The people who run your projects see what you pick."
        ),
        "join": Why(
            "creativity",
            "So that we plan things that you can join. The people who run your projects see what you pick.",
        ),
    }

    pay = radios(Choice.Kind.PAY, "How would you like to be paid?", "Being paid can affect benefits. You can say no.")
    credit = radios(Choice.Kind.CREDIT, "When we use what you said, how should we name you?")
    news = radios(Choice.Kind.NEWS, "How would you like to get news?")
    join = radios(Choice.Kind.JOIN, "How do you like to take part?")

    def __init__(self, data=None, *, participant):
        self.participant = participant
        self.standing = {choice.kind: choice.picked for choice in participant.choices.current()}
        super().__init__(data, initial=self.standing, prefix=participant.pk.hex)
        for kind in filter(self.standing.get, self.standing):
            # One of the answers always stands, so there is nothing to leave out.
            self.fields[kind].required = True

    @property
    def changed(self):
        """Pairs of kind and what is picked now, where it is something new; all that stood there was offered."""
        picked = self.cleaned_data.items()
        return [(kind, value) for kind, value in picked if value != self.standing.get(kind)]


OFFERED = "offered"


def asked_of_them(kind, standing=None):
    """For who asks them. `standing`: what they picked, "" where it was offered alone, or None."""
    not_yet = [("", "Not asked yet")] if standing is None else []
    options = [*not_yet, (OFFERED, NO_ANSWER), *Choice.OPTIONS[kind].items()]
    return forms.ChoiceField(
        label=Choice.Kind(kind).label,
        choices=options if not standing else options[1:],
        widget=forms.RadioSelect,
        required=False,
        initial=OFFERED if standing == "" else standing or "",
    )


def asked_choices(form):
    """{kind: picked, or "" where there is no answer yet}, of what they were asked."""
    said = {kind: form.cleaned_data.get(kind) for kind in Choice.Kind.values}
    return {kind: "" if picked == OFFERED else picked for kind, picked in said.items() if picked}


class AskedChoicesForm(IdempotentForm):
    """What they choose, asked of them by somebody else."""

    def __init__(self, *args, participant, **kwargs):
        super().__init__(*args, **kwargs)
        standing = dict(participant.choices.current().values_list("kind", "picked"))
        self.fields |= {kind: asked_of_them(kind, standing.get(kind)) for kind in Choice.Kind.values}

    def clean(self):
        typed = super().clean()
        if not self.errors and not asked_choices(self):
            raise forms.ValidationError("Choose what they said, or that there is no answer yet.")
        return typed
