"""What the team itself thinks: the same six questions that participants get, answered before their answers show."""

from collections.abc import Mapping
from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from coproduction.base.words import PRINCIPLE_KEYS
from participants.survey.models import SurveyRound
from projects.project.models import TeamMember

from .gap import WITHHELD_FOR
from .models import Reflection


@action("six questions reflected on")
def reflect(
    *, survey_round: SurveyRound, answers: Mapping[str, int | None], on: date | None = None, by: User
) -> SurveyRound:
    """`answers`: 1 to 5 by principle key, None for "can't say"; a question that was skipped is left out."""
    on = on or days.today()
    survey_round = SurveyRound.objects.select_for_update(no_key=True).get(pk=survey_round.pk)
    if not TeamMember.objects.current().for_project(survey_round.project_id).filter(user=by).exists():
        raise Refused("These questions are for the people who run this project.")
    if survey_round.closed_on and survey_round.closed_on + WITHHELD_FOR < on:
        raise Refused("What people said shows by now, so this would no longer be your own view. Next time is soon.")
    if Reflection.objects.filter(survey_round=survey_round, user=by).exists():
        raise Refused("You have answered these questions already. Thank you.")
    given = [key for key in PRINCIPLE_KEYS if key in answers]
    if not given:
        raise Refused("Answer at least one question. “I can't say” is an answer too.")
    Reflection.objects.bulk_create(
        Reflection(survey_round=survey_round, user=by, principle=key, answer=answers[key]) for key in given
    )
    return survey_round
