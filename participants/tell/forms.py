from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.fields import DayField
from coproduction.base.forms import Why
from coproduction.base.readability import problems
from coproduction.base.short_forms import meanings
from participants.decisions.models import Decision
from projects.updates.models import Update
from projects.updates.silence import NOTHING_NEW

HINTS = {
    "progress": "In short sentences and plain words.",
    "outcomes": "What is different now because of it.",
    "blocks": "Bad news too: people would rather know.",
    "risks": "What could still change, the money among it.",
}


class PartField(forms.CharField):
    """Not optional, though it may be empty: then a tick beside it has to say that there is nothing new."""

    widget = forms.Textarea(attrs={"rows": 3})

    def validate(self, value):
        pass


class DecisionsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, decision):
        return decision.words


class TellForm(IdempotentForm):
    """Four parts, always: each has words, or a tick that says there is nothing new.

    Words that are hard to read come back once, with what is hard. A tick then sends them as they are.
    """

    why = {
        "blocks": Why("resources", "People guess when nobody tells them what is stuck. All who take part read it."),
    }
    use_required_attribute = False
    hard: dict[str, tuple[str, ...]] = {}

    as_of = DayField(label="This is how things stand on", back=True, initial=days.today)
    as_it_is = forms.BooleanField(
        label="Send it as it is", help_text="Some of it may be hard to read for some people.", required=False
    )
    decisions = DecisionsField(
        Decision.objects.none(),
        label="Which decisions does it tell of?",
        help_text="Those that people have not been told of yet.",
        required=False,
    )

    def __init__(self, *args, decisions, short_forms="", **kwargs):
        """`short_forms`: those that the organisation explains, as it wrote them."""
        super().__init__(*args, **kwargs)
        self.short_forms = meanings(short_forms)
        self.fields["decisions"].queryset = decisions
        if not decisions:
            del self.fields["decisions"]
        for part in Update.PARTS:
            of_model = Update._meta.get_field(part)
            label = of_model.verbose_name
            self.fields[part] = PartField(
                label=f"{label[0].upper()}{label[1:]}",
                help_text=HINTS[part],
                max_length=of_model.max_length,
            )
            self.fields[f"{part}_nothing"] = forms.BooleanField(label="Nothing new", required=False)
        # As on the page, so that the list of what to put right follows it.
        self.order_fields([*Update.PARTS, "decisions", "as_of", "as_it_is"])

    @property
    def parts_to_fill(self):
        """Pairs of the words and the tick, for the page."""
        return [(self[part], self[f"{part}_nothing"]) for part in Update.PARTS]

    def clean_as_of(self):
        if self.cleaned_data["as_of"] > days.today():
            raise forms.ValidationError("This day is still to come. Choose today, or a day before.")
        return self.cleaned_data["as_of"]

    def clean(self):
        typed = super().clean()
        for part in Update.PARTS:
            words, nothing = typed.get(part), typed.get(f"{part}_nothing")
            if part in self.errors:
                continue
            if words and nothing:
                self.add_error(part, "You wrote something and ticked 'Nothing new'. Keep one of them.")
            elif not words and not nothing:
                self.add_error(part, "Write something, or tick 'Nothing new'.")
        self.hard = problems(self.parts, self.short_forms)
        if not typed.get("as_it_is"):
            for part, hard in self.hard.items():
                self.add_error(part, in_plain_words(hard))
        return typed

    @property
    def parts(self):
        return {part: self.cleaned_data.get(part) or NOTHING_NEW for part in Update.PARTS}


def in_plain_words(hard):
    """What `Reading.hard` found, as a sentence for whoever wrote it."""
    return f"This may be hard to read: {'; '.join(hard)}. Can you say it more simply?"
