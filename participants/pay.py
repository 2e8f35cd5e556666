"""The rules of money for people's time, in whole pence and whole minutes. No clock, no database, no float."""

from dataclasses import dataclass
from datetime import date

from coproduction.base.days import add_working_days, working_days_between

SAME_DAY = frozenset({"cash", "voucher"})
TRANSFER_WORKING_DAYS = 10

# Whose step a payment waits for, by its state: the participant and the manager read the same words.
WAITS_FOR = {
    "drafted": "waiting for us to send it to be checked",
    "due": "waiting for us to check it",
    "part": "waiting for us to check it",
    "approved": "waiting for us to send it",
    "disputed": "waiting for us to look at it again",
    "returned": "it came back, and is waiting for us to send it again",
}


def amount(unit, rate_pence, minutes):
    """What `minutes` at a rate come to, in pence. By the hour, half a penny goes to the person; else the unit once."""
    if unit != "hour":
        return rate_pence
    return (2 * rate_pence * minutes + 60) // 120


def promised_day(pay_way, activity_on, region="ENG"):
    """Cash and vouchers on the day itself; everything else within ten working days."""
    if pay_way in SAME_DAY:
        return activity_on
    return add_working_days(activity_on, TRANSFER_WORKING_DAYS, region)


@dataclass(frozen=True)
class Lateness:
    """`working_days` may be 0: promised for a Saturday, not there on the Sunday. No `step`: it was sent, but late."""

    working_days: int
    step: str = ""

    def __str__(self):
        days = {0: "", 1: "1 working day"}.get(self.working_days, f"{self.working_days} working days")
        if not self.step:
            return f"Sent {days} late" if days else "Sent late"
        return f"Late by {days}: {self.step}" if days else f"Late: {self.step}"


def lateness(*, state, due_on: date, sent_on: date | None, today: date, region="ENG"):
    """How late a payment is, or was when it was sent; None where it was in time or nobody waits for it."""
    if state in WAITS_FOR and not (state == "disputed" and sent_on):
        reached, step = today, WAITS_FOR[state]
    elif sent_on and state in {"released", "received", "disputed"}:
        reached, step = sent_on, ""
    else:
        return None
    if reached <= due_on:
        return None
    return Lateness(working_days_between(due_on, reached, region), step)
