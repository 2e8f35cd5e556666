"""What the person themselves says about a payment: this is wrong, less, none, not now, after all."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base.days import LONDON
from coproduction.base.refusals import Refused
from coproduction.base.tags import pence as in_pounds
from participants.choices.models import Choice
from participants.messages.reach import choice_of
from participants.offers.pay import amount
from participants.payments import life

from .actions import TRIED, lock_budget, lock_for, note, refuse_nothing, refuse_over_budget, transition
from .lateness import late_after, put_off_on
from .life import State
from .models import Payment


@action("payment said to be wrong")
def dispute(*, payment: Payment, words: str, by: User, at: datetime | None = None) -> Payment:
    row = lock_for(life.DISPUTE, payment, by)
    note(row, words, by_participant=life.PAYEE.is_them(row, by))
    return transition(row, life.DISPUTE.to, state_before=row.state)


@action("payment looked at again", refused=TRIED)
def settle(
    *, payment: Payment, words: str, minutes: tuple[int, int, int] | None = None, by: User, at: datetime | None = None
) -> Payment:
    """Goes on from where it was. `minutes` (before, during, after) puts right what is not approved yet; whoever
    puts it right wrote it down, and cannot check it.
    """
    row = lock_for(life.SETTLE, payment, by)
    row.notes.filter(settled_at=None).update(settled_at=at or timezone.now())
    note(row, words)
    changes = correction(row, minutes, by) if minutes is not None else {}
    return transition(row, row.state_before, state_before="", **changes)


def correction(row: Payment, minutes: tuple[int, int, int], by: User) -> dict[str, Any]:
    before, during, after = minutes
    if row.approved_at:
        raise Refused("This payment has been checked, so its minutes stand. Finance can take it back.")
    agreed = amount(row.unit, row.rate_pence, before + during + after)
    refuse_nothing(agreed)
    changes = {"minutes_before": before, "minutes_during": during, "minutes_after": after, "agreed_pence": agreed}
    taken = min(row.pence, agreed) if life.is_part(row) else agreed
    return changes | {"pence": taken, "drafted_by": by}


@action("less of a payment taken")
def take_less(*, payment: Payment, pence: int, by: User, at: datetime | None = None) -> Payment:
    row = lock_for(life.TAKE_LESS, payment, by)
    if not 0 < pence < row.agreed_pence:
        raise Refused(f"Enter an amount between £0.01 and {in_pounds(row.agreed_pence - 1)}.")
    return transition(row, row.state, pence=pence)


@action("payment declined")
def decline(*, payment: Payment, by: User, at: datetime | None = None) -> Payment:
    """Until it is sent. What was agreed stays on the record, and the person can change their mind."""
    row = lock_for(life.DECLINE, payment, by)
    changes = {"declined_at": at or timezone.now()}
    if row.approved_at:
        return transition(row, life.DECLINE.to, state_before=row.state, **changes)
    return transition(row, life.DECLINE.to, state_before=go_on_from(row), pence=0, **changes)


@action("payment put off by the person")
def defer(*, payment: Payment, by: User, at: datetime | None = None) -> Payment:
    row = lock_for(life.DEFER, payment, by)
    return transition(row, life.DEFER.to, state_before=row.state, deferred_at=at or timezone.now())


@action("payment wanted after all")
def reinstate(*, payment: Payment, by: User, at: datetime | None = None) -> Payment:
    """After waiting, declining or taking less. The promised day stays, and so does what was late already."""
    line = lock_budget(payment)
    row = lock_for(life.REINSTATE, payment, by)
    changes = {"state_before": "", "declined_at": None, "deferred_at": None, **wanted_again(row, at)}
    if row.approved_at:
        refuse_over_budget(line, row)
        return transition(row, State.APPROVED, **changes)
    if row.pay_way == "decline":
        changes["pay_way"] = choice_of(row.participant, Choice.Kind.PAY)
        if changes["pay_way"] in ("", "decline"):
            raise Refused("First choose how you would like to be paid, under Choices.")
    if row.state == State.LATER:
        return transition(row, row.state_before, **changes)
    return transition(row, go_on_from(row), pence=row.agreed_pence, **changes)


def wanted_again(row: Payment, at: datetime | None) -> dict[str, date]:
    """What they put off in time is not late for the days on which they did not want it."""
    since = put_off_on(row)
    if since is None or since > late_after(row):
        return {}
    return {"wanted_again_on": (at or timezone.now()).astimezone(LONDON).date()}


def go_on_from(row: Payment) -> State:
    return State.SUBMITTED if row.sent_to_approve_at else State.DRAFTED
