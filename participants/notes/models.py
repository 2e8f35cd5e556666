from django.conf import settings
from django.db import models

from coproduction.accounts.records import Record, RecordQuerySet
from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.privacy import Personal
from participants.people.models import IN_CARE, Participant


class SensitiveNoteQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """The named contact and the deputy of a project that the person takes part in; nobody else."""
        return super().visible_to(user).filter(participant__in=Participant.objects.in_care_of(user))

    def current(self):
        return self.filter(ended_at__isnull=True)


class SensitiveNote(Record):
    """Something for the named contact and the deputy alone, in the person's words: what to do when it gets too much.

    Never a story, a diagnosis or a benefit. Each reading of it is logged, and the person can see who looked.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "When it gets too much: what helps"
        NOTE = "note", "Something to know and keep to ourselves"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="sensitive_notes")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    words = models.TextField(max_length=500)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    parent = "participant"
    seen_by = COORDINATOR
    seen_by_parts = IN_CARE
    objects = SensitiveNoteQuerySet.as_manager()
    known_as = "what helps a person when it gets too much, and what they want kept between few"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("ended and written anew, so that no former words are left")
