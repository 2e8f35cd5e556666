"""Resources, pay: offered before, paid on the day we promised, never too little."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ..facts import Id, PaymentFact, ProjectFacts
from ..findings import NOTHING, CountedRecord, Finding, criterion, day, finding
from ..timing import asked_by_session, happened, in_time, openly

PAID_ON_TIME = 0.95
MINUTES_IN_AN_HOUR = 60
NOBODY: Mapping[Id, date] = {}
OFFERED, EACH_OFFERED = "had an offer of pay before", "had an offer of pay before each session they were asked to"
ON_TIME = "went by the day we promised"


def s6_paid_fairly(facts: ProjectFacts) -> Finding:
    """What of the hourly rate could not be judged is said with its reason: an unknown floor is no fair pay."""
    hourly, not_judged = _hourly(facts)
    found = finding(
        "S6",
        criterion(_offers(facts), OFFERED, things="invitations", openly=openly(facts, EACH_OFFERED), strict=True),
        criterion(
            [_payment(facts, payment) for payment in facts.payments], ON_TIME, things="payments", met_at=PAID_ON_TIME
        ),
        criterion(hourly, "are no less than the least allowed", things="payments") if hourly else NOTHING,
        criterion(_preparation(facts), "pay for reading them", things="sessions with papers"),
    )
    if not found.parts:
        return found
    return replace(found, not_judged=" ".join(filter(None, [found.not_judged, not_judged])))


def _offers(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    """Turning an offer down is an answer to it: what counts is that it was made."""
    made = _first_offers(facts)
    for session, asked in asked_by_session(facts):
        # Of a session before the window only an offer that came too late counts.
        if session.on < facts.window_from and session.id not in made:
            continue
        offered = made.get(session.id, NOBODY)
        for attendance in asked:
            if attendance.paid_eligible:
                offered_on = offered.get(attendance.person)
                yield in_time(facts, attendance.ref, session.on, offered_on, person=attendance.person)


def _first_offers(facts: ProjectFacts) -> dict[Id, dict[Id, date]]:
    """{session: {person: the day of their first offer for it}}."""
    made: dict[Id, dict[Id, date]] = defaultdict(dict)
    for offer in facts.offers:
        known = made[offer.session].get(offer.person, offer.offered_on)
        made[offer.session][offer.person] = min(known, offer.offered_on)
    return made


def _payment(facts: ProjectFacts, payment: PaymentFact) -> CountedRecord | None:
    """In time or late, as every page says it. What was declined or taken back by the promised day is neither."""
    if payment.late_by is not None:
        return _late(facts, payment, payment.late_by)
    if not payment.in_time or payment.due_on < facts.window_from:
        return None
    return CountedRecord(payment.ref, True, f"went by {day(payment.due_on)}")


def _late(facts: ProjectFacts, payment: PaymentFact, late_by: int) -> CountedRecord | None:
    """Late stays late; what went since is put right, and what was declined or taken back since is not."""
    days = f" by {late_by} working day{'' if late_by == 1 else 's'}" if late_by else ""
    why = f"due {day(payment.due_on)}, late{days}"
    if payment.waiting_on:
        why = f"{why}; the step that was late: {payment.waiting_on}"
    if payment.owed:
        since = payment.late_after or payment.due_on
        return CountedRecord(payment.ref, False, f"{why}; not sent yet", overdue_since=since, late=True)
    if (payment.released_on or payment.due_on) < facts.window_from:
        return None
    return CountedRecord(payment.ref, False, why, resolved_on=payment.released_on, late=True)


def _hourly(facts: ProjectFacts) -> tuple[list[CountedRecord], str]:
    """What can be judged, and a sentence for what can't: what was agreed, for the agreed time, whatever the unit.

    Time credits and what was declined or taken back are left out; taking less by choice changes nothing.
    """
    judged: list[CountedRecord] = []
    reasons: dict[str, bool] = {}
    lately = [payment for payment in facts.payments if facts.window_from <= payment.activity_on <= facts.as_of]
    for payment in lately:
        if payment.time_credits or payment.taken_back or payment.choice == "declined":
            continue
        if not payment.minutes:
            reasons["no minutes are written down"] = True
        elif payment.floor_pence is None:
            reasons["no wage floor is known for that day"] = True
        else:
            judged.append(_enough(payment, payment.floor_pence))
    why = ", or ".join(reasons) or "no payment was agreed"
    if judged and not reasons:
        return judged, ""
    return judged, f"The hourly rate{' of some payments' if judged else ''} was not judged: {why}."


def _enough(payment: PaymentFact, floor_pence: int) -> CountedRecord:
    enough = payment.agreed_pence * MINUTES_IN_AN_HOUR >= floor_pence * payment.minutes
    return CountedRecord(payment.ref, enough, "enough for each hour" if enough else "too little for each hour")


def _preparation(facts: ProjectFacts) -> Iterator[CountedRecord]:
    for session in happened(facts):
        if session.has_papers:
            yield CountedRecord(session.ref, session.preparation_minutes > 0, "time to read them")
