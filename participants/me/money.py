from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base.http import redirect_to, run_and_report
from participants.payments import life
from participants.payments import payee_actions as payee
from participants.payments.actions import MOVED_ON, confirm_received
from participants.payments.forms import LessForm, StepForm, WordsForm
from participants.payments.lateness import FIELDS as LATENESS_FIELDS
from participants.payments.models import Payment
from participants.payments.summary import PaymentSummary, payment_summaries
from participants.portal.frame import my_ids, my_page

from .pages import PER_PAGE

WHAT_IS_WRONG = partial(
    WordsForm, question="What is wrong?", hint="You can leave this empty and talk to us.", required=False
)


class MyStep(NamedTuple):
    """A step of a payment's life with what it does and what it asks for. `kind`: of its button."""

    step: life.Step
    act: Callable
    form: Callable = StepForm
    kind: str = "plain"
    in_one_tap: bool = False


# In the order of their buttons.
ON_PAGE = (
    MyStep(life.GOT_IT, confirm_received, kind="", in_one_tap=True),
    MyStep(life.REINSTATE, payee.reinstate, kind="", in_one_tap=True),
    MyStep(life.DISPUTE, payee.dispute, WHAT_IS_WRONG),
    MyStep(life.TAKE_LESS, payee.take_less, LessForm),
    MyStep(life.DECLINE, payee.decline),
    MyStep(life.DEFER, payee.defer, in_one_tap=True),
)

STEPS = {my_step.step.key: my_step for my_step in ON_PAGE}


def my_payments(request):
    return Payment.objects.filter(participant__in=my_ids(request)).select_related("organisation")


def with_right_ones(payments):
    """Each with `right_one`, as the query of that name gives it: asked for only where one of them was taken back."""
    taken_back, right_ones = [payment.pk for payment in payments if payment.state == Payment.State.REVERSED], {}
    if taken_back:
        found = Payment.objects.filter(pk__in=taken_back).with_right_one()
        right_ones = dict(found.values_list("pk", "right_one"))
    for payment in payments:
        payment.right_one = right_ones.get(payment.pk)
    return payments


@require_safe
def my_money(request):
    theirs = my_payments(request)
    found = theirs.count_and_owed()
    shown = theirs.only(*LATENESS_FIELDS, "activity_on", "organisation__region")
    pages = Paginator(shown.reversed_last(), PER_PAGE)
    pages.count = found["count"]
    page = pages.get_page(request.GET.get("page"))
    context = {"page": page, "slips": payment_summaries(with_right_ones(page)), "owed_pence": found["owed"]}
    return my_page(request, "me/money.html", context)


@require_safe
def my_payment(request, payment_id):
    found = get_object_or_404(my_payments(request).annotate(about=F("attendance__session__about")), pk=payment_id)
    with_right_ones([found])
    context = {
        "slip": PaymentSummary.of(found),
        "steps": open_to_the_person(found),
        "notes": found.notes.order_by("recorded_at"),
        "advice": found.organisation.advice,
    }
    return my_page(request, "me/payment.html", context, project=found.project_id)


def open_to_the_person(payment):
    """The steps that they can take now. To take none of it stands on the page on which they take less."""
    found = [my_step for my_step in ON_PAGE if my_step.step.applies(payment)]
    takes_less = any(my_step.step is life.TAKE_LESS for my_step in found)
    return [my_step for my_step in found if not (takes_less and my_step.step is life.DECLINE)]


@require_http_methods(["GET", "HEAD", "POST"])
def take_my_step(request, payment_id, step):
    if step not in STEPS:
        raise Http404
    found, on_page = get_object_or_404(my_payments(request), pk=payment_id), STEPS[step]
    if not on_page.step.applies(found):
        messages.info(request, MOVED_ON)
        return redirect_to(request, "me:payment", payment_id=found.pk)
    form = on_page.form(request.POST if request.method == "POST" else None, payment=found, user=request.user)
    if form.is_valid():
        run_and_report(request, partial(on_page.act, payment=found, by=request.user, **form.changes), on_page.step.done)
        return redirect_to(request, "me:payment", payment_id=found.pk)
    may_take_none = on_page.step is life.TAKE_LESS
    context = {"form": form, "step": on_page.step, "slip": PaymentSummary.of(found), "may_take_none": may_take_none}
    return my_page(request, "me/payment_step.html", context, project=found.project_id)
