"""What people were offered and what they got. Whose step was late stands beside it."""

from participants.models import Offer, Payment

from ..facts import OfferFact, PaymentFact, Ref
from .scope import Scope

State = Payment.State

# The steps of a payment, and the moments at which each is done.
WRITING, SENDING_ON, APPROVAL, SENDING = (
    "writing it down",
    "sending it to be checked",
    "approval",
    "sending the money",
)
STEPS = (
    (WRITING, "drafted_at"),
    (SENDING_ON, "sent_to_approve_at"),
    (APPROVAL, "approved_at"),
    (SENDING, "released_at"),
)
LOOKING, AGAIN = "looking at it again", "sending it again"

FIELDS = (
    *("participant_id", "activity_on", "due_on", "state", "state_before", "agreed_pence", "pence", "pay_way"),
    *("minutes_before", "minutes_during", "minutes_after"),
    *("drafted_at", "sent_to_approve_at", "approved_at", "released_at", "received_at"),
)


def offers(scope):
    offered = Offer.objects.filter(offered_on__lte=scope.as_of)
    for row in scope.rows(offered, "participant_id", "session_id", "offered_on", "answer"):
        ref = Ref("offer", row.id, row.offered_on)
        yield row.project_id, OfferFact(ref, row.participant_id, row.session_id, row.offered_on, row.answer)


def payments(scope):
    """One that was taken back before it was ever sent leaves nothing to be late with."""
    made = Payment.objects.filter(activity_on__lte=scope.as_of)
    for row in scope.rows(made.exclude(state=State.REVERSED, released_at__isnull=True), *FIELDS):
        yield row.project_id, payment(scope, row)


def payment(scope, row):
    released_on = None if row.state == State.RETURNED else scope.known(scope.day(row.released_at))
    return PaymentFact(
        Ref("payment", row.id, row.activity_on),
        person=row.participant_id,
        activity_on=row.activity_on,
        due_on=row.due_on,
        released_on=released_on,
        received_on=scope.known(scope.day(row.received_at)),
        minutes=row.minutes_before + row.minutes_during + row.minutes_after,
        pence=row.pence,
        choice=choice(row),
        time_credits=row.pay_way == "credits",
        taken_back=row.state == State.REVERSED,
        waiting_on=slowest_step(row) if released_on else waiting_for(row),
    )


def choice(row):
    if row.state in (State.DECLINED, State.LATER):
        return str(row.state)
    return "part" if row.pence < row.agreed_pence else ""


def waiting_for(row):
    """The step that is to be taken next, in words. Takes a payment too, not only its row."""
    if row.state in (State.DISPUTED, State.RETURNED):
        return LOOKING if row.state == State.DISPUTED else AGAIN
    return next((step for step, moment in STEPS if getattr(row, moment) is None), "")


def slowest_step(row):
    """The step that took the most days, counted from the day of the session."""
    taken, before = {}, row.activity_on
    for step, moment in STEPS:
        if on := Scope.day(getattr(row, moment)):
            taken[step], before = on - before, on
    return max(taken, key=taken.get)
