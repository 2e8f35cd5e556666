from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import PutRight
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import BLANK, Personal
from coproduction.base.tags import day
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.sessions.models import Session


class ContributionQuerySet(ProjectRecordQuerySet):
    def unanswered(self):
        return self.filter(outcome=Contribution.Outcome.OPEN)


class Contribution(ProjectRecord):
    """Something a person said or brought, and what became of it."""

    class Credit(models.TextChoices):
        NAME = "name", "by name"
        GROUP = "group", "as one of the group"
        NONE = "none", "not named"

    class Outcome(models.TextChoices):
        OPEN = "", "not answered yet"
        USED = "used", "we did it"
        PARTLY = "partly", "we did part of it"
        NOT_USED = "not_used", "we did not"

    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="contributions")
    credit = models.CharField(max_length=8, choices=Credit.choices, default=Credit.GROUP)
    words = models.CharField(max_length=500)
    said_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    because = models.CharField("what came of it, and why", max_length=500, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    seen_by = COORDINATOR
    objects = ContributionQuerySet.as_manager()
    opened_as = "contribution"
    known_as = "what a person said, and our answer"
    personal = Personal(path="participant", on_erase=BLANK, fields=("words", "participant"))
    own_page = "me:say"
    corrects = PutRight(
        {"words": "What was said", "outcome": "What became of it", "because": "What came of it, and why"},
        own={"words": "What you said"},
    )

    class Meta:
        indexes = [
            models.Index(fields=["project"], condition=Q(told_on__isnull=True), name="contributions_not_told"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_on__isnull=True)
                | (~Q(outcome="") & Q(answered_on__isnull=False) & ~Q(because="")),
                name="contribution_answered_says_why_and_when",
                violation_error_message="Say what came of it and why.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(answered_on__isnull=False),
                name="contribution_is_answered_before_it_is_told",
            ),
        ]

    @property
    def in_their_words(self):
        """What was said without a session they wrote themselves, on their own page."""
        return self.session_id is None and self.participant_id is not None

    def can_be_put_right(self, name):
        return name == "words" or self.answered_on is not None

    def opens(self, reader):
        if not reader.on_team:
            return Opened(f"Something said on {day(self.said_on)}")
        return Opened(self.words, page("gatherings:answer", self.project_id, self.pk))
