from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base.http import go_to, tried
from participants.actions import payee_actions as payee
from participants.actions.payments import MOVED_ON, confirm_received
from participants.forms.money import LessForm, StepForm, WordsForm
from participants.models import Payment
from participants.payment_summary import PaymentSummary, payment_summaries
from participants.views.portal.frame import mine, my_page

PER_PAGE = 20
State = Payment.State


@dataclass(frozen=True)
class Step:
    label: str
    done: str
    act: Callable
    states: tuple
    form: Callable = StepForm
    # What the button of its page says, where that is not the label.
    button: str = ""


STEPS = {
    "got-it": Step("I got it", "Thank you for telling us.", confirm_received, (State.RELEASED,)),
    "wrong": Step(
        "This is wrong",
        "Thank you. We will look at it again and tell you here.",
        payee.dispute,
        payee.MAY_BE_WRONG,
        partial(WordsForm, question="What is wrong?", hint="You can leave this empty and talk to us.", required=False),
        "Tell us",
    ),
    "less": Step(
        "Take less or none",
        "Saved. You can change it until we send it.",
        payee.take_less,
        payee.BEFORE_CHECKED,
        LessForm,
        "Take this much",
    ),
    "none": Step(
        "Take none of it",
        "Saved. You will not be paid for this one. You can still change your mind.",
        payee.decline,
        (*payee.BEFORE_CHECKED, State.LATER, State.APPROVED),
    ),
    "not-now": Step("Not now", "Saved. We wait until you tell us.", payee.defer, payee.BEFORE_CHECKED),
    "after-all": Step(
        "I would like it after all",
        "Saved. We will pay you.",
        payee.reinstate,
        (State.LATER, State.DECLINED, State.PART),
    ),
}


def my_payments(request):
    theirs = Payment.objects.filter(participant__in=mine(request))
    return theirs.select_related("organisation", "project", "attendance__session")


@require_safe
def money(request):
    found = Paginator(my_payments(request).order_by("-activity_on"), PER_PAGE).get_page(request.GET.get("page"))
    owed = payment_summaries(my_payments(request).owed().filter(pence__gt=0).order_by("due_on"))
    context = {"page": found, "slips": payment_summaries(found), "owed_pence": sum(slip.payment.pence for slip in owed)}
    return my_page(request, "me/money.html", context)


@require_safe
def payment(request, payment_id):
    found = get_object_or_404(my_payments(request), pk=payment_id)
    context = {
        "slip": PaymentSummary.now(found),
        "session": found.attendance.session,
        "steps": open_to_the_person(found),
        "notes": found.notes.order_by("recorded_at"),
        "advice": found.organisation.advice,
    }
    return my_page(request, "me/payment.html", context, project=found.project)


def open_to_the_person(payment):
    """Names of the steps that they can take now."""
    return [name for name, step in STEPS.items() if payment.state in step.states]


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request, payment_id, step):
    if step not in STEPS:
        raise Http404
    found, taken = get_object_or_404(my_payments(request), pk=payment_id), STEPS[step]
    if found.state not in taken.states:
        messages.info(request, MOVED_ON)
        return go_to(request, "me:payment", payment_id=found.pk)
    form = taken.form(request.POST if request.method == "POST" else None, payment=found, user=request.user)
    if form.is_valid():
        tried(request, partial(taken.act, payment=found, by=request.user, **form.changes), taken.done)
        return go_to(request, "me:payment", payment_id=found.pk)
    context = {"form": form, "step": taken, "slip": PaymentSummary.now(found), "may_take_none": step == "less"}
    return my_page(request, "me/payment_step.html", context, project=found.project)
