"""A payment's way, step by step: written down, checked, sent, with the person. Three different people take three steps.

A step that was taken meanwhile is refused, never taken twice: each is a conditional update of a locked row.
"""

from itertools import count

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import Organisation
from coproduction.base.days import LONDON
from coproduction.base.models import Wording
from coproduction.base.refusals import Refused
from coproduction.base.tags import pence as in_pounds
from projects.models import BudgetLine

from ..likeness import refuse_closed_hands
from ..messages import choice_of, nudge
from ..models import Attendance, Choice, Movement, Offer, Payment, PaymentNote
from ..pay import amount, promised_day

State = Payment.State
MOVED_ON = "This payment has moved on meanwhile. Look at where it is now."
NOT_YOURS_TO_WRITE = "Someone else has to do this: ask another person on the team to write this session down."
FIRST_NUMBER = 1001
# Copied, so that later cards and corrections never rewrite what was promised and given.
RATE = ("rate_name", "unit", "rate_pence")
MINUTES = ("minutes_before", "minutes_during", "minutes_after")


def draft_for(session, by, at=None):
    """Writes down what each person who came gets, by their offer and the minutes they gave. Returns the drafts."""
    written = Payment.objects.filter(attendance__session=session).values("attendance")
    came = Attendance.objects.came().filter(session=session).exclude(pk__in=written)
    offers = {offer.participant_id: offer for offer in Offer.objects.filter(session=session)}
    attendances = came.select_related("participant__user", "organisation").order_by("participant__name")
    at = at or timezone.now()
    paid = [attendance for attendance in attendances if attendance.participant_id in offers]
    refuse_closed_hands(by, *(one.participant for one in paid), words=NOT_YOURS_TO_WRITE)
    references = new_references(session.organisation)
    return [draft(one, offers[one.participant_id], session.on, next(references), by, at) for one in paid]


def draft(attendance, offer, activity_on, reference, by, at):
    participant = attendance.participant
    if participant.user_id and participant.user_id == by.pk:
        raise Refused("One of these payments would be to you. Ask someone else on the team to log this session.")
    wish = choice_of(participant, Choice.Kind.PAY) or offer.pay_way
    declined = wish == "decline" or offer.answer == Offer.Answer.DECLINED
    agreed = amount(offer.unit, offer.rate_pence, attendance.minutes)
    return Payment.objects.create(
        attendance=attendance,
        participant=participant,
        activity_on=activity_on,
        **{name: getattr(offer, name) for name in RATE},
        **{name: getattr(attendance, name) for name in MINUTES},
        agreed_pence=agreed,
        pence=0 if declined else agreed,
        pay_way=wish,
        due_on=promised_day(wish, activity_on, attendance.organisation.region),
        reference=reference,
        state=State.DECLINED if declined else State.DRAFTED,
        payee=participant.user,
        drafted_by=by,
        drafted_at=at,
    )


def new_references(organisation):
    """Discreet on a bank statement: the organisation's initials and a number that is its own."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    # Words in capitals alone: "of" and "the" would lengthen it. A name without any gives P, for payment.
    initials = "".join(word[0] for word in organisation.name.split() if word[0].isupper())[:4] or "P"
    before = Payment.objects.filter(organisation=organisation, reference__regex=rf"^{initials} \d+$")
    last = before.order_by(Length("reference").desc(), "-reference").values_list("reference", flat=True).first()
    return (f"{initials} {number}" for number in count(int(last.split()[1]) + 1 if last else FIRST_NUMBER))


def locked(payment, *states):
    """The row as it stands now, held until the step is taken; refused where the step no longer fits."""
    row = Payment.objects.select_for_update().get(pk=payment.pk)
    if row.state not in states:
        raise Refused(MOVED_ON)
    return row


def moved(row, state, **changes):
    """Takes the step, unless somebody else took it first."""
    if not Payment.objects.filter(pk=row.pk, state=row.state).update(state=state, **changes):
        raise Refused(MOVED_ON)
    return Payment.objects.get(pk=row.pk)


def note(payment, words, by_participant=False):
    PaymentNote.objects.create(payment=payment, words=words, by_participant=by_participant)


@action("payment sent to be checked")
def send_to_approve(*, payment, by, at=None):
    row = locked(payment, State.DRAFTED, State.PART)
    if row.sent_to_approve_at:
        raise Refused(MOVED_ON)
    return moved(row, State.DUE if row.state == State.DRAFTED else State.PART, sent_to_approve_at=at or timezone.now())


@action("payments of a session sent to be checked")
def send_session_to_approve(*, session, by, at=None):
    """All drafts of one session at once."""
    for payment in Payment.objects.drafts().filter(attendance__session=session):
        send_to_approve(payment=payment, by=by, at=at)
    return session


@action("payment approved")
def approve(*, payment, by, at=None):
    line = locked_budget(payment)
    row = locked(payment, State.DUE, State.PART)
    if not row.sent_to_approve_at:
        raise Refused("This payment is still being written down.")
    if by.pk == row.payee_id:
        raise Refused("This payment is to you: someone else has to check it.")
    if by.pk == row.drafted_by_id:
        raise Refused("Someone else has to check this payment: you wrote it down.")
    refuse_closed_hands(by, row.participant)
    keep_within(line, row)
    return moved(row, State.APPROVED, approved_by=by, approved_at=at or timezone.now())


def locked_budget(payment):
    """Locked before its sum is read, so that two approvals at once cannot both fit."""
    lines = BudgetLine.objects.filter(project=payment.project_id, head=BudgetLine.Head.PAYMENTS)
    return lines.select_for_update().first()


def keep_within(line, row):
    spent = Payment.objects.committed().filter(project=row.project_id).aggregate(sum=Sum("pence"))["sum"] or 0
    left = (line.pence if line else 0) - spent
    if row.pence > left:
        raise Refused(
            f"There is {in_pounds(max(left, 0))} left for people's time in this project, and this payment is "
            f"{in_pounds(row.pence)}. The budget needs more before it can be approved."
        )


@action("payment sent")
def release(*, payment, by, at=None):
    row = locked(payment, State.APPROVED, State.RETURNED)
    if by.pk == row.payee_id:
        raise Refused("This payment is to you: someone else has to send it.")
    if by.pk in (row.drafted_by_id, row.approved_by_id):
        raise Refused("A third person has to send this payment: you wrote it down or checked it.")
    refuse_closed_hands(by, row.participant)
    at = at or timezone.now()
    to_person = {"from_account": Movement.Account.BUDGET, "to_account": Movement.Account.PERSON}
    if row.pence:
        Movement.objects.get_or_create(payment=row, **to_person, defaults={"pence": row.pence, "moved_at": at})
    sent = moved(row, State.RELEASED, released_by=by, released_at=at)
    key = f"money:{row.pk}:{at.isoformat()}"
    nudge(participant=row.participant, wording=Wording.MONEY, key=key, on=at.astimezone(LONDON).date())
    return sent


@action("payment received")
def confirm_received(*, payment, by, at=None):
    row = locked(payment, State.RELEASED)
    if by.pk != row.participant.user_id:
        refuse_closed_hands(by, row.participant)
    return moved(row, State.RECEIVED, received_at=at or timezone.now())


@action("payment came back")
def mark_returned(*, payment, words, by, at=None):
    row = locked(payment, State.RELEASED)
    note(row, words)
    return moved(row, State.RETURNED)


@action("payment reversed")
def reverse(*, payment, words, by, at=None):
    """Takes back what was approved or sent by mistake, by a second row in the books; the first one stands."""
    row = locked(payment, State.APPROVED, State.RELEASED, State.RETURNED)
    if by.pk == row.payee_id:
        raise Refused("This payment is to you: someone else has to take it back.")
    refuse_closed_hands(by, row.participant)
    if gone := row.movements.filter(to_account=Movement.Account.PERSON).first():
        back = {"from_account": Movement.Account.PERSON, "to_account": Movement.Account.BUDGET}
        Movement.objects.create(payment=row, **back, pence=gone.pence, moved_at=at or timezone.now())
    note(row, words)
    return moved(row, State.REVERSED)


@action("payment written down again")
def write_again(*, payment, minutes, by, at=None):
    """After one was taken back: a new draft for the same session. `minutes` are those before, during and after it."""
    row = locked(payment, State.REVERSED)
    if Payment.objects.standing().filter(attendance=row.attendance_id).exists():
        raise Refused("This was written down again already. Look at the newer payment.")
    refuse_closed_hands(by, row.participant)
    attendance = Attendance.objects.select_for_update().get(pk=row.attendance_id)
    attendance.minutes_before, attendance.minutes_during, attendance.minutes_after = minutes
    attendance.save(update_fields=["minutes_before", "minutes_during", "minutes_after"])
    offer = Offer.objects.get(session=attendance.session_id, participant=row.participant_id)
    return draft(attendance, offer, row.activity_on, next(new_references(row.organisation)), by, at or timezone.now())
