from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.filtering import Filter
from coproduction.base.forms import Why
from projects.project.models import Project

from .lines import Lines

NOT_ASKED = "Write what they said, or tick that you asked. Without either, nobody has been asked."


def asked_tick(label):
    return forms.BooleanField(label=label, required=False)


def was_asked(form, what, *fields):
    """Whether somebody asked: they ticked that they did, or wrote something other than stood there."""
    return bool(form.cleaned_data.get(f"{what}_asked")) or not set(form.changed_data).isdisjoint(fields)


Parts = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


class Sections:
    """A long form in short parts: `parts` are pairs of heading and groups of names of fields."""

    parts: Parts = ()

    @property
    def sections(self):
        for title, groups in self.parts:
            yield title, [[self[name] for name in names if name in self.fields] for names in groups]


LINES = ("needs", "strengths")


class HelpsForm(IdempotentForm):
    why = {
        "needs": Why(
            "creativity",
            "So that help is there before they need it. Only they and those who run their projects see this.",
        ),
        "strengths": Why(
            "trauma_informed", "We start from what people are good at. Those who run their projects see this."
        ),
    }
    needs = Lines(
        label="What helps them take part",
        required=False,
        help_text="One thing a line. Do not write about someone's past here.",
    )
    needs_asked = asked_tick("We asked them, and nothing else is needed")
    strengths = Lines(
        label="What they are good at, or want to do",
        required=False,
        help_text="One thing a line, in their words. Do not write about someone's past here.",
    )
    strengths_asked = asked_tick("We asked them, and there is nothing else to write")

    def clean(self):
        typed = super().clean()
        if self.asked == {"needs": None, "strengths": None}:
            self.add_error("needs_asked", NOT_ASKED)
        return typed

    @property
    def asked(self):
        return what_was_asked(self)


def what_was_asked(form):
    """{"needs": lines, "strengths": lines}, each None where that was not asked."""
    return {what: form.cleaned_data.get(what, []) if was_asked(form, what, what) else None for what in LINES}


class PeopleFilter(Filter):
    project: "forms.ModelChoiceField[Project]" = forms.ModelChoiceField(
        label="Project", queryset=Project.objects.none(), required=False, empty_label="All projects"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = Project.objects.run_by(user).current().only("organisation", "title")
