from django.conf import settings
from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.privacy import KEEP, Personal
from participants.survey.models import SurveyRound
from projects.project.models import ProjectRecord


class Reflection(ProjectRecord):
    """What one of the team answered to the six questions, blind to what participants did. Empty for "can't say"."""

    survey_round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    principle = models.CharField(max_length=20)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)

    parent = "survey_round"
    seen_by = COORDINATOR | MANAGER
    known_as = "how the team itself sees the work"
    personal = Personal(path="user", on_erase=KEEP, why="one of two views of the work, given in a role")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey_round", "user", "principle"], name="team_member_reflects_once_in_a_round"
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(answer__range=(1, 5)), name="reflection_is_one_to_five_or_cant_say"
            ),
        ]
