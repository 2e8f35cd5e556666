from django.conf import settings
from django.db import models
from django.db.models import Q

from coproduction.accounts.records import Record
from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.privacy import Personal
from participants.people.models import Participant
from projects.project.models import Project


class Correction(Record):
    """One field of a record, what it said and what it says now. It goes with the person whom the record is about. Read
    by way of that record alone (see `history.py`): whoever may read it may read this.
    """

    # As `model_named` of the actions reads it, and the id of the record.
    kind = models.CharField(max_length=40)
    about = models.UUIDField()
    field = models.CharField(max_length=40)
    # As Django writes a value of that field into text. Empty where it was deleted because it was not safe to keep.
    was = models.TextField(blank=True)
    now = models.TextField(blank=True)
    deleted = models.BooleanField(default=False)
    why = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="+", editable=False)

    parent = None
    seen_by = COORDINATOR | MANAGER
    known_as = "what was put right, and what it said before"
    own_heading = "What was put right"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("it is the history itself; what was not safe to keep is deleted from it")

    class Meta:
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["about"], name="corrections_of_a_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(deleted=False) | Q(was="", now=""), name="correction_deleted_keeps_no_words"
            )
        ]
