"""What somebody saw of a payment before they took a step: they take it for that, not for what it became since."""

import re
from typing import NamedTuple

from coproduction.base.tags import minutes as in_hours
from coproduction.base.tags import pence as in_pounds
from participants.choices.models import Choice

WRITTEN = re.compile(r"(\d{1,9})-(\d{1,4})-([a-z]{1,12})", re.ASCII)


class Version(NamedTuple):
    pence: int
    minutes: int
    pay_way: str

    @classmethod
    def of(cls, payment):
        return cls(payment.pence, payment.minutes, payment.pay_way)

    @classmethod
    def read(cls, text):
        """What a form carried; it came from outside. None where it is no version."""
        found = WRITTEN.fullmatch(text)
        return found and cls(int(found[1]), int(found[2]), found[3])

    def __str__(self):
        """As a form carries it."""
        return f"{self.pence}-{self.minutes}-{self.pay_way}"

    def since(self, seen):
        """What changed since that was `seen` (as a form carried it), in a sentence; "" where nothing did."""
        if seen == str(self):
            return ""
        before = Version.read(seen)
        if before is None:
            return f"Look at this payment first: it is {in_pounds(self.pence)}."
        was, now = before.told_from(self), self.told_from(before)
        return f"This changed while you looked: it was {was}, now it is {now}. Look again."

    def told_from(self, other):
        """As much as tells it from the other one."""
        if self.pence != other.pence:
            return in_pounds(self.pence)
        if self.minutes != other.minutes:
            return in_hours(self.minutes)
        return Choice.OPTIONS[Choice.Kind.PAY].get(self.pay_way, "another way")
