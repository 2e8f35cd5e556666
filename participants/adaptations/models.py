from django.db import models
from django.db.models import F, Q

from coproduction.base import days
from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import PutRight
from coproduction.base.opening import Opened
from coproduction.base.privacy import Personal
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.sessions.models import Session


class AdaptationQuerySet(ProjectRecordQuerySet):
    def needed(self):
        """Without those for a session that was called off before they were due."""
        return self.exclude(session__cancelled_on__lte=F("due_on"))


class Adaptation(ProjectRecord):
    """Something done so that a person can take part: asked for, due, in place, and whether it worked."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="adaptations")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200)
    asked_on = models.DateField("agreed with you")
    due_on = models.DateField("there by")
    in_place_on = models.DateField("in place", null=True, blank=True)
    # What the person says: it worked, it did not, or nothing yet.
    worked = models.BooleanField("it worked", null=True, blank=True)

    parent = "participant"
    seen_by = COORDINATOR
    objects = AdaptationQuerySet.as_manager()
    opened_as = "adaptation"
    opens_with = ("participant",)
    known_as = "what was done so that a person can take part"
    personal = Personal(path="participant")
    corrects = PutRight({"words": "What was asked for"})

    class Meta:
        ordering = ["due_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="adaptation_is_due_after_it_is_agreed"),
            models.CheckConstraint(
                condition=Q(worked__isnull=True) | Q(in_place_on__isnull=False),
                name="adaptation_worked_once_it_was_in_place",
            ),
        ]

    def opens(self, reader):
        """What helps a person is theirs and the team's: others see that there is something."""
        if not reader.on_team:
            return Opened("Something that helps a person take part")
        return Opened(f"{self.participant}: {self.words}", self.participant.page_for(reader))

    @property
    def state(self):
        """Kind of mark, and its word, for staff."""
        if self.worked is not None:
            return ("good", "It worked") if self.worked else ("late", "It didn't work")
        if self.in_place_on:
            return "done", "In place"
        return ("late", "Late") if self.due_on < days.today() else ("wait", "Not in place yet")
