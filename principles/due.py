"""What a member of the team has still to say for themselves, before the people's answers show."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from coproduction.accounts.models import User
from coproduction.base.due import Due, Found, in_shape
from participants.survey.models import SurveyRound
from projects.project.models import Project

from .models import Reflection

ROUND = "round to answer"


def ask_about(projects: Iterable[Project], user: User, day: date) -> QuerySet[Any, Any]:
    """Open rounds of these projects that this person has not answered from their own side."""
    answered = Reflection.objects.filter(user=user).values("survey_round")
    waiting = SurveyRound.objects.for_projects(projects).filter(closed_on=None, opened_on__lte=day)
    return in_shape(
        waiting.exclude(pk__in=answered), ROUND, stage="stage_id", says="stage__name", counts_from="closes_on"
    )


def as_due(found: dict[str, list[Found]]) -> Iterator[Due]:
    for row in found[ROUND]:
        assert row.counts_from is not None
        sentence = f"{row.says}: people are being asked the six questions, and so are you"
        ids = {"project_id": row.project, "stage_id": row.stage}
        yield Due(row.counts_from, "sustainability", sentence, "Answer them", "principles:reflect", ids)
