from django.db import models
from django.db.models import F, Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.privacy import Personal
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet


class PeerQuerySet(ProjectRecordQuerySet):
    def current(self):
        """Named, and still taking part."""
        return self.filter(until__isnull=True, participant__ended_on__isnull=True)


class Peer(ProjectRecord):
    """A participant whom a project names to take down others' answers, from when until when."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    parent = "participant"
    seen_by = COORDINATOR
    objects = PeerQuerySet.as_manager()
    known_as = "who may write down what others answer"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("named by two days, each said once")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "participant"], condition=Q(until__isnull=True), name="peer_is_named_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="peer_ends_after_beginning"
            ),
        ]
