from django.db import models
from django.db.models import F, Q

from coproduction.base import days
from coproduction.base.access import COORDINATOR
from coproduction.base.privacy import Personal
from projects.models import ProjectRecord, Session
from projects.models.project import ProjectRecordQuerySet
from projects.models.session import Way

from .people import Participant


class AttendanceQuerySet(ProjectRecordQuerySet):
    def came(self):
        return self.filter(state=Attendance.State.CAME)


class Attendance(ProjectRecord):
    """One person at one session, and their minutes before, during and after it."""

    class State(models.TextChoices):
        NOT_INVITED = "not_invited", "not invited"
        INVITED = "invited", "invited"
        DECLINED = "declined", "said no"
        CAME = "came", "came"
        MISSED = "missed", "didn't come"
        UNMET = "unmet", "couldn't: a need wasn't met"

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="attendances")
    state = models.CharField(max_length=12, choices=State.choices, default=State.INVITED)
    way = models.CharField(max_length=12, choices=Way.choices, blank=True)
    minutes_before = models.PositiveSmallIntegerField(default=0)
    minutes_during = models.PositiveSmallIntegerField(default=0)
    minutes_after = models.PositiveSmallIntegerField(default=0)

    parent = "session"
    seen_by = COORDINATOR
    objects = AttendanceQuerySet.as_manager()
    known_as = "who came to which session, and for how long"
    personal = Personal(path="participant")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="person_attends_a_session_once"),
            models.CheckConstraint(
                condition=Q(minutes_before__lte=1440, minutes_during__lte=1440, minutes_after__lte=1440),
                name="attendance_fits_into_a_day",
                violation_error_message="That is more minutes than a day has.",
            ),
        ]

    @property
    def minutes(self):
        return self.minutes_before + self.minutes_during + self.minutes_after


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
    known_as = "what was done so that a person can take part"
    personal = Personal(path="participant")

    class Meta:
        ordering = ["due_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="adaptation_is_due_after_it_is_agreed"),
            models.CheckConstraint(
                condition=Q(worked__isnull=True) | Q(in_place_on__isnull=False),
                name="adaptation_worked_once_it_was_in_place",
            ),
        ]

    @property
    def state(self):
        """Kind of mark, and its word, for staff."""
        if self.worked is not None:
            return ("good", "It worked") if self.worked else ("late", "It didn't work")
        if self.in_place_on:
            return "done", "In place"
        return ("late", "Late") if self.due_on < days.today() else ("wait", "Not in place yet")
