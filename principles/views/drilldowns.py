"""What is behind the numbers of the dashboard: each page lists as many as the number that opens it."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction.base.due import in_words
from coproduction.base.http import render_page
from principles.charts import pounds, stages_by_heard
from principles.facts import PaymentFact
from principles.overdue import ANSWER_WITHIN, Late, by_step, without_answer
from projects import deadlines
from projects.project.models import Project
from projects.stages.models import Stage

from .dashboard_data import DashboardData
from .signed_in import SignedInRequest

Row = TypeVar("Row")


@require_safe
def late(request: SignedInRequest) -> HttpResponse:
    """Payments over their promised day, by the step that is late; of one step, where one was asked for."""
    view = DashboardData(request)
    wanted = view.choice.cleaned_data["step"]
    steps = [
        (words, [late_row(view, overdue) for overdue in found])
        for key, words, found in by_step(view.late)
        if wanted in ("", key)
    ]
    context = {
        "steps": [{"words": words, "rows": rows} for words, rows in steps],
        "total": sum(len(rows) for _, rows in steps),
        "crumbs": crumbs_back(view),
    }
    return render_page(request, "principles/late.html", context)


def late_row(view: DashboardData, overdue: Late) -> dict[str, object]:
    return {"project": view.projects[overdue.facts.ref.id], "payment": overdue.payment, "days": overdue.in_words}


@require_safe
def unanswered(request: SignedInRequest) -> HttpResponse:
    """What people said that has waited too long for an answer: where and since when, not what and not who."""
    view = DashboardData(request)
    rows = [
        {
            "project": view.projects[facts.ref.id],
            "said": said,
            "late": in_words(deadlines.answer(said.said_on), view.day, view.projects[facts.ref.id].organisation.region),
        }
        for facts, said in without_answer(view.facts)
    ]
    context = {"waiting": rows, "answer_within": ANSWER_WITHIN.days, "crumbs": crumbs_back(view)}
    return render_page(request, "principles/unanswered.html", context)


@require_safe
def heard(request: SignedInRequest) -> HttpResponse:
    """Stages, and whether enough people have been heard on each."""
    view = DashboardData(request)
    names = dict(Stage.objects.for_projects(view.shown).values_list("pk", "name"))
    rows = [
        (facts.ref.id, {"name": names[stage.id], "opened_on": stage.opened_on, "heard": is_heard})
        for facts, stage, is_heard in stages_by_heard(view.facts, view.least)
    ]
    context = {
        "projects": rows_by_project(view, rows),
        "total": len(rows),
        "heard": sum(row["heard"] for _, row in rows),
        "crumbs": crumbs_back(view),
    }
    return render_page(request, "principles/heard.html", context)


def rows_by_project(view: DashboardData, pairs: Iterable[tuple[UUID, Row]]) -> list[tuple[Project, list[Row]]]:
    return [(view.projects[pk], [row for _, row in rows]) for pk, rows in groupby(pairs, key=itemgetter(0))]


@require_safe
def agreed(request: SignedInRequest) -> HttpResponse:
    return paid(request, "agreed", lambda payment: True)


@require_safe
def sent(request: SignedInRequest) -> HttpResponse:
    return paid(request, "sent", lambda payment: payment.released_on is not None)


def paid(request: SignedInRequest, sum_of: str, counts: Callable[[PaymentFact], bool]) -> HttpResponse:
    """The payments behind a sum, without whom they are to; none of a project whose sum is not shown."""
    view = DashboardData(request)
    rows = [
        (pk, payment)
        for pk, row in zip(view.shown, view.given, strict=True)
        if getattr(row, sum_of) is not None
        for payment in pounds(view.assessments[pk].facts)
        if counts(payment)
    ]
    total = sum(payment.pence for _, payment in rows)
    context = {"projects": rows_by_project(view, rows), "total": total, "sum_of": sum_of, "crumbs": crumbs_back(view)}
    return render_page(request, "principles/paid.html", context)


def crumbs_back(view: DashboardData) -> list[tuple[str, str | None]]:
    query, way = view.choice.query(project=""), reverse("principles:dashboard")
    return [("Dashboard", f"{way}?{query}" if query else way), ("What is behind a number", None)]
