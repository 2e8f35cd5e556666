from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.fields import DayField
from coproduction.base.forms import Why
from coproduction.base.tags import day
from projects.project.models import Project
from projects.sessions.models import Session

LONGEST = 200

NO_WORDS = "Write what helps them."


class SessionField(forms.ModelChoiceField):
    def label_from_instance(self, session):
        return f"{day(session.on)}: {session.about}"


class ArrangeForm(IdempotentForm):
    """`needs` are the words of what helps the person now; `projects` and `sessions` what it can be for."""

    why = {
        "due_on": Why(
            "creativity",
            "Help that comes late is no help. The person sees what you write here, and says whether it worked.",
        )
    }
    need = forms.ChoiceField(label="Which of the things that help them?", widget=forms.RadioSelect, required=False)
    words = forms.CharField(
        label="Something else that helps",
        max_length=LONGEST,
        required=False,
        help_text="In their words. Do not write about someone's past here.",
    )
    project: "forms.ModelChoiceField[Project]" = forms.ModelChoiceField(
        label="For which project?", queryset=Project.objects.none(), empty_label=None
    )
    session = SessionField(
        Session.objects.none(), label="For which session?", required=False, empty_label="For all of it"
    )
    due_on = DayField(label="By which day?", ahead=True)

    def __init__(self, *args, needs, projects, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [*((words, words) for words in needs), ("", "Something else")]
        self.fields["project"].queryset, self.fields["session"].queryset = projects, sessions
        if needs:
            self.initial.setdefault("need", needs[0])
        else:
            del self.fields["need"]
            words = self.fields["words"]
            words.label, words.required = "What helps them?", True
            words.error_messages["required"] = NO_WORDS
        self.only = projects[0] if len(projects) == 1 else None
        if self.only:
            del self.fields["project"]

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < days.today():
            raise forms.ValidationError("This day is over. Choose today or a later day.")
        return due_on

    def clean(self):
        typed = super().clean()
        need, words = typed.get("need"), typed.get("words")
        if need and words:
            self.add_error("words", "Choose one thing at a time: one of the list, or something else.")
        if not need and not words and "words" not in self.errors:
            self.add_error("words", NO_WORDS)
        session, project = typed.get("session"), self.only or typed.get("project")
        if session and project and session.project_id != project.pk:
            self.add_error("session", "This session is of another project. Choose one of this project, or none.")
        return typed

    @property
    def arranged(self):
        """What `arrange_adaptation` takes, save the participant."""
        typed = self.cleaned_data
        return {
            "project": self.only or typed["project"],
            "session": typed["session"],
            "words": typed.get("need") or typed["words"],
            "due_on": typed["due_on"],
        }


class InPlaceForm(IdempotentForm):
    in_place_on = DayField(label="It is in place since", back=True, initial=days.today)

    def clean_in_place_on(self):
        if self.cleaned_data["in_place_on"] > days.today():
            raise forms.ValidationError("This day is still to come. Come back when it is in place.")
        return self.cleaned_data["in_place_on"]


class WorkedForm(IdempotentForm):
    """For somebody without a page of their own, as they told us."""

    worked = forms.TypedChoiceField(
        label="What did they tell us?",
        choices=[("yes", "It worked"), ("no", "It didn't work")],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
