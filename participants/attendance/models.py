from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import Personal
from coproduction.base.tags import day
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.sessions.models import Session, Way


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
    opened_as = "attendance"
    opens_with = ("participant", "session")
    known_as = "who came to which session, and for how long"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("put right with its session, since money follows from it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="person_attends_a_session_once"),
            models.CheckConstraint(
                condition=Q(minutes_before__lte=1440, minutes_during__lte=1440, minutes_after__lte=1440),
                name="attendance_fits_into_a_day",
                violation_error_message="That is more minutes than a day has.",
            ),
        ]

    def opens(self, reader):
        if not reader.on_team:
            return None
        label = f"{self.participant}, session on {day(self.session.starts_at)}"
        return Opened(label, page("gatherings:session", self.project_id, self.session_id))

    @property
    def minutes(self):
        return self.minutes_before + self.minutes_during + self.minutes_after
