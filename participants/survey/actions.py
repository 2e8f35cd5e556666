"""The round of six questions after a stage: opened, answered, closed."""

from collections.abc import Mapping
from datetime import date, timedelta

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from coproduction.base.words import PRINCIPLE_KEYS
from participants.involvement.models import Involvement
from participants.people.models import Participant, Pause
from projects.stages.models import Stage

from .models import SurveyAnswer, SurveyInvitation, SurveyRound

ASKING_LASTS = timedelta(days=14)

# Over all projects: nobody is asked more often than this.
ASKED_AGAIN_AFTER = timedelta(days=14)


def ask_people(stage: Stage, on: date) -> SurveyRound:
    """Opens the round of the six questions, for those who took part and can be asked now."""
    survey_round, _ = SurveyRound.objects.get_or_create(
        stage=stage, defaults={"opened_on": on, "closes_on": on + ASKING_LASTS}
    )
    there = Involvement.objects.filter(stage=stage).past_or_current().values("participant")
    resting = Pause.objects.current().values("participant")
    # Locked, so that two stages closing at once do not both ask the same person.
    people = Participant.objects.current().filter(pk__in=there).exclude(pk__in=resting)
    people = people.order_by("pk").select_for_update(no_key=True)
    just_asked = set(
        SurveyInvitation.objects.filter(
            participant__in=list(people), asked_on__gt=on - ASKED_AGAIN_AFTER, asked_on__lt=on + ASKED_AGAIN_AFTER
        ).values_list("participant", flat=True)
    )
    SurveyInvitation.objects.bulk_create(
        [
            SurveyInvitation(survey_round=survey_round, participant=person, asked_on=on)
            for person in people
            if person.pk not in just_asked
        ],
        ignore_conflicts=True,
    )
    return survey_round


@action("round of questions closed")
def close_round(*, survey_round: SurveyRound, on: date | None = None, by: User) -> SurveyRound:
    on = on or days.today()
    survey_round = SurveyRound.objects.select_for_update(no_key=True).get(pk=survey_round.pk)
    if survey_round.closed_on:
        raise Refused("This round is closed already.")
    if on <= survey_round.closes_on and survey_round.invitations.filter(done=False).exists():
        raise Refused("People still have time to answer.")
    survey_round.closed_on = on
    survey_round.save(update_fields=["closed_on"])
    return survey_round


@action("six questions answered", anonymous=True)
def take_answers(
    *, invitation: SurveyInvitation, answers: Mapping[str, int | None], taken_down_by: User | None, by: None
) -> SurveyRound:
    """About the round, not about who was asked; `by` is nobody, so that no trail leads from answers to a person;
    the day stands there, not the hour.
    """
    waiting = SurveyInvitation.objects.filter(pk=invitation.pk, done=False, survey_round__closed_on__isnull=True)
    if not waiting.update(done=True, taken_down_by=taken_down_by):
        raise Refused("These questions are closed now. Thank you all the same.")
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(survey_round=invitation.survey_round, principle=key, answer=answers[key])
        for key in PRINCIPLE_KEYS
        if key in answers
    )
    return invitation.survey_round


def answer_six(*, invitation: SurveyInvitation, answers: Mapping[str, int | None], by: User) -> SurveyRound:
    """`answers`: 1 to 5 by principle key, None for "can't say"; a question that was skipped is left out."""
    own = invitation.participant.is_same_as(by)
    return take_answers(invitation=invitation, answers=answers, taken_down_by=None if own else by, by=None)
