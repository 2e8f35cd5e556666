from django.conf import settings
from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.privacy import KEEP, Personal
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.stages.models import Stage


class OwedKind(models.TextChoices):
    """Each kind of thing that somebody can be owed, as a person reads it who takes part."""

    PAYMENT = "payment", "money"
    PUT_OFF = "put_off", "money that was put off"
    SESSION = "session", "a session that is not written down"
    ANSWER = "answer", "an answer"
    PROMISE = "promise", "a promise"
    UPDATE = "update", "an update"
    DELIVERY = "delivery", "an update that has not reached everyone"
    BRIEFING = "briefing", "a talk before"
    DEBRIEF = "debrief", "a talk afterwards"
    PROJECT_DEBRIEF = "project_debrief", "a talk about the whole project"
    QUESTIONS = "questions", "the six questions"


# Nobody can take these on for somebody else, and no reason makes them go away.
NOT_HANDED_OVER = frozenset({OwedKind.PAYMENT})


class OpenAtClosingQuerySet(ProjectRecordQuerySet):
    def handed_over(self):
        return self.filter(handed_to__isnull=False)

    def closed_over(self):
        """Left open by a manager, with a reason."""
        return self.filter(handed_to__isnull=True)


class OpenAtClosing(ProjectRecord):
    """One thing that somebody was owed when a stage or a project closed: handed to one of the team with a day, or
    closed over with a manager's reason. It stays owed. `stage` is empty where it was the project that closed; `about`
    is the id of the record, or of what it hangs on where there is none yet (see participants/owed/queries.py).
    """

    stage = models.ForeignKey(Stage, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=16, choices=OwedKind.choices)
    about = models.UUIDField()
    handed_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    by_when = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    left_on = models.DateField()

    objects = OpenAtClosingQuerySet.as_manager()
    seen_by = COORDINATOR | MANAGER
    known_as = "who took on what was still open when something closed, or why it was left open"
    personal = Personal(path="handed_to", on_erase=KEEP, why="who is responsible for what is owed to people")
    corrects = StandsAsWritten("what was open on the day a stage was closed")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_to__isnull=False, by_when__isnull=False, reason="")
                | (Q(handed_to__isnull=True, by_when__isnull=True) & ~Q(reason="")),
                name="open_thing_is_handed_over_or_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind="payment") | Q(handed_to__isnull=True), name="money_owed_is_not_handed_over"
            ),
            models.UniqueConstraint(
                fields=["project", "kind", "about"],
                condition=Q(handed_to__isnull=False),
                name="open_thing_is_handed_to_one_person",
            ),
        ]
