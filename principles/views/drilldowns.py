"""What is behind the numbers of the dashboard: each page lists as many as the number that opens it."""

from itertools import groupby
from operator import itemgetter

from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction.base.due import in_words
from coproduction.base.http import render_page
from principles.charts import pounds, stages_by_heard
from principles.overdue import ANSWER_WITHIN, by_step, without_answer
from projects import deadlines
from projects.stages.models import Stage

from .dashboard_data import DashboardData


@require_safe
def late(request):
    """Payments over their promised day, by the step that is late; of one step, where one was asked for."""
    view = DashboardData(request)
    wanted = view.choice.cleaned_data["step"]
    steps = [
        {"words": words, "rows": [late_row(view, overdue) for overdue in found]}
        for key, words, found in by_step(view.late)
        if wanted in ("", key)
    ]
    context = {"steps": steps, "total": sum(len(step["rows"]) for step in steps), "crumbs": crumbs_back(view)}
    return render_page(request, "principles/late.html", context)


def late_row(view, overdue):
    return {"project": view.projects[overdue.facts.ref.id], "payment": overdue.payment, "days": overdue.in_words}


@require_safe
def unanswered(request):
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
def heard(request):
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


def rows_by_project(view, pairs):
    return [(view.projects[pk], [row for _, row in rows]) for pk, rows in groupby(pairs, key=itemgetter(0))]


@require_safe
def agreed(request):
    return paid(request, "agreed", lambda payment: True)


@require_safe
def sent(request):
    return paid(request, "sent", lambda payment: payment.released_on)


def paid(request, sum_of, counts):
    """The payments behind a sum, without whom they are to; none of a project whose sum is not shown."""
    view = DashboardData(request)
    rows = [
        (row.project.pk, payment)
        for row in view.given
        if getattr(row, sum_of) is not None
        for payment in pounds(view.assessments[row.project.pk].facts)
        if counts(payment)
    ]
    total = sum(payment.pence for _, payment in rows)
    context = {"projects": rows_by_project(view, rows), "total": total, "sum_of": sum_of, "crumbs": crumbs_back(view)}
    return render_page(request, "principles/paid.html", context)


def crumbs_back(view):
    query, way = view.choice.query(project=""), reverse("principles:dashboard")
    return [("Dashboard", f"{way}?{query}" if query else way), ("What is behind a number", None)]
