from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from coproduction.base.access import COORDINATOR, FINANCE, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.guards import AppendOnly, MovesAfter
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import BLANK, KEEP, Personal
from coproduction.base.tags import day
from participants.attendance.models import Attendance
from participants.people.models import Participant
from projects.money.models import Rate
from projects.project.models import Project, ProjectRecord, ProjectRecordQuerySet

from .life import APPROVE, MOVES_AFTER_APPROVAL, OWED, RELEASE, State

WITH_THEM = Q(state=State.DISPUTED, released_at__isnull=False) & ~Q(state_before=State.RETURNED)


class PaymentQuerySet(ProjectRecordQuerySet):
    def visible_to(self, user):
        """Managers and finance see those of their organisation; coordinators those of their projects."""
        return self.filter(
            Q(organisation__in=user.organisations_as(MANAGER | FINANCE)) | Q(project__in=Project.objects.run_by(user))
        )

    def not_reversed(self):
        """All but those that were taken back."""
        return self.exclude(state=State.REVERSED)

    def with_right_one(self):
        """Each with `right_one`: the id of the one that stands for the same session, where this was taken back."""
        stands = Payment.objects.not_reversed().filter(attendance=OuterRef("attendance")).exclude(pk=OuterRef("pk"))
        return self.annotate(right_one=Subquery(stands.values("pk")[:1]))

    def owed(self):
        """Money that a person is still waiting for; what was sent and is looked at again is with them."""
        return self.in_states(OWED).exclude(WITH_THEM)

    def count_and_owed(self):
        """{"count": how many there are, "owed": pence of those that are owed}, in one statement."""
        owed = Q(state__in=OWED, pence__gt=0) & ~WITH_THEM
        return self.aggregate(count=Count("pk"), owed=Coalesce(Sum("pence", filter=owed), 0))

    def owed_or_put_off(self):
        """What the person asked to wait with is theirs still."""
        put_off = Q(state=State.LATER)
        return self.filter(put_off | Q(pence__gt=0) & ~WITH_THEM, state__in=[*OWED, State.LATER])

    def late(self, day):
        """As `lateness` says it of each, in SQL."""
        still_put_off = Q(wanted_again_on__gte=day)
        return self.owed().filter(due_on__lt=day).exclude(still_put_off)

    def drafts(self):
        """Not yet sent to be checked."""
        return self.in_states([State.DRAFTED])

    def to_approve(self):
        return self.in_states(APPROVE.takes)

    def to_release(self):
        return self.in_states(RELEASE.takes)

    def in_states(self, states):
        """Nobody waits for a payment of nothing."""
        return self.filter(state__in=states, pence__gt=0)

    def reversed_last(self):
        """What stands comes before what was taken back, session by session, the latest first."""
        taken_back = Case(When(state=State.REVERSED, then=1), default=0)
        return self.order_by("-activity_on", "attendance", taken_back, "-drafted_at")

    def in_money(self):
        """What was declined, taken back or given as time is none."""
        kept = self.filter(pence__gt=0).exclude(pay_way="credits")
        return kept.exclude(state__in=[State.DECLINED, State.REVERSED])

    def sent(self):
        """Those that went, and did not come back: as `has_gone` says it of each, in SQL."""
        looked_at_again = Q(state=State.DISPUTED, state_before=State.RETURNED)
        return self.filter(released_at__isnull=False).exclude(Q(state=State.RETURNED) | looked_at_again)

    def committed(self):
        """What is approved, and not taken back since: it uses up the budget."""
        gone = [State.DECLINED, State.REVERSED]
        return self.filter(approved_at__isnull=False).exclude(state__in=gone)


class Payment(ProjectRecord):
    """What one person gets for one session, in pence, and where it is now. After approval only its steps move."""

    State = State

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="payments")
    activity_on = models.DateField()
    rate_name = models.CharField(max_length=80)
    unit = models.CharField(max_length=8, choices=Rate.Unit.choices)
    rate_pence = models.PositiveIntegerField()
    minutes_before = models.PositiveSmallIntegerField(default=0)
    minutes_during = models.PositiveSmallIntegerField(default=0)
    minutes_after = models.PositiveSmallIntegerField(default=0)
    # What was agreed, and what the person takes of it.
    agreed_pence = models.PositiveIntegerField()
    pence = models.PositiveIntegerField()
    pay_way = models.CharField(max_length=12)
    # The promised day: the clock runs from the day of the session.
    due_on = models.DateField()
    reference = models.CharField("what it says on a bank statement", max_length=18)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    # Where it goes on once a dispute is settled or a wait is over.
    state_before = models.CharField(max_length=10, choices=State.choices, blank=True)
    # The person's own sign-in, so that nobody approves or releases money to themselves.
    payee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_to_approve_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    # Since when the person has said no, or asked to wait; empty again once they want it after all.
    declined_at = models.DateTimeField(null=True, blank=True)
    deferred_at = models.DateTimeField(null=True, blank=True)
    # Put off by the promised day, and wanted after all on this one: it is late from then on.
    wanted_again_on = models.DateField(null=True, blank=True)
    reversed_at = models.DateTimeField(null=True, blank=True)

    parent = "attendance"
    seen_by = COORDINATOR | MANAGER | FINANCE
    objects = PaymentQuerySet.as_manager()
    guard = MovesAfter("approved_at", MOVES_AFTER_APPROVAL)
    opened_as = "payment"
    opens_with = ("participant",)
    known_as = "who is paid, how and how much"
    personal = Personal(path="participant", on_erase=KEEP, why="payment records are kept as long as the law says")
    corrects = StandsAsWritten("money is put right by a second payment or a return")

    class Meta:
        ordering = ["due_on", "recorded_at"]
        indexes = [
            # What waits for whom, what is promised first coming first; with its sum, so that totals read no row.
            models.Index(fields=["organisation", "state", "due_on", "pence"], name="payments_that_wait"),
            models.Index(fields=["organisation", "state", "released_at"], name="payments_last_sent"),
            models.Index(fields=["project", "state"], name="payments_of_project_by_state"),
        ]
        constraints = [
            # One that was taken back stands for good, beside the right one.
            models.UniqueConstraint(
                fields=["attendance"], condition=~Q(state="reversed"), name="attendance_is_paid_once"
            ),
            models.UniqueConstraint(fields=["organisation", "reference"], name="payment_reference_is_its_own"),
            models.CheckConstraint(condition=Q(pence__lte=F("agreed_pence")), name="payment_takes_no_more_than_agreed"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="payment_approved_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False, approved_at__isnull=False),
                name="payment_released_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | Q(declined_at__isnull=False), name="payment_declined_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="later") | Q(deferred_at__isnull=False), name="payment_put_off_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="reversed") | Q(reversed_at__isnull=False), name="payment_reversed_says_when"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="payment_is_approved_by_someone_else",
                violation_error_message="Someone else has to approve this: you wrote it down.",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True)
                | (~Q(released_by=F("drafted_by")) & ~Q(released_by=F("approved_by"))),
                name="payment_is_released_by_a_third_person",
                violation_error_message="Someone else has to send this: you wrote it down or approved it.",
            ),
            models.CheckConstraint(
                condition=Q(payee__isnull=True)
                | (
                    (Q(approved_by__isnull=True) | ~Q(approved_by=F("payee")))
                    & (Q(released_by__isnull=True) | ~Q(released_by=F("payee")))
                    & ~Q(drafted_by=F("payee"))
                ),
                name="nobody_pays_themselves",
                violation_error_message="This payment is to you: someone else has to take this step.",
            ),
        ]

    def opens(self, reader):
        """Who approves money sees whose it is on its own page; here it is one of many."""
        whose = f" to {self.participant}" if reader.on_team else ""
        return Opened(f"Payment for {day(self.activity_on)}{whose}", page("money:payment", self.pk))

    @property
    def is_draft(self):
        """Not yet sent to be checked."""
        return self.state == State.DRAFTED

    @property
    def minutes(self):
        return self.minutes_before + self.minutes_during + self.minutes_after


class PaymentNote(ProjectRecord):
    """Why a payment is looked at again, waits, or came back. Apart from the payment, so that it can be erased."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="notes")
    words = models.CharField(max_length=300, blank=True)
    by_participant = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    parent = "payment"
    seen_by = COORDINATOR | MANAGER | FINANCE
    known_as = "why a payment waits or is looked at again"
    personal = Personal(path="payment__participant", on_erase=BLANK, fields=("words",))
    corrects = StandsAsWritten("said once, and answered")


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
    corrects = StandsAsWritten("the books: a mistake gets a second, reversing row")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="movement_moves_something"),
            models.CheckConstraint(condition=~Q(from_account=F("to_account")), name="movement_goes_somewhere_else"),
            models.UniqueConstraint(fields=["payment", "from_account"], name="payment_moves_once_each_way"),
        ]
