"""The manager's page: what needs help first, all projects by all principles, and what is behind each number."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction.base.access import MANAGER
from coproduction.base.days import today
from coproduction.base.http import page
from coproduction.base.words import PRINCIPLES
from projects.models import Project

from ..forms import Filter
from ..gap import pooled
from ..judging import standing
from ..overdue import ANSWER_WITHIN, by_step, late_payments, without_answer
from ..report import FAR_APART, THE_REST, in_order

FIRST = 5


class View:
    """All projects of the organisations that this person manages, judged; and those among them that are shown."""

    def __init__(self, request):
        user, self.day = request.user, today()
        mine = Project.objects.visible_to(user).filter(organisation__in=user.organisations_as(MANAGER))
        self.projects = {project.pk: project for project in mine.select_related("organisation")}
        self.standing = standing(self.projects.values(), user, self.day)
        self.choice = Filter.of(request.GET)
        self.shown = [project.pk for project in self.projects.values() if self.choice.picks(project)]
        self.query = request.GET.urlencode()

    @property
    def facts(self):
        return [self.standing[pk].facts for pk in self.shown]

    @property
    def rows(self):
        return in_order(self.standing[pk].row for pk in self.shown)


@require_safe
def dashboard(request):
    view = View(request)
    rows = view.rows
    context = {
        "day": view.day,
        "choice": view.choice,
        "query": view.query,
        "principles": PRINCIPLES,
        "first": [help_needed(view, row.first) for row in rows if needs_help(row.first)][:FIRST],
        "judged": [table_row(view, row) for row in rows],
        "late": late_payments(view.facts),
        "unanswered": without_answer(view.facts),
        "answer_within": ANSWER_WITHIN.days,
        "heard": heard(view),
    }
    return page(request, "principles/dashboard.html", context)


def needs_help(cell):
    """A team that is harder on itself than people are needs none."""
    return cell.kind < THE_REST and not (cell.kind == FAR_APART and cell.voice.gap < 0)


def help_needed(view, cell):
    """Where all that is owed is late payments, they are told of once, with the step that is late."""
    late = late_payments([view.standing[cell.project.id].facts]) if cell.principle == "resources" else []
    owed = cell.things_owed
    return {
        "project": view.projects[cell.project.id],
        "cell": cell,
        "owed": () if {one.ref for one in owed} <= {one.payment.ref for one in late} else owed,
        "late": late,
        "step": by_step(late)[0][0] if late else "",
    }


def table_row(view, row):
    """`heard`: whether any of the people's figures shows; where none does, the row says so once."""
    heard_at_all = any(cell.voice.shown for cell in row.cells)
    return {"project": view.projects[row.project.id], "cells": row.cells, "heard": heard_at_all}


def heard(view):
    """What people say over all projects of an organisation, whatever is filtered: two filters could be subtracted."""
    organisations = {project.organisation for project in view.projects.values()}
    return [(one, figures(view, one)) for one in sorted(organisations, key=lambda one: one.name)]


def figures(view, organisation):
    own = [
        view.standing[project.pk].facts
        for project in view.projects.values()
        if project.organisation_id == organisation.pk
    ]
    return [(key, name, pooled(own, key, organisation.small_group)) for key, name, _ in PRINCIPLES]


@require_safe
def late(request):
    """Payments over their promised day, by the step that is late."""
    view = View(request)
    steps = [(step, [late_row(view, one) for one in found]) for step, found in by_step(late_payments(view.facts))]
    context = {"steps": steps, "total": sum(len(rows) for _, rows in steps), "query": view.query, "crumbs": back(view)}
    return page(request, "principles/late.html", context)


def late_row(view, one):
    return {"project": view.projects[one.facts.ref.id], "payment": one.payment, "days": one.days}


@require_safe
def unanswered(request):
    """What people said that has waited too long for an answer: where and since when, not what and not who."""
    view = View(request)
    rows = [
        {"project": view.projects[facts.ref.id], "said": said, "days": (view.day - said.said_on).days}
        for facts, said in without_answer(view.facts)
    ]
    context = {"waiting": rows, "answer_within": ANSWER_WITHIN.days, "crumbs": back(view)}
    return page(request, "principles/unanswered.html", context)


def back(view):
    way = reverse("principles:dashboard")
    return [("Dashboard", f"{way}?{view.query}" if view.query else way), ("What is behind a number", None)]
