from django import forms

from coproduction.accounts.once import OnceForm
from coproduction.base.forms import ALL, Why
from coproduction.base.words import ANSWERS, CANT_SAY, PRINCIPLE_KEYS, QUESTIONS
from participants.models import Contribution
from projects.models import Project

CANT = "cant"
SIX_ANSWERS = [*((str(number), words) for number, words in ANSWERS), (CANT, CANT_SAY), ("", "Skip this one")]
CREDITS = [("name", "By the name I like"), ("group", "As one of the group"), ("none", "Do not name me")]


class ProjectField(forms.ModelChoiceField):
    """One that has closed says so: somebody still reads what is said about it."""

    def label_from_instance(self, project):
        return f"{project.title} (it has closed)" if project.closed_on else project.title


class SayForm(OnceForm):
    why = {
        "words": Why(
            "relationships", "So that we can answer you. The people who run this project read it, and see who wrote it."
        ),
        "credit": Why(
            "sustainability", "What you bring is yours. You choose if your name goes with it when we tell others."
        ),
    }

    project = ProjectField(
        label="What is it about?", queryset=Project.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    words = forms.CharField(
        label="What would you like to say or ask?",
        help_text="Please do not write about anyone's past here.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a few words. One line is enough."},
    )
    credit = forms.ChoiceField(label="If we use it, how should we name you?", choices=CREDITS, widget=forms.RadioSelect)

    def __init__(self, *args, projects, credit="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects
        first = projects.first()
        self.fields["project"].initial = first and first.pk
        self.fields["credit"].initial = credit or Contribution.Credit.GROUP


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


class TakeDownForm(SixForm):
    """The six questions, read out to somebody. `name`: what the person likes to be called."""

    agreed = forms.BooleanField(error_messages={"required": "Ask first. Tick this once they have said yes."})
    field_order = ["agreed"]

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = f"{name} said yes: they want to answer, and with me"
