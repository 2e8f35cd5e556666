from django.conf import settings
from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.opening import Opened
from coproduction.base.privacy import NotPersonal, Personal
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.stages.models import Stage


class SurveyRound(ProjectRecord):
    """The six questions, asked at the close of a stage. Results show from closed rounds only."""

    stage = models.OneToOneField(Stage, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    parent = "stage"
    opened_as = "round"
    opens_with = ("stage",)
    seen_by = COORDINATOR | MANAGER
    known_as = "when the six questions are asked"
    personal = NotPersonal("a time of asking")
    corrects = StandsAsWritten("a time of asking: what was answered in it must not move")

    def opens(self, reader):
        return Opened(f"The six questions after {self.stage}", self.stage.page_for(reader))


class SurveyInvitationQuerySet(ProjectRecordQuerySet):
    def waiting(self, day):
        """Neither answered nor skipped, in a round that still takes answers on that day."""
        return self.filter(done=False, survey_round__closed_on__isnull=True, survey_round__closes_on__gte=day)


class SurveyInvitation(ProjectRecord):
    """That one person was asked in a round, and has answered or skipped. What they said is not linked to it."""

    survey_round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="invitations")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="survey_invitations")
    asked_on = models.DateField()
    done = models.BooleanField(default=False)
    taken_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    parent = "survey_round"
    seen_by = COORDINATOR
    objects = SurveyInvitationQuerySet.as_manager()
    known_as = "who was asked the six questions, and who has answered"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("whether somebody has answered")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey_round", "participant"], name="person_is_asked_once_in_a_round")
        ]


class SurveyAnswer(ProjectRecord):
    """One answer to one question: 1 to 5, or empty for "can't say". It names nobody and carries no time."""

    survey_round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="answers")
    principle = models.CharField(max_length=20)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_at = None  # type: ignore[assignment]  # Takes the field of the base away.

    parent = "survey_round"
    seen_by = frozenset()
    known_as = "what anyone answered to the six questions"
    personal = NotPersonal("not linked to who answered")
    corrects = StandsAsWritten("nobody knows whose it is")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(answer__range=(1, 5)),
                name="survey_answer_is_one_to_five_or_cant_say",
            )
        ]
