"""A payment in words: the person, the coordinator, the manager and finance all read the same ones."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from coproduction.base import days
from coproduction.base.tags import pence as in_pounds
from participants.choices.models import Choice

from .lateness import Lateness, is_owed, lateness
from .life import SHOWN, State
from .models import Payment
from .version import Version

WAYS = {
    "bank": "by bank transfer",
    "cash": "in cash",
    "voucher": "as a voucher",
    "credits": "as time credits",
    "charity": "to a charity you chose",
    "decline": "not at all, as you chose",
}

# How it ended where nothing comes any more.
ENDED = {State.DECLINED: "Said no to", State.REVERSED: "Taken back"}

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
    def of(cls, payment):
        return cls(payment, days.today())

    @property
    def waits_for(self):
        """Whose step it waits for, as staff read it; "" where the person waits for nothing."""
        return SHOWN[self.payment.state].wait.to_staff if self.owed else ""

    @cached_property
    def late(self) -> Lateness | None:
        return lateness(self.payment, self.today, self.payment.organisation.region)

    @property
    def version(self):
        """What a form carries of it, so that a step is taken for what was seen."""
        return str(Version.of(self.payment))

    @property
    def kind(self):
        return SHOWN[self.payment.state].kind

    @property
    def owed(self):
        return is_owed(self.payment, self.today)

    @property
    def to_the_person(self):
        return SHOWN[self.payment.state].to_the_person

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
        """Pairs of a step and whether it is reached. Where nothing comes any more: those that were, and the end."""
        payment = self.payment
        # What came back is not sent.
        sent = bool(payment.released_at) and payment.state != State.RETURNED
        steps = [
            ("Agreed", True),
            ("Checked", bool(payment.approved_at)),
            ("Sent", sent),
            (arrived, bool(payment.received_at)),
        ]
        if end := ENDED.get(payment.state):
            return [*(step for step in steps if step[1]), (end, True)]
        return steps

    @property
    def has_reference(self):
        """Of what was never sent, and will not be, nothing stands on a statement."""
        return self.payment.state not in ENDED or bool(self.payment.released_at)

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
