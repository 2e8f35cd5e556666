"""What a member of the team has still to say for themselves, before the people's answers show."""

from collections.abc import Iterable, Iterator
from datetime import date

from coproduction.accounts.models import User
from coproduction.base.due import Due
from participants.survey.models import SurveyRound
from projects.project.models import Project

from .models import Reflection


def as_due(projects: Iterable[Project], user: User, day: date) -> Iterator[Due]:
    """Open rounds of these projects that this person has not answered from their own side, in one query."""
    answered = Reflection.objects.filter(user=user).values("survey_round")
    waiting = SurveyRound.objects.for_projects(projects).filter(closed_on=None, opened_on__lte=day)
    for survey_round in waiting.exclude(pk__in=answered).select_related("stage"):
        sentence = f"{survey_round.stage}: people are being asked the six questions, and so are you"
        ids = {"project_id": survey_round.project_id, "stage_id": survey_round.stage_id}
        yield Due(survey_round.closes_on, "sustainability", sentence, "Answer them", "principles:reflect", ids)
