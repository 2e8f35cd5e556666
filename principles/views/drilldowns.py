"""What is behind the numbers of the dashboard: each page lists as many as the number that opens it."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction.base.due import in_words
from coproduction.base.http import render_page
from participants.contributions.models import Contribution
from participants.payments import lateness
from participants.payments.life import SHOWN, State
from participants.payments.models import Payment
from principles.models import ProjectSummary
from principles.overdue import ANSWER_WITHIN, LATE_STEPS, STEP_WORDS, days_late
from principles.summary.packing import unpack
from principles.summary.standing import Summary
from projects import deadlines
from projects.project.models import Project
from projects.stages.models import Stage

from .dashboard_data import DashboardData
from .signed_in import SignedInRequest

Row = TypeVar("Row")
PER_PAGE = 50
# The states in which a payment waits for a step.
STATES = {key: [state for state in State if (wait := SHOWN[state].wait) and wait.key == key] for key, _ in LATE_STEPS}


@require_safe
def late(request: SignedInRequest) -> HttpResponse:
    """Payments over their promised day, by the step that is late; of one step, where one was asked for."""
    view = DashboardData(request)
    wanted = view.choice.cleaned_data["step"]
    found = Payment.objects.late(view.day).filter(project__in=view.projects)
    if wanted:
        found = found.filter(state__in=STATES[wanted])
    counts = dict(found.order_by().annotate(step=STEP).values_list("step").annotate(Count("pk")))
    since = Greatest("due_on", Coalesce("wanted_again_on", "due_on"))
    rows = found.annotate(step=STEP, since=since).order_by("step", "since", "due_on", "pk")
    page = list_page(rows.select_related("project__organisation"), request)
    steps = [
        {
            "words": STEP_WORDS[LATE_STEPS[place][0]],
            "count": counts[place],
            "rows": [late_row(view, row) for row in same],
        }
        for place, same in groupby(page, key=lambda row: row.step)
    ]
    context = {"steps": steps, "page": page, "total": sum(counts.values()), **back_and_on(view)}
    return render_page(request, "principles/late.html", context)


# The place of the step that is late, among the steps.
STEP = Case(
    *(When(state__in=STATES[key], then=Value(place)) for place, (key, _) in enumerate(LATE_STEPS)),
    output_field=IntegerField(),
)


def late_row(view: DashboardData, payment: Payment) -> dict[str, Any]:
    late = lateness.lateness(payment, view.day, payment.project.organisation.region)
    return {"project": payment.project, "payment": payment, "days": days_late(late.working_days if late else 0)}


def list_page(rows: Any, request: SignedInRequest) -> "Page[Any]":
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@require_safe
def unanswered(request: SignedInRequest) -> HttpResponse:
    """What people said that has waited too long for an answer: where and since when, not what and not who."""
    view = DashboardData(request)
    waiting = waiting_for_answer(view.day).filter(project__in=view.projects)
    page = list_page(waiting.select_related("project__organisation").order_by("said_on", "pk"), request)
    rows = [
        {
            "project": said.project,
            "said": said,
            "late": in_words(deadlines.answer(said.said_on), view.day, said.project.organisation.region),
        }
        for said in page
    ]
    context = {
        "waiting": rows,
        "page": page,
        "total": page.paginator.count,
        "answer_within": ANSWER_WITHIN.days,
        **back_and_on(view),
    }
    return render_page(request, "principles/unanswered.html", context)


def waiting_for_answer(day: date) -> QuerySet[Contribution]:
    """As the checks count it: an answer that people have not heard is none yet."""
    return Contribution.objects.filter(told_on__isnull=True, said_on__lt=day - ANSWER_WITHIN)


@require_safe
def heard(request: SignedInRequest) -> HttpResponse:
    """Stages, and whether enough people have been heard on each."""
    view = DashboardData(request)
    opened = Stage.objects.filter(project__in=view.projects, opened_on__lte=view.day)
    page = list_page(opened.select_related("project").order_by("project__title", "project", "position"), request)
    enough = heard_stages({stage.project_id for stage in page})
    rows = [
        (stage.project, {"name": stage.name, "opened_on": stage.opened_on, "heard": stage.pk in enough})
        for stage in page
    ]
    context = {
        "projects": by_project(rows),
        "page": page,
        "total": view.sums["all_stages"],
        "heard": view.sums["stages_heard"],
        **back_and_on(view),
    }
    return render_page(request, "principles/heard.html", context)


def heard_stages(projects: Collection[UUID]) -> set[UUID]:
    """Those on which enough people were heard."""
    packed = ProjectSummary.objects.filter(project__in=projects).values_list("summary", flat=True)
    return {stage for summary in packed for stage in unpack(Summary, summary).heard}


def by_project(pairs: Iterable[tuple[Project, Row]]) -> list[tuple[Project, list[Row]]]:
    return [(project, [row for _, row in rows]) for project, rows in groupby(pairs, key=itemgetter(0))]


@require_safe
def agreed(request: SignedInRequest) -> HttpResponse:
    return paid(request, "agreed", Payment.objects.in_money())


@require_safe
def sent(request: SignedInRequest) -> HttpResponse:
    return paid(request, "sent", Payment.objects.in_money().sent())


def paid(request: SignedInRequest, sum_of: str, payments: QuerySet[Payment]) -> HttpResponse:
    """The payments behind a sum, without whom they are to; none of a project whose sum is not shown."""
    view = DashboardData(request)
    shown = view.summaries.filter(**{f"{sum_of}__isnull": False}).order_by().values("project")
    found = payments.filter(project__in=shown, activity_on__lte=view.day)
    page = list_page(
        found.select_related("project").order_by("project__title", "project", "-activity_on", "pk"), request
    )
    context = {
        "projects": by_project((payment.project, payment) for payment in page),
        "page": page,
        "total": found.order_by().aggregate(total=Sum("pence", default=0))["total"],
        "sum_of": sum_of,
        **back_and_on(view),
    }
    return render_page(request, "principles/paid.html", context)


def back_and_on(view: DashboardData) -> dict[str, Any]:
    """The way back, and the filters as they go on to the other pages of the list."""
    query, way = view.choice.query(project=""), reverse("principles:dashboard")
    crumbs = [("Dashboard", f"{way}?{query}" if query else way), ("What is behind a number", None)]
    return {"crumbs": crumbs, "kept": view.choice.in_address}
