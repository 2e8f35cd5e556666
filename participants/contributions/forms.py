from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.forms import Why
from projects.project.models import Project

from .models import Contribution

OUTCOMES = (
    (Contribution.Outcome.USED, "We did it"),
    (Contribution.Outcome.PARTLY, "We did part of it"),
    (Contribution.Outcome.NOT_USED, "We did not"),
)


class AnswerForm(IdempotentForm):
    outcome = forms.ChoiceField(label="What came of it?", choices=OUTCOMES, widget=forms.RadioSelect)
    because = forms.CharField(
        label="What happened, and why?",
        help_text="The person who said it reads this.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    told = forms.BooleanField(label="I have told them", required=False)

    def __init__(self, *args, sees_it, **kwargs):
        """`sees_it`: the person has a page on which the answer will stand."""
        super().__init__(*args, **kwargs)
        if sees_it:
            del self.fields["told"]


CREDITS = [("name", "By the name I like"), ("group", "As one of the group"), ("none", "Do not name me")]


class ProjectField(forms.ModelChoiceField):
    """One that has closed says so: somebody still reads what is said about it."""

    def label_from_instance(self, project):
        return f"{project.title} (it has closed)" if project.closed_on else project.title


class SayForm(IdempotentForm):
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
