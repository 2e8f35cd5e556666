"""Which staff may take which step of a payment, what it asks, and what it is called."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from django.db.models import Q

from coproduction.base.access import FINANCE, MANAGER
from participants.payments import actions as payments
from participants.payments import life, payee_actions
from participants.people.likeness import closed_among
from projects.project.models import Project

from .forms import AgainForm, SeenForm, SettleForm, StepForm, WordsForm
from .life import Hand
from .models import Payment


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


def payments_without_sign_in(user):
    """Where the person has no page of their own, the team writes down that they have it."""
    return run_by(user).filter(participant__user__isnull=True)


def asking(question, hint):
    return partial(WordsForm, question=question, hint=hint)


# Of which payments each hand takes its steps.
ROWS = {
    Hand.COORDINATOR: run_by,
    Hand.MANAGER: managed_by,
    Hand.FINANCE: released_by,
    Hand.TEAM: looked_at_by,
    Hand.TEAM_FOR_THEM: payments_without_sign_in,
}


class StaffStep(NamedTuple):
    """A step of a payment's life with what it does and what it asks for."""

    step: life.Step
    act: Callable
    form: Callable = StepForm

    @property
    def asks(self):
        return self.form not in (StepForm, SeenForm)

    def open_to(self, user):
        return ROWS[self.step.by](user)


ON_PAGE = (
    StaffStep(life.SEND, payments.send_to_approve, SeenForm),
    StaffStep(life.APPROVE, payments.approve, SeenForm),
    StaffStep(life.RELEASE, payments.release, SeenForm),
    StaffStep(
        life.RETURN,
        payments.mark_returned,
        asking("What did the bank say?", "The person sees this line. No account numbers, please."),
    ),
    StaffStep(
        life.REVERSE,
        payments.reverse,
        asking("Why is it taken back?", "The person sees this line. Talk to them before you do this."),
    ),
    StaffStep(life.WRITE_AGAIN, payments.write_again, AgainForm),
    StaffStep(life.SETTLE, payee_actions.settle, SettleForm),
    StaffStep(life.RECEIVE, payments.confirm_received),
)

STEPS = {staff_step.step.key: staff_step for staff_step in ON_PAGE}


def open_steps(payment, user):
    """What this person may do with this payment now; with a step that somebody else has to take, why."""
    found, closed = [], closed_among(user, [payment])
    for on_page in ON_PAGE:
        if step_applies(on_page.step, payment) and on_page.open_to(user).filter(pk=payment.pk).exists():
            not_you = on_page.step.refusal(payment, user, closed)
            found.append({"on_page": on_page, "step": on_page.step, "not_you": not_you})
    return found


def step_applies(step, payment):
    """What is right again is not written down twice."""
    if step is life.WRITE_AGAIN and Payment.objects.not_reversed().filter(attendance=payment.attendance_id).exists():
        return False
    return step.applies(payment)
