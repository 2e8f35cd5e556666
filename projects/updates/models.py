from django.conf import settings
from django.db import models
from django.utils import timezone

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import PutRight
from coproduction.base.folding import Folded
from coproduction.base.guards import FrozenAfter
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import NotPersonal
from coproduction.base.tags import day
from projects.project.models import ProjectRecord, ProjectRecordQuerySet

from .silence import is_nothing_new


class UpdateQuerySet(ProjectRecordQuerySet):
    def told(self):
        return self.filter(told_at__isnull=False)


class Update(ProjectRecord):
    """What people are told: four parts, always. "Nothing new" is said, not left out. Once told, its words change only
    by being put right.
    """

    PARTS = ("progress", "outcomes", "blocks", "risks")

    progress = models.TextField("what we did", max_length=1500)
    outcomes = models.TextField("what came of it", max_length=1500)
    blocks = models.TextField("what is in the way", max_length=1500)
    risks = models.TextField("what might go wrong", max_length=1500)
    folded = Folded(*PARTS)
    as_of = models.DateField("this is how things stood on")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    # When words that people had been told were put right; what they were stands in the history.
    put_right_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UpdateQuerySet.as_manager()
    opened_as = "update"
    seen_by = COORDINATOR | MANAGER
    known_as = "what people on a project were told"
    personal = NotPersonal("about the work; written for everyone in it")
    corrects = PutRight(
        {
            "progress": "What we did",
            "outcomes": "What came of it",
            "blocks": "What is in the way",
            "risks": "What might go wrong",
        }
    )
    guard = FrozenAfter("told_at", ("as_of",), ("progress", "outcomes", "blocks", "risks"), "put_right_at")

    class Meta:
        ordering = ["-as_of", "-recorded_at"]
        indexes = [models.Index(fields=["project", "told_at"], name="updates_last_told")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(progress="") & ~models.Q(outcomes="") & ~models.Q(blocks="") & ~models.Q(risks=""),
                name="update_has_all_four_parts",
            )
        ]

    def note_put_right(self, was):
        if self.told_at is None:
            return ()
        self.put_right_at = timezone.now()
        return ("put_right_at",)

    def opens(self, reader):
        return Opened(f"Update of {day(self.as_of)}", page("gatherings:update", self.project_id, self.pk))

    @property
    def nothing_new(self):
        """Whether all four parts say that nothing is."""
        return all(is_nothing_new(getattr(self, part)) for part in self.PARTS)

    @property
    def parts(self):
        """Pairs of heading and text, in their order."""
        return [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.PARTS]
