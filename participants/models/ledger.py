from django.db import models
from django.db.models import F, Q

from coproduction.base.access import FINANCE, MANAGER
from coproduction.base.guards import AppendOnly
from coproduction.base.privacy import KEEP, Personal
from projects.models import ProjectRecord

from .payments import Payment


class Movement(ProjectRecord):
    """Money that moved, in pence: from one account to another in one row, so the books balance by construction."""

    class Account(models.TextChoices):
        BUDGET = "budget", "the project's money for people's time"
        PERSON = "person", "the person"

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="movements")
    from_account = models.CharField(max_length=8, choices=Account.choices)
    to_account = models.CharField(max_length=8, choices=Account.choices)
    pence = models.PositiveIntegerField()
    moved_at = models.DateTimeField()

    parent = "payment"
    seen_by = MANAGER | FINANCE
    guard = AppendOnly()
    known_as = "money that moved"
    personal = Personal(path="payment__participant", on_erase=KEEP, why="the books")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="movement_moves_something"),
            models.CheckConstraint(condition=~Q(from_account=F("to_account")), name="movement_goes_somewhere_else"),
            models.UniqueConstraint(fields=["payment", "from_account"], name="payment_moves_once_each_way"),
        ]
