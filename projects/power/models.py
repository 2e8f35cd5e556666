from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.opening import Opened
from coproduction.base.privacy import NotPersonal
from projects.project.models import ProjectRecord
from projects.stages.models import Stage


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
    opened_as = "power_check"
    opens_with = ("stage",)
    seen_by = COORDINATOR | MANAGER
    known_as = "who holds which power in a stage"
    personal = NotPersonal("staff, shared or participants: names nobody")
    corrects = StandsAsWritten("done again: the newest stands, older ones show what changed")

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

    def opens(self, reader):
        return Opened(f"Who has the power to decide what in {self.stage}", self.stage.page_for(reader))

    @property
    def answers(self):
        """Pairs of question and answer, in their order."""
        return [
            (self._meta.get_field(name).verbose_name, getattr(self, f"get_{name}_display")()) for name in self.QUESTIONS
        ]
