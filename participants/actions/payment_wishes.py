"""What the person themselves says about a payment: this is wrong, less, none, not now, after all."""

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.base.days import LONDON
from coproduction.base.refusals import Refused

from ..likeness import refuse_closed_hands
from ..messages import choice_of
from ..models import Choice
from ..pay import amount, promised_day
from .payments import State, keep_within, locked, locked_budget, moved, note

BEFORE_CHECKED = (State.DRAFTED, State.DUE, State.PART)
MAY_BE_WRONG = (*BEFORE_CHECKED, State.APPROVED, State.RELEASED, State.RECEIVED, State.RETURNED)


@action("payment said to be wrong")
def dispute(*, payment, words, by, at=None):
    row = locked(payment, *MAY_BE_WRONG)
    note(row, words, by_participant=by.pk == row.payee_id)
    return moved(row, State.DISPUTED, state_before=row.state)


@action("payment looked at again")
def settle(*, payment, words, minutes=None, by, at=None):
    """Goes on from where it was. `minutes` (before, during, after) puts right what is not approved yet; whoever
    puts it right wrote it down, and cannot check it.
    """
    row = locked(payment, State.DISPUTED)
    if by.pk == row.payee_id:
        raise Refused("This payment is to you: someone else has to look at it again.")
    refuse_closed_hands(by, row.participant)
    row.notes.filter(settled_at=None).update(settled_at=at or timezone.now())
    note(row, words)
    changes = corrected(row, minutes, by) if minutes is not None else {}
    return moved(row, row.state_before, state_before="", **changes)


def corrected(row, minutes, by):
    before, during, after = minutes
    if row.approved_at:
        raise Refused("This payment has been checked, so its minutes stand. Finance can take it back.")
    agreed = amount(row.unit, row.rate_pence, before + during + after)
    changes = {"minutes_before": before, "minutes_during": during, "minutes_after": after, "agreed_pence": agreed}
    taken = min(row.pence, agreed) if row.state_before == State.PART else agreed
    return changes | {"pence": taken, "drafted_by": by}


@action("less of a payment taken")
def take_less(*, payment, pence, by, at=None):
    row = locked(payment, *BEFORE_CHECKED)
    if not 0 < pence < row.agreed_pence:
        raise Refused("Write a sum that is more than nothing and less than what we agreed.")
    return moved(row, State.PART, pence=pence)


@action("payment declined")
def decline(*, payment, by, at=None):
    """Until it is sent. What was agreed stays on the record, and the person can change their mind."""
    row = locked(payment, *BEFORE_CHECKED, State.LATER, State.APPROVED)
    if row.approved_at:
        return moved(row, State.DECLINED, state_before=row.state)
    return moved(row, State.DECLINED, state_before=go_on_from(row), pence=0)


@action("payment put off by the person")
def wait(*, payment, by, at=None):
    row = locked(payment, *BEFORE_CHECKED)
    return moved(row, State.LATER, state_before=row.state)


@action("payment wanted after all")
def resume(*, payment, by, at=None):
    """After waiting, declining or taking less. What is not checked yet gets a new promised day, counted from now."""
    line = locked_budget(payment)
    row = locked(payment, State.LATER, State.DECLINED, State.PART)
    if row.approved_at:
        keep_within(line, row)
        return moved(row, State.APPROVED, state_before="")
    way = row.pay_way
    if way == "decline":
        way = choice_of(row.participant, Choice.Kind.PAY)
        if way in ("", "decline"):
            raise Refused("First choose how you would like to be paid, under Choices.")
    today = (at or timezone.now()).astimezone(LONDON).date()
    changes = {"pay_way": way, "due_on": promised_day(way, today, row.organisation.region), "state_before": ""}
    if row.state == State.LATER:
        return moved(row, row.state_before, **changes)
    return moved(row, go_on_from(row), pence=row.agreed_pence, **changes)


def go_on_from(row):
    return State.DUE if row.sent_to_approve_at else State.DRAFTED
