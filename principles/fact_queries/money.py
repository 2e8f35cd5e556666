"""What people were offered and what they got. Whose step was late stands beside it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from participants.offers.models import Offer
from participants.payments import lateness
from participants.payments.life import APPROVAL, SENDING, SENDING_ON, SHOWN, State
from participants.payments.models import Payment
from principles.facts import OfferFact, PaymentFact, Ref
from projects.money.wage_floor import floor_pence

from .as_of import AsOf
from .reading import Known

# The steps that a payment took until it went, and the moments at which each was done.
STEPS = (
    ("writing it down", "drafted_at"),
    (SENDING_ON.step, "sent_to_approve_at"),
    (APPROVAL.step, "approved_at"),
    (SENDING.step, "released_at"),
)

# Kept as moments, and read as days.
MOMENTS = ("received_at", "drafted_at", *(name for name in lateness.FIELDS if name.endswith("_at")))


class Steps(NamedTuple):
    """What tells how a payment stands, all in days. Where it is the same for many, it is worked out once."""

    activity_on: date
    pay_way: str
    drafted_at: date
    state: str
    state_before: str
    agreed_pence: int
    pence: int
    due_on: date
    wanted_again_on: date | None
    sent_to_approve_at: date | None
    approved_at: date | None
    released_at: date | None
    declined_at: date | None
    deferred_at: date | None
    reversed_at: date | None


def offers(scope: AsOf) -> Iterator[tuple[UUID, OfferFact]]:
    """What was offered before the window, for a session before it, no check counts any more."""
    lately = scope.in_window(day="offered_on", moment="session__starts_at")
    offered = Offer.objects.filter(lately, offered_on__lte=scope.as_of)
    for project, pk, person, session, offered_on, answer in scope.rows(
        offered, "participant_id", "session_id", "offered_on", "answer"
    ):
        yield project, OfferFact(Ref("offer", pk, offered_on), person, session, offered_on, answer)


def payments(scope: AsOf) -> Iterator[tuple[UUID, PaymentFact]]:
    """One that was taken back and written down again is told by the new one, which keeps the promised day."""
    made = Payment.objects.filter(activity_on__lte=scope.as_of)
    again = Payment.objects.filter(attendance=OuterRef("attendance"), drafted_at__gte=OuterRef("reversed_at"))
    written_again = made.filter(state=State.REVERSED).filter(Exists(again.filter(drafted_at__lte=scope.end)))
    told = made.exclude(pk__in=written_again.values("pk"))
    fields = ("participant_id", "received_at", "minutes_before", "minutes_during", "minutes_after", *Steps._fields)
    stands = Known(lambda taken: payment_standing(Steps(*taken[1:]), scope.as_of, region=taken[0]))
    for project, pk, person, received_on, before, during, after, *steps in scope.rows(told, *fields, days=MOMENTS):
        (activity_on, due_on, released_on), judged = stands[scope.region[project], *steps]
        got = (scope.known(received_on), before + during + after)
        ref = Ref("payment", pk, activity_on)
        yield project, PaymentFact(ref, person, activity_on, due_on, released_on, *got, *judged)


def payment_standing(taken: Steps, as_of: date, region: str) -> tuple[Any, ...]:
    """Its days, and the rest of a PaymentFact from pence on."""
    late, gone = lateness.lateness(taken, as_of, region), lateness.has_gone(taken, as_of)
    state = lateness.state_on(taken, as_of)
    judged = (
        taken.pence,
        taken.agreed_pence,
        floor_pence(taken.activity_on),
        choice(taken, state),
        taken.pay_way == "credits",
        state == State.REVERSED,
        lateness.is_in_time(taken, as_of),
        late.working_days if late else None,
        lateness.is_owed(taken, as_of),
        slowest_step(taken) if gone else waiting_for(state),
        lateness.late_after(taken),
    )
    return (taken.activity_on, taken.due_on, taken.released_at if gone else None), judged


def choice(taken: Steps, state: State) -> str:
    if state in (State.DECLINED, State.LATER):
        return str(state)
    return "part" if taken.pence < taken.agreed_pence else ""


def waiting_for(state: State) -> str:
    """The step that is to be taken next, in words."""
    wait = SHOWN[state].wait
    return wait.step if wait else ""


def slowest_step(taken: Steps) -> str:
    """The step that took the most days, counted from the day of the session."""
    took: dict[str, timedelta] = {}
    before = taken.activity_on
    for step, moment in STEPS:
        if on := getattr(taken, moment):
            took[step], before = on - before, on
    return max(took, key=lambda step: took[step])
