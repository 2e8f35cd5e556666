from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.filtering import Filter
from coproduction.base.words import ANSWERS, CANT_SAY, PRINCIPLE_KEYS, QUESTIONS
from projects.project.models import Project
from projects.stages.models import Stage

from .facts import StageFact
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

    def picks(self, project: Project, stages: Iterable[StageFact], owing: Collection[UUID] = frozenset()) -> bool:
        """Whether a project is shown. In Python, since all of them are read for the figure of the organisation.

        `owing`: ids of closed ones in which somebody is still owed something; they stand among the live ones.
        """
        state, size, verb, only = (self.cleaned_data.get(name) for name in ("state", "size", "verb", "project"))
        if only:
            return project.pk == only
        return (
            self._is_as(state, project, owing)
            and (not size or project.size == size)
            and (not verb or getattr(project, verb))
            and self._is_there(project, stages)
        )

    @staticmethod
    def _is_as(state: str | None, project: Project, owing: Collection[UUID]) -> bool:
        if state == "all":
            return True
        return bool(project.closed_on) if state == "closed" else project.closed_on is None or project.pk in owing

    def _is_there(self, project: Project, stages: Iterable[StageFact]) -> bool:
        """Live projects are looked for where they are now, others by where they have been."""
        kind, live = self.cleaned_data.get("stage"), project.closed_on is None and not self.cleaned_data.get("state")
        there = {stage.kind for stage in stages if stage.opened_on and not (live and stage.closed_on)}
        return not kind or kind in there


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
