from django.db import models
from django.db.models import Exists, OuterRef, Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.guards import AppendOnly
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import NotPersonal
from coproduction.base.tags import day
from projects.project.models import ProjectRecord, ProjectRecordQuerySet


class GroupAgreementQuerySet(ProjectRecordQuerySet):
    def current_for(self, project):
        """The newest version, or None where nothing is agreed yet."""
        return self.for_project(project).order_by("-version").first()

    def current(self):
        """Of each project the newest version."""
        later = GroupAgreement.objects.filter(project=OuterRef("project"), version__gt=OuterRef("version"))
        return self.filter(~Exists(later))


class GroupAgreement(ProjectRecord):
    """How a group works together. What people said yes to stands still: a change is a new version."""

    class How(models.TextChoices):
        MEETING = "meeting", "When we met"
        PHONE = "phone", "By phone"
        WRITING = "writing", "In writing"

    words = models.TextField("how we decide, how we disagree, how we stop", max_length=1500)
    agreed_on = models.DateField("day it was agreed")
    how = models.CharField("how it was agreed", max_length=8, choices=How.choices)
    version = models.PositiveSmallIntegerField(editable=False)

    objects = GroupAgreementQuerySet.as_manager()
    opened_as = "agreement"
    seen_by = COORDINATOR | MANAGER
    known_as = "how a group has agreed to work"
    personal = NotPersonal("about how a group works; what each person says of it stands with the person")
    corrects = StandsAsWritten("a new version is agreed, to which nobody has said yes yet")
    guard = AppendOnly()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="agreement_has_each_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="agreement_versions_begin_at_one"),
        ]

    def opens(self, reader):
        label = f"Ways of working, version {self.version}, agreed on {day(self.agreed_on)}"
        return Opened(label, page("stages:ways", self.project_id) if reader.on_team else None)
