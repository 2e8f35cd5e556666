"""Money as staff see it: what waits for whom, one project's payments, one payment and its steps."""

import re
from collections import defaultdict
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.models import Membership
from coproduction.accounts.roles import too_few_hands
from coproduction.base.access import COORDINATOR, FINANCE, MANAGER, STAFF
from coproduction.base.http import redirect_to, render_page, run_and_report, whole_number
from coproduction.base.tags import day, pence
from participants.payments import life
from participants.people.likeness import closed_among
from projects.money.models import BudgetLine
from projects.project.models import Project
from projects.project.pages import trail
from projects.sessions.models import Session

from .actions import MOVED_ON, send_session_to_approve
from .lists import Places, Totals, lines_of, one_page, queue
from .models import Payment
from .steps import STEPS, open_steps
from .summary import PaymentSummary

SESSIONS_PER_PAGE = 12

PENCE = re.compile(r"[0-9]{1,9}")

READ = ("participant", "organisation", "project", "drafted_by", "approved_by", "released_by")


SENT, DISPUTED = (Payment.State.RELEASED,), (Payment.State.DISPUTED,)
LISTS = (life.APPROVE.key, life.RELEASE.key, "sent", "wrong")


@require_safe
def payments(request):
    """What waits for this person, by what they may do."""
    user, places = request.user, Places.of(request.GET, LISTS)
    manages, releases = user.organisations_as(MANAGER), user.organisations_as(FINANCE)
    visible = Payment.objects.visible_to(user)
    totals = Totals.of(visible.filter(state__in=[*life.APPROVE.takes, *life.RELEASE.takes, *SENT, *DISPUTED]))
    to_check, to_send = visible.filter(organisation__in=manages), visible.filter(organisation__in=releases)
    waiting = totals.among(manages, life.APPROVE.takes), totals.among(releases, life.RELEASE.takes)
    sent, disputed = totals.among(releases, SENT), Totals(row for row in totals if row.state in DISPUTED)
    context = {
        "to_approve": manages and queue(visible, to_check.to_approve(), waiting[0], places, life.APPROVE, user),
        "to_release": releases and queue(visible, to_send.to_release(), waiting[1], places, life.RELEASE, user),
        "sent": releases
        and one_page(visible, to_send.filter(state__in=SENT), sent.every, places, "sent", ("-released_at", "pk")),
        "disputed": one_page(visible, visible.filter(state__in=DISPUTED), disputed.every, places, "wrong"),
        "drafts": drafts_by_project(user) if user.roles & COORDINATOR else (),
        "too_few_hands": too_few_hands(user.organisations_as(STAFF)),
        "manages": bool(manages),
        "releases": bool(releases),
    }
    return render_page(request, "payments/list.html", context)


def drafts_by_project(user):
    mine = Payment.objects.run_by(user).drafts().order_by("project__title", "project")
    return mine.values("project", "project__title").annotate(count=Count("pk"), pence=Sum("pence"))


@require_http_methods(["GET", "HEAD", "POST"])
def project_payments(request, project_id):
    projects = Project.objects.run_by if request.method == "POST" else Project.objects.visible_to
    project = get_object_or_404(projects(request.user), pk=project_id)
    if request.method == "POST":
        return send_drafts(request, project)
    here = Paginator(sessions_with_payments(project), SESSIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "page": here,
        "sessions": [by_session(session, slips) for session, slips in slips_of(project, here)],
        "drafts": Payment.objects.for_project(project).drafts().aggregate(count=Count("pk"), pence=Sum("pence")),
        "budget": budget_of(project),
        "managers": manager_names(project),
        "too_few_hands": too_few_hands([project.organisation_id]),
        "manages": project.organisation_id in request.user.organisations_as(MANAGER),
        "runs": Project.objects.run_by(request.user).filter(pk=project.pk).exists(),
        "crumbs": trail(project, ("Money", None)),
    }
    return render_page(request, "payments/project.html", context)


def sessions_with_payments(project):
    """The latest first."""
    paid = Payment.objects.for_project(project).values("attendance__session")
    return Session.objects.for_project(project).filter(pk__in=paid).order_by("-starts_at", "pk")


def slips_of(project, sessions):
    """Pairs of each of these sessions and its payments, by name."""
    theirs = Payment.objects.for_project(project).filter(attendance__session__in=[session.pk for session in sessions])
    found = defaultdict(list)
    for slip in lines_of(theirs.order_by("participant__name", "pk")):
        found[slip.payment.session_id].append(slip)
    return [(session, found[session.pk]) for session in sessions]


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
    address = reverse("money:project", kwargs={"project_id": project.pk})
    page = whole_number(request.GET.get("page", ""))
    return redirect_to(request, f"{address}?page={page}" if page else address)


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
        return redirect_to(request, list_url(request) if taken in (life.APPROVE, life.RELEASE) else found_url(found))
    crumbs = [("Money", reverse("money:list")), (found.reference, found_url(found)), (taken.label, None)]
    context = {"form": form, "step": taken, "slip": PaymentSummary.of(found), "crumbs": crumbs}
    return render_page(request, "payments/step.html", context)


def told_from_others(payment):
    """Which one it is, in what stands on every page of staff with it: what was refused is said on a list of many."""
    return f"{pence(payment.pence)} for {day(payment.activity_on)}, {payment.project.title}"


def list_url(request):
    """Back to the pages of the lists from which somebody acted."""
    here = Places.of(request.GET, LISTS).here
    return f"{reverse('money:list')}?{here}" if here else reverse("money:list")


def found_url(payment):
    return reverse("money:payment", kwargs={"payment_id": payment.pk})
