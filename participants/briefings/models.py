from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import PutRight
from coproduction.base.opening import Opened
from coproduction.base.privacy import Personal
from participants.people.models import Participant
from projects.project.models import ProjectRecord
from projects.stages.models import Stage


class Briefing(ProjectRecord):
    """Told before, and heard after: for a stage, or for the project where `stage` is empty."""

    class Kind(models.TextChoices):
        BEFORE = "before", "before"
        AFTER = "after", "after"

    class Way(models.TextChoices):
        CALL = "call", "A call"
        MEETING = "meeting", "A meeting"
        PAPER = "paper", "On paper"
        VOICE_NOTE = "voice_note", "A voice note"

    class Outcome(models.TextChoices):
        OFFERED = "offered", "offered"
        DONE = "done", "done"
        DECLINED = "declined", "declined"

    stage = models.ForeignKey(Stage, models.PROTECT, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="briefings")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    offered_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    # What the person says beats the tick: "I was not briefed".
    person_says = models.BooleanField(null=True, blank=True)

    parent = "participant"
    seen_by = COORDINATOR
    opened_as = "briefing"
    known_as = "who was told what to expect, and heard afterwards"
    personal = Personal(path="participant")
    corrects = PutRight({"way": "How it was"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "participant", "kind"],
                condition=Q(stage__isnull=False),
                name="person_is_briefed_once_for_a_stage",
            ),
            models.UniqueConstraint(
                fields=["project", "participant", "kind"],
                condition=Q(stage__isnull=True),
                name="person_is_briefed_once_for_a_project",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="done") | (Q(held_on__isnull=False) & ~Q(way="")),
                name="briefing_done_says_when_and_how",
                violation_error_message="Say on which day the briefing was, and how.",
            ),
        ]

    def can_be_put_right(self, name):
        return self.held_on is not None

    def opens(self, reader):
        return Opened("A talk with somebody, before or after")
