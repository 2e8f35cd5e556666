"""A payment in words: the person, the coordinator, the manager and finance all read the same ones."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coproduction.base import days
from coproduction.base.days import LONDON
from coproduction.base.tags import pence as in_pounds

from .models import Choice, Payment
from .pay import WAITS_FOR, Lateness, lateness

State = Payment.State

# The shape and tone that a payment's state is shown with.
KINDS = {
    State.DRAFTED: "wait",
    State.DUE: "wait",
    State.PART: "wait",
    State.APPROVED: "part",
    State.RELEASED: "now",
    State.RECEIVED: "done",
    State.DECLINED: "off",
    State.LATER: "wait",
    State.DISPUTED: "soon",
    State.RETURNED: "late",
    State.REVERSED: "off",
}
# Where it is, as the person it is for reads it.
TO_THE_PERSON = {
    State.DRAFTED: "We are writing it down",
    State.DUE: "We are checking it",
    State.PART: "You take part of it. We are checking it",
    State.APPROVED: "Checked. We send it next",
    State.RELEASED: "Sent to you",
    State.RECEIVED: "You have it",
    State.DECLINED: "You said no to it",
    State.LATER: "Not now, as you asked",
    State.DISPUTED: "We are looking at it again",
    State.RETURNED: "It came back to us. We will send it again",
    State.REVERSED: "Taken back. It was a mistake of ours",
}
WAYS = {
    "bank": "by bank transfer",
    "cash": "in cash",
    "voucher": "as a voucher",
    "credits": "as time credits",
    "charity": "to a charity you chose",
    "decline": "not at all, as you chose",
}
MINUTES = (("minutes_during", "there"), ("minutes_before", "before"), ("minutes_after", "after"))


class Happened(NamedTuple):
    what: str
    who: object
    at: object


@dataclass(frozen=True)
class PaymentSummary:
    payment: Payment
    today: date

    @classmethod
    def now(cls, payment):
        return cls(payment, days.today())

    @property
    def state(self):
        """Part taken is a draft still, until it is sent to be checked."""
        return State.DRAFTED if self.payment.is_draft else self.payment.state

    @property
    def waits_for(self):
        return WAITS_FOR.get(self.state, "")

    @property
    def late(self) -> Lateness | None:
        sent = self.payment.released_at and self.payment.released_at.astimezone(LONDON).date()
        region = self.payment.organisation.region
        facts = {"state": self.state, "due_on": self.payment.due_on}
        return lateness(**facts, sent_on=sent, today=self.today, region=region)

    @property
    def kind(self):
        return KINDS[self.payment.state]

    @property
    def owed(self):
        with_them = self.payment.state == State.DISPUTED and self.payment.released_at
        return self.payment.state in Payment.OWED and not with_them

    @property
    def to_the_person(self):
        return TO_THE_PERSON[self.payment.state]

    @property
    def way(self):
        return WAYS.get(self.payment.pay_way, "in a way we agree with you")

    @property
    def way_chosen(self):
        return Choice.OPTIONS[Choice.Kind.PAY].get(self.payment.pay_way, "Not chosen yet")

    @property
    def rate(self):
        return f"{in_pounds(self.payment.rate_pence)} {self.payment.get_unit_display()}"

    @property
    def times(self):
        """Pairs of minutes and when they were spent, the empty ones left out."""
        spent = [(getattr(self.payment, name), when) for name, when in MINUTES]
        return [pair for pair in spent if pair[0]]

    @property
    def steps(self):
        """How far it has come, as the person it is for reads it."""
        return self.steps_ending_in("You have it")

    @property
    def steps_for_staff(self):
        return self.steps_ending_in("They have it")

    def steps_ending_in(self, arrived):
        """Pairs of a step and whether it is reached. What came back, or was taken back, is not sent."""
        gone = self.payment.state in (State.RETURNED, State.REVERSED)
        return [
            ("Agreed", True),
            ("Checked", bool(self.payment.approved_at)),
            ("Sent", bool(self.payment.released_at) and not gone),
            (arrived, bool(self.payment.received_at)),
        ]

    @property
    def history(self):
        payment = self.payment
        steps = [
            Happened("Written down", payment.drafted_by, payment.drafted_at),
            Happened("Sent to be checked", None, payment.sent_to_approve_at),
            Happened("Checked", payment.approved_by, payment.approved_at),
            Happened("Sent", payment.released_by, payment.released_at),
            Happened("With the person", None, payment.received_at),
        ]
        return [step for step in steps if step.at]


def payment_summaries(payments):
    """For payments fetched with their organisation, project and people."""
    today = days.today()
    return [PaymentSummary(payment, today) for payment in payments]
