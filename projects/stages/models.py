from django.db import models
from django.db.models import F, Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import PutRight
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import NotPersonal
from projects.project.models import ProjectRecord, ProjectRecordQuerySet


class StageQuerySet(ProjectRecordQuerySet):
    def open(self):
        return self.filter(opened_on__isnull=False, closed_on__isnull=True)


class Stage(ProjectRecord):
    """A part of a project. Stages come from a template, may overlap, be renamed, or not apply with a reason."""

    class Kind(models.TextChoices):
        PLAN = "plan", "Plan and commission"
        DESIGN = "design", "Design"
        DECIDE = "decide", "Decide"
        DELIVER = "deliver", "Deliver"
        REVIEW = "review", "Review and evaluate"
        SHARE = "share", "Share back and celebrate"
        OWN = "own", "Our own"

    class Verb(models.TextChoices):
        DESIGN = "design", "Design"
        DELIVER = "deliver", "Deliver"
        REVIEW = "review", "Review"

    # Which verb each stage of the template carries, so that "every stage" can be told in the words of the principles.
    TEMPLATE = {
        Kind.PLAN: Verb.DESIGN,
        Kind.DESIGN: Verb.DESIGN,
        Kind.DECIDE: Verb.DESIGN,
        Kind.DELIVER: Verb.DELIVER,
        Kind.REVIEW: Verb.REVIEW,
        Kind.SHARE: Verb.REVIEW,
    }

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=60)
    verb = models.CharField(max_length=8, choices=Verb.choices)
    position = models.PositiveSmallIntegerField()
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    not_applicable_reason = models.CharField(max_length=300, blank=True)
    # How people were thanked when it closed, and when.
    thanked_on = models.DateField(null=True, blank=True)
    # Why a manager closed it although something was still open.
    closed_despite = models.CharField(max_length=300, blank=True)

    objects = StageQuerySet.as_manager()
    opened_as = "stage"
    seen_by = COORDINATOR | MANAGER
    known_as = "the stages of a project"
    personal = NotPersonal("a part of the work")
    corrects = PutRight({"name": "What it is called"})

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="stage_has_its_own_place"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=False, closed_on__gte=F("opened_on")),
                name="stage_closes_after_it_opens",
                violation_error_message="A stage closes on or after the day it opened.",
            ),
            models.CheckConstraint(
                condition=Q(not_applicable_reason="") | Q(opened_on__isnull=True),
                name="stage_that_does_not_apply_is_not_opened",
            ),
            models.CheckConstraint(
                condition=Q(closed_despite="") | Q(closed_on__isnull=False),
                name="stage_closed_despite_open_items_is_closed",
            ),
        ]

    def opens(self, reader):
        return Opened(self.name, self.page_for(reader))

    def page_for(self, reader):
        """The team works on its own page; others see where the project stands."""
        if reader.on_team:
            return page("stages:stage", self.project_id, self.pk)
        return page("projects:stages", self.project_id)

    def __str__(self):
        return self.name

    @property
    def state(self):
        """One of: not_applicable, done, now, later."""
        if self.not_applicable_reason:
            return "not_applicable"
        if self.closed_on:
            return "done"
        return "now" if self.opened_on else "later"
