"""Resources, pay: offered before, paid on the day we promised, never too little."""

from dataclasses import replace

from ..findings import Counted, finding, part
from ..timing import asked_to, happened, in_time, openly

PAID_ON_TIME = 0.95
MINUTES_IN_AN_HOUR = 60
OFFERED, EACH_OFFERED = "had an offer of pay before", "had an offer of pay before each session they were asked to"
ON_TIME = "went by the day we promised"


def paid_fairly(facts):
    return finding(
        "S6",
        part(_offers(facts), OFFERED, things="invitations", openly=openly(facts, EACH_OFFERED), strict=True),
        part([_payment(facts, one) for one in facts.payments], ON_TIME, things="payments", met_at=PAID_ON_TIME),
        part([_hourly(facts, one) for one in facts.payments], "are no less than the least allowed", things="payments"),
        part(_preparation(facts), "pay for reading them", things="sessions with papers"),
    )


def _offers(facts):
    """Turning an offer down is an answer to it: what counts is that it was made."""
    made = {(one.person, one.session): one.offered_on for one in sorted(facts.offers, key=_latest_first)}
    for attendance, session in asked_to(facts):
        if attendance.paid_eligible:
            offered_on = made.get((attendance.person, session.id))
            yield in_time(facts, attendance.ref, session.on, offered_on, person=attendance.person)


def _latest_first(offer):
    return -offer.offered_on.toordinal()


def _payment(facts, payment):
    """Who chose no pay, or pay later, is not late; a late one says whose step took too long."""
    if payment.choice == "later":
        return None
    done_on = payment.activity_on if payment.choice == "declined" else payment.released_on
    counted = in_time(facts, payment.ref, payment.due_on, done_on, owed=True, early=True)
    if counted and not counted.ok and payment.waiting_on:
        return replace(counted, why=f"{counted.why}; the step that was late: {payment.waiting_on}")
    return counted


def _hourly(facts, payment):
    """Compares agreed time only. Time credits, and taking less by choice, are left out."""
    if payment.choice or payment.time_credits or not payment.minutes or payment.floor_pence is None:
        return None
    if not facts.window_from <= payment.activity_on <= facts.as_of:
        return None
    enough = payment.pence * MINUTES_IN_AN_HOUR >= payment.floor_pence * payment.minutes
    return Counted(payment.ref, enough, "enough for each hour" if enough else "too little for each hour")


def _preparation(facts):
    for session in happened(facts):
        if session.has_papers:
            yield Counted(session.ref, session.preparation_minutes > 0, "time to read them")
