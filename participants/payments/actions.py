"""A payment's way, step by step: written down, checked, sent, with the person. Three different people take three steps.

A step that was taken meanwhile is refused, never taken twice: each is a conditional update of a locked row.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import Organisation, User
from coproduction.base.days import LONDON
from coproduction.base.models import Wording
from coproduction.base.refusals import Refused
from coproduction.base.tags import pence as in_pounds
from participants.attendance.models import Attendance
from participants.choices.models import Choice
from participants.messages.reach import choice_of, nudge
from participants.offers.models import Offer
from participants.offers.pay import amount
from participants.payments import life
from participants.people.likeness import closed_among, refuse_closed_hands
from participants.people.models import Participant, SamePerson
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

FIRST_NUMBER = 1001

# Copied, so that later cards and corrections never rewrite what was promised and given.
RATE = ("rate_name", "unit", "rate_pence")

MINUTES = ("minutes_before", "minutes_during", "minutes_after")


def draft_for(session: Session, by: User, at: datetime | None = None) -> list[Payment]:
    """Writes down what each person who came gets, by their offer and the minutes they gave. Returns the drafts."""
    written = Payment.objects.filter(attendance__session=session).values("attendance")
    came = Attendance.objects.came().filter(session=session).exclude(pk__in=written)
    offers = {offer.participant_id: offer for offer in Offer.objects.filter(session=session)}
    attendances = came.select_related("participant__user", "organisation").order_by("participant__name")
    at = at or timezone.now()
    paid = [attendance for attendance in attendances if attendance.participant_id in offers]
    refuse_closed_hands(by, *(attendance.participant for attendance in paid), words=NOT_YOURS_TO_WRITE)
    references = new_references(session.organisation)
    paid = [attendance for attendance in paid if agreed_for(attendance, offers[attendance.participant_id])]
    payees = payees_of([attendance.participant for attendance in paid])
    return [
        draft(
            attendance,
            offers[attendance.participant_id],
            session.on,
            next(references),
            payees[attendance.participant_id],
            by,
            at,
        )
        for attendance in paid
    ]


def agreed_for(attendance: Attendance, offer: Offer) -> int:
    """In pence. A payment of nothing is no payment: none is written down."""
    return amount(offer.unit, offer.rate_pence, attendance.minutes)


def draft(
    attendance: Attendance,
    offer: Offer,
    activity_on: date,
    reference: str,
    payee: UUID | None,
    by: User,
    at: datetime,
    due_on: date | None = None,
) -> Payment:
    """`payee`: id of a user, see `payees_of`. `due_on`: the day promised before, where this is written down again."""
    participant = attendance.participant
    wish = choice_of(participant, Choice.Kind.PAY) or offer.pay_way
    declined_at = declined_since(participant, offer, wish, at)
    declined = declined_at is not None
    agreed = agreed_for(attendance, offer)
    return Payment.objects.create(
        attendance=attendance,
        participant=participant,
        activity_on=activity_on,
        **{name: getattr(offer, name) for name in RATE},
        **{name: getattr(attendance, name) for name in MINUTES},
        agreed_pence=agreed,
        pence=0 if declined else agreed,
        pay_way=wish,
        due_on=due_on or deadlines.payment(wish, activity_on, attendance.organisation.region),
        reference=reference,
        state=State.DECLINED if declined else State.DRAFTED,
        declined_at=declined_at,
        payee_id=payee,
        drafted_by=by,
        drafted_at=at,
    )


def payees_of(participants: Collection[Participant]) -> dict[UUID, UUID | None]:
    """{participant id: the account whose hands are not for money to them}: a colleague's where it is theirs too, else
    their own, or None.
    """
    joined = SamePerson.objects.filter(participant__in=participants, joined=True)
    own = {participant.pk: participant.user_id for participant in participants}
    return own | dict(joined.values_list("participant", "user"))


def declined_since(participant: Participant, offer: Offer, wish: str, at: datetime) -> datetime | None:
    """Since when they would rather not be paid, said before this was written down. None where they did not say so."""
    if offer.answer == Offer.Answer.DECLINED:
        return min(offer.recorded_at, at)
    if wish != "decline":
        return None
    picked = participant.choices.filter(kind=Choice.Kind.PAY, replaced_at__isnull=True).first()
    return min(picked.recorded_at, at) if picked else at


def new_references(organisation: Organisation) -> Iterator[str]:
    """Discreet on a bank statement: the organisation's initials and a number that is its own."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    # Words in capitals alone: "of" and "the" would lengthen it. A name without any gives P, for payment.
    initials = "".join(word[0] for word in organisation.name.split() if word[0].isupper())[:4] or "P"
    before = Payment.objects.filter(organisation=organisation, reference__regex=rf"^{initials} \d+$")
    last = before.order_by(Length("reference").desc(), "-reference").values_list("reference", flat=True).first()
    return (f"{initials} {number}" for number in count(int(last.split()[1]) + 1 if last else FIRST_NUMBER))


def lock_for(step: life.Step, payment: Payment, by: User, seen: str | None = None) -> Payment:
    """The row as it stands now, held until the step is taken. Refused where the step no longer fits, where it is not
    for these hands, and where whoever takes it saw another version. `seen`: that version, None where nobody looked.
    """
    row = Payment.objects.select_for_update().get(pk=payment.pk)
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
    drafts = list(Payment.objects.drafts().filter(attendance__session=session).select_for_update())
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
    return lines.select_for_update().first()


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
    attendance = Attendance.objects.select_for_update().get(pk=row.attendance_id)
    attendance.minutes_before, attendance.minutes_during, attendance.minutes_after = minutes
    offer = Offer.objects.get(session=attendance.session_id, participant=row.participant_id)
    refuse_nothing(agreed_for(attendance, offer))
    attendance.save(update_fields=["minutes_before", "minutes_during", "minutes_after"])
    reference = next(new_references(row.organisation))
    payee = payees_of([row.participant])[row.participant_id]
    return draft(attendance, offer, row.activity_on, reference, payee, by, at, due_on=row.due_on)


def refuse_nothing(agreed: int) -> None:
    """A payment of nothing would hide what is owed."""
    if not agreed:
        raise Refused(NOTHING_LEFT)
