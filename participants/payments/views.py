"""Money as staff see it: what waits for whom, one project's payments, one payment and its steps."""

import re
from functools import partial
from itertools import groupby

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.models import Membership
from coproduction.accounts.roles import too_few_hands
from coproduction.base.access import FINANCE, MANAGER, STAFF
from coproduction.base.http import redirect_to, render_page, run_and_report
from coproduction.base.tags import day, pence
from participants.payments import life
from participants.people.likeness import closed_among
from projects.money.models import BudgetLine
from projects.project.models import Project
from projects.project.pages import trail
from projects.sessions.models import Session

from .actions import MOVED_ON, send_session_to_approve
from .models import Payment
from .steps import STEPS, open_steps
from .summary import PaymentSummary, payment_summaries

SHOWN = 50

PENCE = re.compile(r"[0-9]{1,9}")

READ = ("participant", "organisation", "project", "drafted_by", "approved_by", "released_by")


@require_safe
def payments(request):
    """What waits for this person, by what they may do."""
    user = request.user
    visible = Payment.objects.visible_to(user).select_related(*READ)
    as_manager = visible.filter(organisation__in=user.organisations_as(MANAGER))
    as_finance = visible.filter(organisation__in=user.organisations_as(FINANCE))
    context = {
        "to_approve": queue(as_manager.to_approve(), life.APPROVE, user),
        "to_release": queue(as_finance.to_release(), life.RELEASE, user),
        "sent": payment_summaries(as_finance.filter(state=Payment.State.RELEASED).order_by("-released_at")[:SHOWN]),
        "disputed": payment_summaries(visible.filter(state=Payment.State.DISPUTED)[:SHOWN]),
        "drafts": drafts_by_project(user),
        "too_few_hands": too_few_hands(user.organisations_as(STAFF)),
        "manages": bool(user.roles & MANAGER),
        "releases": bool(user.roles & FINANCE),
    }
    return render_page(request, "payments/list.html", context)


def queue(waiting, step, user):
    """The first of those that wait for a step, promised first, and whether somebody else has to take it."""
    slips = payment_summaries(waiting[:SHOWN])
    closed = closed_among(user, [slip.payment for slip in slips])
    rows = [{"slip": slip, "not_you": step.refusal(slip.payment, user, closed)} for slip in slips]
    totals = waiting.aggregate(count=Count("pk"), pence=Sum("pence"))
    return {"rows": rows, "step": step, **totals}


def drafts_by_project(user):
    mine = Payment.objects.run_by(user).drafts().select_related("project").order_by("project__title", "project_id")
    return [
        {"project": project, "count": len(drafts), "pence": sum(draft.pence for draft in drafts)}
        for project, drafts in ((project, list(rows)) for project, rows in groupby(mine, lambda draft: draft.project))
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def project_payments(request, project_id):
    projects = Project.objects.run_by if request.method == "POST" else Project.objects.visible_to
    project = get_object_or_404(projects(request.user), pk=project_id)
    if request.method == "POST":
        return send_drafts(request, project)
    theirs = Payment.objects.for_project(project).select_related(*READ, "attendance__session")
    latest_first = ("-attendance__session__starts_at", "attendance__session", "participant__name")
    found = payment_summaries(theirs.order_by(*latest_first))
    context = {
        "project": project,
        "sessions": [by_session(session, list(slips)) for session, slips in groupby(found, session_of)],
        "budget": budget_of(project),
        "managers": manager_names(project),
        "too_few_hands": too_few_hands([project.organisation_id]),
        "manages": project.organisation_id in request.user.organisations_as(MANAGER),
        "runs": Project.objects.run_by(request.user).filter(pk=project.pk).exists(),
        "crumbs": trail(project, ("Money", None)),
    }
    return render_page(request, "payments/project.html", context)


def session_of(slip):
    return slip.payment.attendance.session


def by_session(session, slips):
    drafts = [slip for slip in slips if slip.payment.is_draft and slip.payment.pence]
    drafts_pence = sum(slip.payment.pence for slip in drafts)
    return {"session": session, "slips": slips, "drafts": len(drafts), "drafts_pence": drafts_pence}


def budget_of(project):
    """Of the money for people's time: how much there is, is approved, and is left. In pence."""
    line = BudgetLine.objects.filter(project=project, head=BudgetLine.Head.PAYMENTS).first()
    whole = line.pence if line else 0
    approved = Payment.objects.for_project(project).committed().aggregate(sum=Sum("pence"))["sum"] or 0
    return {"whole": whole, "approved": approved, "left": whole - approved}


def manager_names(project):
    """Who checks: the name where there is one manager, so that the button can say it."""
    held = Membership.objects.current().filter(organisation=project.organisation_id, role=Membership.Role.MANAGER)
    names = [membership.user.name for membership in held.select_related("user")]
    return names[0] if len(names) == 1 and names[0] else "a manager"


def send_drafts(request, project):
    sessions = Session.objects.for_project(project)
    # A made-up id is no error of the person's: it is simply not there.
    session = next((session for session in sessions if str(session.pk) == request.POST.get("session")), None)
    if session is None:
        raise Http404
    seen = request.POST.get("seen", "")
    # Whoever sends without having seen a sum is shown it.
    seen = int(seen) if PENCE.fullmatch(seen) else 0
    act = partial(send_session_to_approve, session=session, seen=seen, by=request.user)
    done = f"Sent to {manager_names(project)} to approve."
    run_and_report(request, act, done, about=f"The session on {day(session.on)}, “{session.about}”")
    return redirect_to(request, "money:project", project_id=project.pk)


@require_safe
def payment(request, payment_id):
    visible = Payment.objects.visible_to(request.user).with_right_one().select_related(*READ, "attendance__session")
    found = get_object_or_404(visible, pk=payment_id)
    context = {
        "slip": PaymentSummary.of(found),
        "session": found.attendance.session,
        "steps": open_steps(found, request.user),
        "notes": found.notes.order_by("recorded_at"),
        "movements": found.movements.order_by("moved_at") if request.user.roles & (FINANCE | MANAGER) else (),
        "crumbs": [("Money", reverse("money:list")), (found.reference, None)],
    }
    return render_page(request, "payments/payment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request, payment_id, step):
    """GET asks for what the step needs, or whether it is meant; POST takes it."""
    if step not in STEPS:
        raise Http404
    on_page, taken = STEPS[step], STEPS[step].step
    found = get_object_or_404(on_page.open_to(request.user).select_related(*READ), pk=payment_id)
    not_now = MOVED_ON if not taken.applies(found) else ""
    # Who may not take it is told so; where they try all the same, the action refuses, which leaves its audit row.
    closed = closed_among(request.user, [found])
    if not_now or (request.method != "POST" and (not_now := taken.refusal(found, request.user, closed))):
        messages.error(request, f"{told_from_others(found)}: {not_now}")
        return redirect_to(request, found_url(found))
    form = on_page.form(request.POST if request.method == "POST" else None, payment=found, user=request.user)
    if form.is_valid():
        act = partial(on_page.act, payment=found, by=request.user, **form.changes)
        run_and_report(request, act, taken.done, about=told_from_others(found))
        return redirect_to(request, "money:list" if taken in (life.APPROVE, life.RELEASE) else found_url(found))
    crumbs = [("Money", reverse("money:list")), (found.reference, found_url(found)), (taken.label, None)]
    context = {"form": form, "step": taken, "slip": PaymentSummary.of(found), "crumbs": crumbs}
    return render_page(request, "payments/step.html", context)


def told_from_others(payment):
    """Which one it is, in what stands on every page of staff with it: what was refused is said on a list of many."""
    return f"{pence(payment.pence)} for {day(payment.activity_on)}, {payment.project.title}"


def found_url(payment):
    return reverse("money:payment", kwargs={"payment_id": payment.pk})
