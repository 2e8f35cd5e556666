from django.db import models
from django.db.models import F, Q

from coproduction.base.access import COORDINATOR
from coproduction.base.privacy import Personal
from projects.models import ProjectRecord, Stage
from projects.models.project import ProjectRecordQuerySet

from .people import Participant


class InvolvementQuerySet(ProjectRecordQuerySet):
    def active(self):
        return self.filter(state=Involvement.State.ACTIVE)

    def there(self):
        """Those who take part or did: paused and ended ones count as having been there."""
        return self.exclude(state__in=[Involvement.State.INVITED, Involvement.State.DECLINED])

    def now(self):
        """Those who take part, or pause for a while."""
        return self.filter(state__in=[Involvement.State.ACTIVE, Involvement.State.PAUSED])

    def standing(self):
        """All but of those who said no: they are not in the project."""
        return self.exclude(state=Involvement.State.DECLINED)


class Involvement(ProjectRecord):
    """One participant at one stage."""

    class State(models.TextChoices):
        INVITED = "invited", "invited"
        ACTIVE = "active", "taking part"
        PAUSED = "paused", "paused"
        ENDED = "ended", "ended"
        DECLINED = "declined", "said no"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="involvements")
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    part = models.CharField("in what way", max_length=120, blank=True)
    invited_on = models.DateField()
    joined_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    parent = "stage"
    seen_by = COORDINATOR
    objects = InvolvementQuerySet.as_manager()
    known_as = "who takes part in which stage"
    personal = Personal(path="participant")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "participant"], name="person_is_involved_once_in_a_stage"),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(joined_on__isnull=False), name="person_taking_part_has_joined"
            ),
        ]


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
    known_as = "who may take down what others answer"
    personal = Personal(path="participant")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "participant"], condition=Q(until__isnull=True), name="peer_is_named_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="peer_ends_after_beginning"
            ),
        ]


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
    known_as = "who was told what to expect, and heard afterwards"
    personal = Personal(path="participant")

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
