"""Is a payment late, was it, and by how many working days: one rule for every page and every check.

Nothing that anybody does to a payment moves its promised day. What was declined, put off or taken back by that day is
neither in time nor late; after it, it stays late.
"""

from dataclasses import dataclass
from datetime import datetime

from coproduction.base.days import LONDON, working_days_between

from .life import SHOWN, State, Wait

# How it ended, as staff and as the person read it after the days.
ENDS = {
    State.DECLINED: ("when it was declined", "when you said no to it"),
    State.LATER: ("when the person asked to wait", "when you asked us to wait"),
    State.REVERSED: ("when it was taken back", "when we took it back"),
}

FIELDS = (
    *("state", "state_before", "agreed_pence", "pence", "due_on", "wanted_again_on"),
    *("sent_to_approve_at", "approved_at", "released_at", "declined_at", "deferred_at", "reversed_at"),
)

# When a payment came into its state, where that is kept. What came back, or reached the person, was sent before.
MOMENTS = {
    State.SUBMITTED: "sent_to_approve_at",
    State.APPROVED: "approved_at",
    State.RELEASED: "released_at",
    State.RECEIVED: "released_at",
    State.RETURNED: "released_at",
    State.DECLINED: "declined_at",
    State.LATER: "deferred_at",
    State.REVERSED: "reversed_at",
}


@dataclass(frozen=True)
class Lateness:
    """`working_days` may be 0: promised for a Saturday, not there on the Sunday. `wait`: for what it still waits.

    `end`: how it ended without being sent. Neither: it was sent, but late.
    """

    working_days: int
    wait: Wait | None = None
    end: State | None = None

    @property
    def days(self):
        return {0: "", 1: "1 working day"}.get(self.working_days, f"{self.working_days} working days")

    @property
    def how_late(self):
        return f"{self.days} late" if self.days else "late"

    def __str__(self):
        """As staff read it."""
        if self.wait:
            return f"{self.how_late}: {self.wait.to_staff}".capitalize()
        if self.end:
            return f"Was {self.how_late} {ENDS[self.end][0]}"
        return f"Sent {self.how_late}"

    @property
    def to_the_person(self):
        if self.wait:
            return f"Sorry. This is {self.how_late}. {self.wait.to_the_person}."
        if self.end:
            return f"Sorry. This was {self.how_late} {ENDS[self.end][1]}."
        return f"Sorry. We sent this {'too late' if not self.days else self.how_late}."


def lateness(payment, today, region="ENG"):
    """Of a payment, or a row with FIELDS, as it stands on a day; None where it is in time, and where it is neither."""
    if not payment.agreed_pence:
        return None
    state, since = state_on(payment, today), late_after(payment)
    until, wait, end = today, SHOWN[state].wait, None
    if has_gone(payment, today):
        until, wait = day_of(payment.released_at), None
    elif state in ENDS:
        until, end = put_off_on(payment) if state != State.REVERSED else day_of(payment.reversed_at), state
    if until <= since:
        return None
    return Lateness(working_days_between(since, until, region), wait, end)


def is_in_time(payment, today):
    """Whether it went, and by the promised day. A payment of nothing, or taken back since, is no payment on time."""
    if not payment.pence or state_on(payment, today) in ENDS:
        return False
    return has_gone(payment, today) and day_of(payment.released_at) <= late_after(payment)


def is_owed(payment, today):
    """Whether the person waits for money, and waits for us."""
    waits = SHOWN[state_on(payment, today)].wait
    return bool(payment.pence and waits) and not has_gone(payment, today)


def late_after(payment):
    """The promised day; where they put it off by then, and wanted it after all later on, the day they said so."""
    return max(payment.due_on, payment.wanted_again_on or payment.due_on)


def put_off_on(payment):
    """The day on which the person declined it, or asked to wait, whichever they did first; None where they did not."""
    days = [day_of(moment) for moment in (payment.declined_at, payment.deferred_at) if moment]
    return min(days, default=None)


def has_gone(payment, today):
    """Whether it was sent by this day, and did not come back."""
    state = state_on(payment, today)
    came_back = State.RETURNED in (state, payment.state_before if state == State.DISPUTED else None)
    sent_on = day_of(payment.released_at)
    return bool(sent_on and sent_on <= today) and not came_back


def state_on(payment, today):
    """The state on this day, as far as the moments of its steps tell."""
    if not is_still_to_come(payment, MOMENTS.get(payment.state), today):
        return State(payment.state)
    earlier = ((State.APPROVED, payment.approved_at), (State.SUBMITTED, payment.sent_to_approve_at))
    return next((state for state, moment in earlier if moment and day_of(moment) <= today), State.DRAFTED)


def is_still_to_come(payment, name, today):
    moment = name and getattr(payment, name)
    return bool(moment) and day_of(moment) > today


def day_of(moment):
    """Of a moment; a row may hold the day itself."""
    return moment.astimezone(LONDON).date() if isinstance(moment, datetime) else moment
