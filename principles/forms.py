from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.filtering import Filter
from coproduction.base.words import ANSWERS, CANT_SAY, PRINCIPLE_KEYS, QUESTIONS
from projects.project.models import Project
from projects.stages.models import Stage

from .models import ProjectSummary
from .overdue import LATE_STEPS

SKIP, CANT = "", "none"
TEAM_ANSWERS = [*((str(score), words) for score, words in ANSWERS), (CANT, CANT_SAY), (SKIP, "Skip")]


class Choice(Filter):
    """Which projects the dashboard shows. project and step come from its own links alone."""

    state = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "Live, or something is owed"), ("closed", "Closed ones"), ("all", "All")],
    )
    stage = forms.ChoiceField(label="In the stage", required=False, choices=[("", "Any"), *Stage.Kind.choices])
    size = forms.ChoiceField(label="How big", required=False, choices=[("", "Any"), *Project.Size.choices])
    verb = forms.ChoiceField(
        label="What is done together",
        required=False,
        choices=[("", "Any"), ("designs", "Design"), ("reviews", "Review"), ("delivers", "Deliver")],
    )
    project = forms.UUIDField(required=False, widget=forms.HiddenInput)
    step = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=[("", ""), *LATE_STEPS])

    def query(self, **more: str) -> str:
        """As it stands in an address, for a page that counts the same projects."""
        asked = self.cleaned_data | {"step": ""} | more
        return urlencode({name: chosen for name, chosen in asked.items() if chosen})

    def narrow(self, summaries: QuerySet[ProjectSummary]) -> QuerySet[ProjectSummary]:
        """Those of the projects that are shown. Closed ones in which somebody is still owed something stand among the
        live ones.
        """
        state, size, verb, only = (self.cleaned_data.get(name) for name in ("state", "size", "verb", "project"))
        if only:
            return summaries.filter(project=only)
        if state != "all":
            closed = Q(project__closed_on__isnull=False)
            summaries = summaries.filter(closed if state == "closed" else ~closed | Q(owing=True))
        if size:
            summaries = summaries.filter(project__size=size)
        if verb:
            summaries = summaries.filter(**{f"project__{verb}": True})
        return summaries.filter(self._is_there()) if self.cleaned_data.get("stage") else summaries

    def _is_there(self) -> Q:
        """Live projects are looked for where they are now, others by where they have been."""
        opened = Stage.objects.filter(
            project=OuterRef("project"), kind=self.cleaned_data["stage"], opened_on__isnull=False
        )
        if self.cleaned_data.get("state"):
            return Q(Exists(opened))
        live = Q(project__closed_on__isnull=True)
        return (live & Q(Exists(opened.filter(closed_on__isnull=True)))) | (~live & Q(Exists(opened)))


class ReflectForm(IdempotentForm):
    """The six questions for the team, none of which has to be answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in PRINCIPLE_KEYS:
            self.fields[key] = forms.ChoiceField(
                label=QUESTIONS[key][1], choices=TEAM_ANSWERS, widget=forms.RadioSelect, required=False, initial=SKIP
            )

    @property
    def answers(self) -> dict[str, int | None]:
        """1 to 5 by principle key, None for "can't say"; what was skipped is left out."""
        given = {key: self.cleaned_data.get(key, SKIP) for key in PRINCIPLE_KEYS}
        return {key: None if answer == CANT else int(answer) for key, answer in given.items() if answer != SKIP}
