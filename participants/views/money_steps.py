"""Which staff may take which step of a payment, what it asks, and what it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Q

from coproduction.base.access import FINANCE, MANAGER
from participants.actions import payment_wishes, payments
from participants.forms.money import AgainForm, SettleForm, StepForm, WordsForm
from participants.likeness import closed_among
from participants.models import Payment
from projects.models import Project

State = Payment.State


def run_by(user):
    return Payment.objects.run_by(user)


def managed_by(user):
    return Payment.objects.filter(organisation__in=user.organisations_as(MANAGER))


def released_by(user):
    return Payment.objects.filter(organisation__in=user.organisations_as(FINANCE))


def looked_at_by(user):
    return Payment.objects.filter(
        Q(project__in=Project.objects.run_by(user)) | Q(organisation__in=user.organisations_as(MANAGER))
    )


def without_sign_in(user):
    """Where the person has no page of their own, the team writes down that they have it."""
    return run_by(user).filter(payee__isnull=True)


def asking(question, hint):
    return partial(WordsForm, question=question, hint=hint)


@dataclass(frozen=True)
class Step:
    label: str
    done: str
    act: Callable
    open_to: Callable
    states: tuple
    form: Callable = StepForm
    explains: str = ""
    # Who may not take it, having taken an earlier one: names of fields of the payment.
    not_by: tuple = ()

    @property
    def asks(self):
        return self.form is not StepForm

    def fits(self, payment):
        return payment.state in self.states

    def taken_before_by(self, payment, user, closed):
        """`closed`: what `closed_among` says of this payment and others beside it."""
        if "payee" in self.not_by and payment.participant_id in closed:
            return True
        return any(getattr(payment, f"{name}_id") == user.pk for name in self.not_by)


STEPS = {
    "send": Step(
        "Send to be checked",
        "Sent to be checked.",
        payments.send_to_approve,
        run_by,
        (State.DRAFTED, State.PART),
        explains="A manager then looks at it. You cannot check what you wrote down.",
    ),
    "approve": Step(
        "Approve",
        "Approved. Finance can send it now.",
        payments.approve,
        managed_by,
        (State.DUE, State.PART),
        explains="After this the sum stands still. A mistake is then put right by taking it back.",
        not_by=("drafted_by", "payee"),
    ),
    "release": Step(
        "Mark as sent",
        "Marked as sent. The person can see it on their page.",
        payments.release,
        released_by,
        (State.APPROVED, State.RETURNED),
        explains="Do this on the day the money goes out.",
        not_by=("drafted_by", "approved_by", "payee"),
    ),
    "returned": Step(
        "It came back",
        "Written down. Ask the person how they would like to get it.",
        payments.mark_returned,
        released_by,
        (State.RELEASED,),
        asking("What did the bank say?", "The person sees this line. No account numbers, please."),
    ),
    "reverse": Step(
        "Take it back",
        "Taken back. The first entry stays, with a second one against it.",
        payments.reverse,
        released_by,
        (State.APPROVED, State.RELEASED, State.RETURNED),
        asking("Why is it taken back?", "The person sees this line. Talk to them before you do this."),
        explains="For mistakes alone: paid twice, or the wrong sum.",
        not_by=("payee",),
    ),
    "again": Step(
        "Write it down again",
        "Written down again. Send it to be checked.",
        payments.write_again,
        run_by,
        (State.REVERSED,),
        AgainForm,
        explains="A new payment for the same session, with the right minutes. The first one stays, taken back.",
        not_by=("payee",),
    ),
    "settle": Step(
        "Answer what the person said",
        "Answered. The payment goes on from where it was.",
        payment_wishes.settle,
        looked_at_by,
        (State.DISPUTED,),
        SettleForm,
        explains="The person reads your answer.",
        not_by=("payee",),
    ),
    "received": Step(
        "The person has it",
        "Written down.",
        payments.confirm_received,
        without_sign_in,
        (State.RELEASED,),
        explains="They have no page of their own, so you write down that they told you.",
        not_by=("payee",),
    ),
}


def open_steps(payment, user):
    """What this person may do with this payment now; with a step that somebody else has to take, why."""
    found, closed = [], closed_among(user, [payment])
    for name, step in STEPS.items():
        if step.fits(payment) and meant(name, payment) and step.open_to(user).filter(pk=payment.pk).exists():
            found.append({"name": name, "step": step, "not_you": step.taken_before_by(payment, user, closed)})
    return found


def meant(name, payment):
    """Part taken is a state before and after sending to be checked; and what is right again is not written twice."""
    if name == "again":
        return not Payment.objects.standing().filter(attendance=payment.attendance_id).exists()
    if payment.state != State.PART:
        return True
    return (name == "approve") == bool(payment.sent_to_approve_at)
