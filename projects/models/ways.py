from django.db import models
from django.db.models import Exists, OuterRef, Q

from coproduction.base.guards import AppendOnly
from coproduction.base.privacy import NotPersonal

from .project import ProjectRecord, ProjectRecordQuerySet
from .stage import Stage


class GroupAgreementQuerySet(ProjectRecordQuerySet):
    def standing(self, project):
        """The newest version, or None where nothing is agreed yet."""
        return self.for_project(project).order_by("-version").first()

    def newest(self):
        """Of each project the version that stands."""
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
    known_as = "how a group has agreed to work"
    personal = NotPersonal("about how a group works; what each person says of it stands with the person")
    guard = AppendOnly()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="agreement_has_each_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="agreement_versions_begin_at_one"),
        ]


class PowerCheck(ProjectRecord):
    """Who holds what in one stage. It may be done again: the newest stands, the older ones show what changed."""

    class Holder(models.TextChoices):
        STAFF = "staff", "Staff"
        SHARED = "shared", "Shared"
        PARTICIPANTS = "participants", "People who take part"

    QUESTIONS = ("agenda", "money", "chair", "notes", "say_no")

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="power_checks", editable=False)
    agenda = models.CharField("who sets what we talk about", max_length=12, choices=Holder.choices)
    money = models.CharField("who holds the money", max_length=12, choices=Holder.choices)
    chair = models.CharField("who chairs", max_length=12, choices=Holder.choices)
    notes = models.CharField("who writes the notes", max_length=12, choices=Holder.choices)
    say_no = models.CharField("who can say no", max_length=12, choices=Holder.choices)
    checked_on = models.DateField("day it was checked")

    parent = "stage"
    known_as = "who holds which power in a stage"
    personal = NotPersonal("staff, shared or participants: names nobody")

    class Meta:
        ordering = ["-checked_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    **{
                        f"{name}__in": ["staff", "shared", "participants"]
                        for name in ("agenda", "money", "chair", "notes", "say_no")
                    }
                ),
                name="power_check_answers_all_five",
            )
        ]

    @property
    def answers(self):
        """Pairs of question and answer, in their order."""
        return [
            (self._meta.get_field(name).verbose_name, getattr(self, f"get_{name}_display")()) for name in self.QUESTIONS
        ]
