from django.db import models
from django.db.models import F, Q

from coproduction.accounts.records import Record, RecordQuerySet
from coproduction.base.access import COORDINATOR, MANAGER, STAFF
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.opening import Opened
from coproduction.base.privacy import NotPersonal
from coproduction.base.tags import day
from projects.project.models import ProjectRecord


class BudgetLine(ProjectRecord):
    """The money of one head of a project's budget, in pence. Nothing in a head is allowed, with a reason."""

    class Head(models.TextChoices):
        PAYMENTS = "payments", "Payments for people's time"
        EXPENSES = "expenses", "Travel and other expenses"
        ACCESS = "access", "Access and support"
        INTERPRETERS = "interpreters", "Interpreters and translation"
        KIT = "kit", "Phones, data and other kit"
        FOOD = "food", "Food and drink"
        TRAINING = "training", "Training and opportunities"
        COORDINATION = "coordination", "Coordinator's time"

    head = models.CharField(max_length=14, choices=Head.choices)
    pence = models.PositiveBigIntegerField()
    reason = models.CharField("why there is none", max_length=200, blank=True)

    seen_by = COORDINATOR | MANAGER
    known_as = "how much money a project has, and for what"
    personal = NotPersonal("sums by head")
    corrects = StandsAsWritten("a budget is changed by a new sum with a reason")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "head"], name="budget_has_each_head_once"),
            models.CheckConstraint(
                condition=Q(pence__gt=0) | ~Q(reason=""),
                name="budget_head_without_money_has_a_reason",
                violation_error_message="Say why there is no money in this head.",
            ),
        ]


class Funding(ProjectRecord):
    """Where the money for a project comes from, and how long it lasts."""

    source = models.CharField("who pays for this work", max_length=120)
    ends_on = models.DateField("the money lasts until")
    confirmed_on = models.DateField("confirmed on", null=True, blank=True)

    opened_as = "funding"
    seen_by = COORDINATOR | MANAGER
    known_as = "where the money comes from, and how long it lasts"
    personal = NotPersonal("a funder")
    corrects = StandsAsWritten("what somebody pays for, as it was agreed")

    class Meta:
        ordering = ["ends_on"]

    def opens(self, reader):
        return Opened(f"{self.source}, until {day(self.ends_on)}")


class RateCardQuerySet(RecordQuerySet):
    def on(self, day):
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class RateCard(Record):
    """What an organisation pays for people's time, with dates. A change is a new card; old ones stand."""

    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    seen_by = STAFF
    objects = RateCardQuerySet.as_manager()
    known_as = "what people are paid for their time"
    personal = NotPersonal("a published rate")
    corrects = StandsAsWritten("what was paid by it must stay as it was")

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="rate_card_ends_after_it_begins",
            )
        ]


class Rate(Record):
    """One line of a card, in pence for a unit."""

    # In pence. Far above any that is paid; three whole days of it still fit into the column of a payment.
    MOST_PENCE = 1_000_000

    class Unit(models.TextChoices):
        TASK = "task", "a task"
        HOUR = "hour", "an hour"
        HALF_DAY = "half_day", "a half day"
        DAY = "day", "a day"

    card = models.ForeignKey(RateCard, models.PROTECT, related_name="rates")
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    pence = models.PositiveIntegerField()
    covers_preparation = models.BooleanField(default=False)

    parent = "card"
    seen_by = STAFF
    known_as = "what people are paid for their time"
    personal = NotPersonal("a published rate")
    corrects = StandsAsWritten("what was paid by it must stay as it was")

    class Meta:
        ordering = ["pence"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="rate_is_more_than_nothing")]
