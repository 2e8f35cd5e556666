"""A payment's way, step by step: written down, checked, sent, with the person. Three different people take three steps.

A step that was taken meanwhile is refused, never taken twice: each is a conditional update of a locked row.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery, Sum, UUIDField
from django.db.models.functions import Coalesce
from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import Organisation, User
from coproduction.accounts.organisations import take_payment_numbers
from coproduction.base.days import LONDON
from coproduction.base.models import Wording
from coproduction.base.refusals import Refused
from coproduction.base.tags import pence as in_pounds
from participants.attendance.models import Attendance
from participants.choices.models import Choice
from participants.messages.reach import nudge
from participants.offers.models import Offer
from participants.offers.pay import amount
from participants.payments import life
from participants.people.likeness import closed_among, closed_to
from participants.people.models import SamePerson
from projects import deadlines
from projects.money.models import BudgetLine
from projects.sessions.models import Session

from .life import State
from .models import Movement, Payment, PaymentNote
from .version import Version

MOVED_ON = "This payment has moved on meanwhile. Look at where it is now."

NOTHING_LEFT = "These minutes come to £0.00. Enter the minutes that they gave."

NOT_YOURS_TO_WRITE = "Someone else has to do this: ask another person on the team to write this session down."

TRIED = "payment step refused"

# Copied, so that later cards and corrections never rewrite what was promised and given.
RATE = ("rate_name", "unit", "rate_pence")

MINUTES = ("minutes_before", "minutes_during", "minutes_after")


class Terms(NamedTuple):
    """What somebody was offered, as far as a payment copies it."""

    rate_name: str
    unit: str
    rate_pence: int
    pay_way: str
    answer: str
    recorded_at: datetime


# An attendance with what its payment follows from, as `due_for` gives it.
Due = Any


def due_for(attendances: Any, organisation: UUID, by: User) -> list[Due]:
    """Each with all that a payment for it follows from, in one query: `terms`, None for who was offered nothing;
    `wish`, how they like to be paid, and since when, `wished_at`; `payee_id`, the account whose hands are not for
    money to them (a colleague's where it is theirs too, else their own); and `closed`, whether the hands of `by` are
    not. Only what a payment copies is read.
    """
    joined = SamePerson.objects.filter(participant=OuterRef("participant"), joined=True)
    standing = Q(participant__choices__replaced_at__isnull=True, participant__choices__kind=Choice.Kind.PAY)
    found = attendances.annotate(
        offer=FilteredRelation("participant__offers", condition=Q(participant__offers__session=F("session"))),
        choice=FilteredRelation("participant__choices", condition=standing),
        **{f"offer_{name}": F(f"offer__{name}") for name in Terms._fields},
        wish=F("choice__picked"),
        wished_at=F("choice__recorded_at"),
        payee_id=Coalesce(Subquery(joined.values("user")[:1]), F("participant__user"), output_field=UUIDField()),
        closed=Exists(closed_to(by, {organisation}).filter(pk=OuterRef("participant"))),
    ).only("organisation", "project", "session", "participant", *MINUTES)
    return [with_terms(due) for due in found]


def with_terms(due: Due) -> Due:
    copied = Terms(*(getattr(due, f"offer_{name}") for name in Terms._fields))
    due.terms = None if copied.unit is None else copied
    return due


def unpaid_of(session: Session, by: User) -> list[Due]:
    """Who came and has no payment for it yet, by name; see `due_for`."""
    written = Payment.objects.filter(attendance__session=session).values("attendance")
    came = Attendance.objects.came().filter(session=session).exclude(pk__in=written)
    return due_for(came.order_by("participant__name"), session.organisation_id, by)


def draft_for(
    session: Session, by: User, at: datetime | None = None, unpaid: Collection[Due] | None = None
) -> list[Payment]:
    """Writes down what each person who came gets, by their offer and the minutes they gave. Returns the drafts.

    `unpaid`: as `unpaid_of` gives them, where somebody has looked already.
    """
    at = at or timezone.now()
    offered = [due for due in (unpaid_of(session, by) if unpaid is None else unpaid) if due.terms]
    if any(due.closed for due in offered):
        raise Refused(NOT_YOURS_TO_WRITE)
    paid = [due for due in offered if agreed_for(due)]
    references = new_references(session.organisation, len(paid))
    region = session.organisation.region
    due_on = {wish: deadlines.payment(wish, session.on, region) for wish in {wish_of(due) for due in paid}}
    return Payment.objects.bulk_create(
        draft(due, session.on, due_on[wish_of(due)], next(references), by, at) for due in paid
    )


def agreed_for(due: Due) -> int:
    """In pence. A payment of nothing is no payment: none is written down."""
    return amount(due.terms.unit, due.terms.rate_pence, due.minutes) if due.terms else 0


def wish_of(due: Due) -> str:
    wish: str = due.wish or due.terms.pay_way
    return wish


def draft(due: Due, activity_on: date, due_on: date, reference: str, by: User, at: datetime) -> Payment:
    """Not saved yet. `due_on`: the promised day, which is the old one where this is written down again."""
    wish = wish_of(due)
    declined_at = declined_since(due, wish, at)
    declined = declined_at is not None
    agreed = agreed_for(due)
    return Payment(
        attendance=due,
        participant_id=due.participant_id,
        activity_on=activity_on,
        **{name: getattr(due.terms, name) for name in RATE},
        **{name: getattr(due, name) for name in MINUTES},
        agreed_pence=agreed,
        pence=0 if declined else agreed,
        pay_way=wish,
        due_on=due_on,
        reference=reference,
        state=State.DECLINED if declined else State.DRAFTED,
        declined_at=declined_at,
        payee_id=due.payee_id,
        drafted_by=by,
        drafted_at=at,
    )


def declined_since(due: Due, wish: str, at: datetime) -> datetime | None:
    """Since when they would rather not be paid, said before this was written down. None where they did not say so."""
    if due.terms.answer == Offer.Answer.DECLINED:
        return min(due.terms.recorded_at, at)
    if wish != "decline":
        return None
    return min(due.wished_at, at) if due.wished_at else at


def new_references(organisation: Organisation, many: int) -> Iterator[str]:
    """Discreet on a bank statement: the organisation's initials and a number that is its own."""
    # Words in capitals alone: "of" and "the" would lengthen it. A name without any gives P, for payment.
    initials = "".join(word[0] for word in organisation.name.split() if word[0].isupper())[:4] or "P"
    before = take_payment_numbers(organisation, many) if many else 0
    return (f"{initials} {number}" for number in range(before + 1, before + many + 1))


def lock_for(step: life.Step, payment: Payment, by: User, seen: str | None = None) -> Payment:
    """The row as it stands now, held until the step is taken. Refused where the step no longer fits, where it is not
    for these hands, and where whoever takes it saw another version. `seen`: that version, None where nobody looked.
    """
    row = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
    if not step.applies(row):
        raise Refused(MOVED_ON)
    if not_you := step.refusal(row, by, closed_among(by, [row])):
        raise Refused(not_you)
    if seen is not None and (changed := Version.of(row).since(seen)):
        raise Refused(changed)
    return row


def transition(row: Payment, state: str | None, **changes: Any) -> Payment:
    """Takes the step, unless somebody else took it first."""
    # A step that goes on from where the payment was has no `to`: whoever takes it names the state.
    assert state is not None
    if not Payment.objects.filter(pk=row.pk, state=row.state).update(state=state, **changes):
        raise Refused(MOVED_ON)
    return Payment.objects.get(pk=row.pk)


def note(payment: Payment, words: str, by_participant: bool = False) -> None:
    PaymentNote.objects.create(payment=payment, words=words, by_participant=by_participant)


@action("payment sent to be checked", refused=TRIED)
def send_to_approve(*, payment: Payment, seen: str | None = None, by: User, at: datetime | None = None) -> Payment:
    row = lock_for(life.SEND, payment, by, seen)
    return transition(row, life.SEND.to, sent_to_approve_at=at or timezone.now())


@action("payments of a session sent to be checked", refused=TRIED)
def send_session_to_approve(
    *, session: Session, seen: int | None = None, by: User, at: datetime | None = None
) -> Session:
    """All drafts of one session at once. `seen`: what they came to together, in pence, when somebody looked."""
    drafts = list(Payment.objects.drafts().filter(attendance__session=session).select_for_update(no_key=True))
    together = sum(payment.pence for payment in drafts)
    if seen is not None and seen != together:
        was, now = in_pounds(seen), in_pounds(together)
        raise Refused(f"This changed while you looked: it was {was} together, now it is {now}. Look again.")
    for payment in drafts:
        send_to_approve(payment=payment, by=by, at=at)
    return session


@action("payment approved", refused=TRIED)
def approve(*, payment: Payment, seen: str | None = None, by: User, at: datetime | None = None) -> Payment:
    line = lock_budget(payment)
    row = lock_for(life.APPROVE, payment, by, seen)
    refuse_over_budget(line, row)
    return transition(row, life.APPROVE.to, approved_by=by, approved_at=at or timezone.now())


def lock_budget(payment: Payment) -> BudgetLine | None:
    """Locked before its sum is read, so that two approvals at once cannot both fit."""
    lines = BudgetLine.objects.filter(project=payment.project_id, head=BudgetLine.Head.PAYMENTS)
    return lines.select_for_update(no_key=True).first()


def refuse_over_budget(line: BudgetLine | None, row: Payment) -> None:
    spent = Payment.objects.committed().filter(project=row.project_id).aggregate(sum=Sum("pence"))["sum"] or 0
    left = (line.pence if line else 0) - spent
    if row.pence > left:
        raise Refused(
            f"There is {in_pounds(max(left, 0))} left for people's time in this project, and this payment is "
            f"{in_pounds(row.pence)}. The budget needs more before it can be approved."
        )


@action("payment sent", refused=TRIED)
def release(*, payment: Payment, seen: str | None = None, by: User, at: datetime | None = None) -> Payment:
    row = lock_for(life.RELEASE, payment, by, seen)
    at = at or timezone.now()
    to_person = {"from_account": Movement.Account.BUDGET, "to_account": Movement.Account.PERSON}
    if row.pence:
        Movement.objects.get_or_create(payment=row, **to_person, defaults={"pence": row.pence, "moved_at": at})
    sent = transition(row, life.RELEASE.to, released_by=by, released_at=at)
    key = f"money:{row.pk}:{at.isoformat()}"
    nudge(participant=row.participant, wording=Wording.MONEY, key=key, on=at.astimezone(LONDON).date())
    return sent


@action("payment received", refused=TRIED)
def confirm_received(*, payment: Payment, by: User, at: datetime | None = None) -> Payment:
    step = life.GOT_IT if life.PAYEE.is_them(payment, by) else life.RECEIVE
    row = lock_for(step, payment, by)
    return transition(row, step.to, received_at=at or timezone.now())


@action("payment came back", refused=TRIED)
def mark_returned(*, payment: Payment, words: str, by: User, at: datetime | None = None) -> Payment:
    row = lock_for(life.RETURN, payment, by)
    note(row, words)
    return transition(row, life.RETURN.to)


@action("payment reversed", refused=TRIED)
def reverse(*, payment: Payment, words: str, by: User, at: datetime | None = None) -> Payment:
    """Takes back what was approved or sent by mistake, by a second row in the books; the first one stands."""
    row, at = lock_for(life.REVERSE, payment, by), at or timezone.now()
    if gone := row.movements.filter(to_account=Movement.Account.PERSON).first():
        back = {"from_account": Movement.Account.PERSON, "to_account": Movement.Account.BUDGET}
        Movement.objects.create(payment=row, **back, pence=gone.pence, moved_at=at)
    note(row, words)
    return transition(row, life.REVERSE.to, reversed_at=at)


@action("payment written down again", refused=TRIED)
def write_again(*, payment: Payment, minutes: tuple[int, int, int], by: User, at: datetime | None = None) -> Payment:
    """After one was taken back: a new draft for the same session. `minutes` are those before, during and after it.

    It keeps the day that was promised for the session.
    """
    row, at = lock_for(life.WRITE_AGAIN, payment, by), at or timezone.now()
    if Payment.objects.not_reversed().filter(attendance=row.attendance_id).exists():
        raise Refused("This was written down again already. Look at the newer payment.")
    attendance = Attendance.objects.select_for_update(no_key=True).get(pk=row.attendance_id)
    (due,) = due_for(Attendance.objects.filter(pk=attendance.pk), row.organisation_id, by)
    due.minutes_before, due.minutes_during, due.minutes_after = minutes
    refuse_nothing(agreed_for(due))
    due.save(update_fields=["minutes_before", "minutes_during", "minutes_after"])
    (reference,) = new_references(row.organisation, 1)
    again = draft(due, row.activity_on, row.due_on, reference, by, at)
    again.save()
    return again


def refuse_nothing(agreed: int) -> None:
    """A payment of nothing would hide what is owed."""
    if not agreed:
        raise Refused(NOTHING_LEFT)
