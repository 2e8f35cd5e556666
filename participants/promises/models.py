from django.db import models
from django.db.models import F, Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import PutRight
from coproduction.base.due import in_words
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import BLANK, Personal
from coproduction.base.tags import day
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.sessions.models import Session


class PromiseQuerySet(ProjectRecordQuerySet):
    def outstanding(self):
        """Neither kept, nor changed and told."""
        return self.filter(kept_on__isnull=True, changed_told_on__isnull=True)


class Promise(ProjectRecord):
    """What we said we would do, by when, and whether we did or told people in time that it changed."""

    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="promises")
    words = models.CharField(max_length=300)
    made_on = models.DateField()
    by_when = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    changed_to = models.CharField(max_length=300, blank=True)
    changed_told_on = models.DateField(null=True, blank=True)

    seen_by = COORDINATOR
    objects = PromiseQuerySet.as_manager()
    opened_as = "promise"
    known_as = "what was promised"
    personal = Personal(path="participant", on_erase=BLANK, fields=("participant",))
    corrects = PutRight({"words": "What was promised", "changed_to": "What happens now instead"})

    class Meta:
        ordering = ["by_when"]
        indexes = [
            models.Index(
                fields=["project"],
                condition=Q(kept_on__isnull=True, changed_told_on__isnull=True),
                name="promises_outstanding",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_when__gte=F("made_on")),
                name="promise_is_due_after_it_is_made",
                violation_error_message="The day it is promised for is before the day it was promised.",
            ),
            models.CheckConstraint(
                condition=Q(changed_told_on__isnull=True) | ~Q(changed_to=""), name="promise_changed_says_to_what"
            ),
        ]

    def can_be_put_right(self, name):
        return name == "words" or self.changed_told_on is not None

    def opens(self, reader):
        if not reader.on_team:
            return Opened(f"Something promised for {day(self.by_when)}")
        return Opened(self.words, page("gatherings:promise", self.project_id, self.pk))

    def how_late(self, day):
        """In words, as beside the line of whoever made it; "" where it is settled, or its day is not over."""
        settled = self.kept_on or self.changed_told_on
        return "" if settled or self.by_when >= day else in_words(self.by_when, day, self.organisation.region)
