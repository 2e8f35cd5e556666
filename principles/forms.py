from django import forms

from coproduction.accounts.once import OnceForm
from coproduction.base.words import ANSWERS, CANT_SAY, PRINCIPLE_KEYS, QUESTIONS
from projects.models import Project

SKIP, CANT = "", "none"
TEAM_ANSWERS = [*((str(score), words) for score, words in ANSWERS), (CANT, CANT_SAY), (SKIP, "Skip")]


class Filter(forms.Form):
    """Which projects the dashboard shows. What makes no sense is left out, never an error."""

    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "Live ones"), ("closed", "Closed ones"), ("all", "All")]
    )
    size = forms.ChoiceField(label="How big", required=False, choices=[("", "Any"), *Project.Size.choices])
    verb = forms.ChoiceField(
        label="What is done together",
        required=False,
        choices=[("", "Any"), ("designs", "Design"), ("reviews", "Review"), ("delivers", "Deliver")],
    )
    project = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, asked):
        form = cls(asked)
        form.is_valid()
        sense = cls({name: form.data.get(name, "") for name in form.cleaned_data})
        sense.is_valid()
        return sense

    def picks(self, project):
        """Whether a project is shown. In Python, since all of them are read for the figure of the organisation."""
        state, size, verb, only = (self.cleaned_data.get(name) for name in ("state", "size", "verb", "project"))
        if only:
            return project.pk == only
        return (
            (state == "all" or bool(project.closed_on) == (state == "closed"))
            and (not size or project.size == size)
            and (not verb or getattr(project, verb))
        )


class ReflectForm(OnceForm):
    """The six questions for the team, none of which has to be answered."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key in PRINCIPLE_KEYS:
            self.fields[key] = forms.ChoiceField(
                label=QUESTIONS[key][1], choices=TEAM_ANSWERS, widget=forms.RadioSelect, required=False, initial=SKIP
            )

    @property
    def answers(self):
        """1 to 5 by principle key, None for "can't say"; what was skipped is left out."""
        given = {key: self.cleaned_data.get(key, SKIP) for key in PRINCIPLE_KEYS}
        return {key: None if one == CANT else int(one) for key, one in given.items() if one != SKIP}
