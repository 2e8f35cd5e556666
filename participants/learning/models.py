from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import PutRight
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import Personal
from participants.people.models import Participant
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.stages.models import Stage


class LearningNoteQuerySet(ProjectRecordQuerySet):
    def first_said(self):
        """All but those that answer another one."""
        return self.filter(about__isnull=True)


class LearningNote(ProjectRecord):
    """Something learned in a stage, by the team or by somebody who takes part. Who wrote it is shown to nobody."""

    class Kind(models.TextChoices):
        CHANGED = "changed", "We changed our minds because"
        FAILED = "failed", "We tried it, and it failed"
        DIFFERENT = "different", "I see it differently"

    # What may be written first; the third answers one of these.
    FIRST = (Kind.CHANGED, Kind.FAILED)

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=500)
    noted_on = models.DateField()
    # None where the team wrote it.
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="+")
    about = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")

    parent = "stage"
    opened_as = "learning_note"
    objects = LearningNoteQuerySet.as_manager()
    seen_by = COORDINATOR | MANAGER
    known_as = "what was learned in a project"
    own_page = "me:learning"
    own_heading = "What you wrote about what we learned"
    personal = Personal(path="participant")
    corrects = PutRight({"words": "In a few words"}, own={"words": "What you learned"})

    @property
    def in_their_words(self):
        return self.participant_id is not None

    def opens(self, reader):
        return Opened(f"{self.get_kind_display()}: {self.words}", page("gatherings:learning", self.project_id))

    class Meta:
        ordering = ["-noted_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="learning_note_has_words"),
            models.CheckConstraint(
                condition=Q(kind="different", about__isnull=False) | (~Q(kind="different") & Q(about__isnull=True)),
                name="who_sees_it_differently_answers_a_note",
            ),
        ]
