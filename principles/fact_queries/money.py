"""What people were offered and what they got. Whose step was late stands beside it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from participants.offers.models import Offer
from participants.payments import lateness
from participants.payments.life import APPROVAL, SENDING, SENDING_ON, SHOWN, State
from participants.payments.models import Payment
from principles.facts import OfferFact, PaymentFact, Ref
from projects.money.wage_floor import floor_pence

from .as_of import AsOf

# The steps that a payment took until it went, and the moments at which each was done.
STEPS = (
    ("writing it down", "drafted_at"),
    (SENDING_ON.step, "sent_to_approve_at"),
    (APPROVAL.step, "approved_at"),
    (SENDING.step, "released_at"),
)

FIELDS = (
    *("participant_id", "activity_on", "pay_way", "minutes_before", "minutes_during", "minutes_after"),
    *("drafted_at", "received_at"),
    *lateness.FIELDS,
)


def offers(scope: AsOf) -> Iterator[tuple[UUID, OfferFact]]:
    offered = Offer.objects.filter(offered_on__lte=scope.as_of)
    for row in scope.rows(offered, "participant_id", "session_id", "offered_on", "answer"):
        ref = Ref("offer", row.id, row.offered_on)
        yield row.project_id, OfferFact(ref, row.participant_id, row.session_id, row.offered_on, row.answer)


def payments(scope: AsOf) -> Iterator[tuple[UUID, PaymentFact]]:
    """One that was taken back and written down again is told by the new one, which keeps the promised day."""
    made = Payment.objects.filter(activity_on__lte=scope.as_of)
    again = Payment.objects.filter(attendance=OuterRef("attendance"), drafted_at__gte=OuterRef("reversed_at"))
    written_again = made.filter(state=State.REVERSED).filter(Exists(again.filter(drafted_at__lte=scope.end)))
    for row in scope.rows(made.exclude(pk__in=written_again.values("pk")), *FIELDS):
        yield row.project_id, payment(scope, row)


def payment(scope: AsOf, row: Any) -> PaymentFact:
    """Of a row with FIELDS."""
    late = lateness.lateness(row, scope.as_of, scope.region[row.project_id])
    gone = lateness.has_gone(row, scope.as_of)
    return PaymentFact(
        Ref("payment", row.id, row.activity_on),
        person=row.participant_id,
        activity_on=row.activity_on,
        due_on=row.due_on,
        released_on=scope.day(row.released_at) if gone else None,
        received_on=scope.known(scope.day(row.received_at)),
        minutes=row.minutes_before + row.minutes_during + row.minutes_after,
        pence=row.pence,
        agreed_pence=row.agreed_pence,
        floor_pence=floor_pence(row.activity_on),
        choice=choice(scope, row),
        time_credits=row.pay_way == "credits",
        taken_back=lateness.state_on(row, scope.as_of) == State.REVERSED,
        in_time=lateness.is_in_time(row, scope.as_of),
        late_by=late.working_days if late else None,
        owed=lateness.is_owed(row, scope.as_of),
        late_after=lateness.late_after(row),
        waiting_on=slowest_step(row) if gone else waiting_for(scope, row),
    )


def choice(scope: AsOf, row: Any) -> str:
    state = lateness.state_on(row, scope.as_of)
    if state in (State.DECLINED, State.LATER):
        return str(state)
    return "part" if row.pence < row.agreed_pence else ""


def waiting_for(scope: AsOf, row: Any) -> str:
    """The step that is to be taken next, in words."""
    wait = SHOWN[lateness.state_on(row, scope.as_of)].wait
    return wait.step if wait else ""


def slowest_step(row: Any) -> str:
    """The step that took the most days, counted from the day of the session."""
    taken: dict[str, timedelta] = {}
    before = row.activity_on
    for step, moment in STEPS:
        if on := AsOf.day(getattr(row, moment)):
            taken[step], before = on - before, on
    return max(taken, key=lambda step: taken[step])
