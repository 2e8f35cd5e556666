from django.db import models
from django.db.models import Exists, OuterRef, Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import PutRight
from coproduction.base.opening import Opened
from coproduction.base.privacy import Personal
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.stages.models import Stage


class InvolvementQuerySet(ProjectRecordQuerySet):
    def bulk_create(self, objs, *args, **kwargs):
        made = super().bulk_create(objs, *args, **kwargs)
        keep_who_is_in_none({involvement.participant_id for involvement in made})
        return made

    def update(self, **kwargs):
        whose = set(self.values_list("participant", flat=True)) if "state" in kwargs else ()
        changed = super().update(**kwargs)
        keep_who_is_in_none(whose)
        return changed

    # As Django has it: a template cannot call it.
    update.alters_data = True  # type: ignore[attr-defined]  # Marks stand on functions.

    def active(self):
        """In the state of that name: those who take part, and do not pause."""
        return self.filter(state=Involvement.State.ACTIVE)

    def past_or_current(self):
        """Those who take part or did: paused and ended ones count as having been there."""
        return self.exclude(state__in=Involvement.NOT_THERE)

    def current(self):
        """Those who take part, or pause for a while."""
        return self.filter(state__in=[Involvement.State.ACTIVE, Involvement.State.PAUSED])

    def not_declined(self):
        """All but of those who said no: they are not in the project."""
        return self.exclude(state=Involvement.State.DECLINED)


def keep_who_is_in_none(participants):
    """Notes of each of these people (ids) whether they are in no project now, as `visible_to` of people reads it."""
    if participants:
        theirs = Involvement.objects.not_declined().filter(participant=OuterRef("pk"))
        Participant.objects.filter(pk__in=participants).update(in_no_project=~Exists(theirs))


class Involvement(ProjectRecord):
    """One participant at one stage."""

    class State(models.TextChoices):
        INVITED = "invited", "invited"
        ACTIVE = "active", "taking part"
        PAUSED = "paused", "paused"
        ENDED = "ended", "ended"
        DECLINED = "declined", "said no"

    NOT_THERE = (State.INVITED, State.DECLINED)

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
    opened_as = "involvement"
    opens_with = ("participant", "stage")
    known_as = "who takes part in which stage"
    personal = Personal(path="participant")
    corrects = PutRight({"part": "In what way they take part"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "participant"], name="person_is_involved_once_in_a_stage"),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(joined_on__isnull=False), name="person_taking_part_has_joined"
            ),
        ]

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        keep_who_is_in_none({self.participant_id})

    def opens(self, reader):
        return Opened(f"{self.participant} in {self.stage}", self.stage.page_for(reader)) if reader.on_team else None
