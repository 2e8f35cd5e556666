"""A project's overview, and how projects stand: composed from every floor."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction.base.days import today
from coproduction.base.http import render_page
from participants.corrections.history import histories
from participants.involvement.models import Involvement
from participants.owed.open_items import closed_over
from participants.payments.models import Payment
from principles.strip import strip
from principles.summary.reading import standings_of
from projects.project.models import Project
from projects.sessions.models import Session
from projects.stages.line import whole_line
from projects.stages.models import Stage
from projects.updates.models import Update

from .team import team_in_words

# What a cell of the people-by-stages grid shows for each state of an involvement.
GRID = {
    "invited": ("wait", "invited"),
    "active": ("now", "taking part"),
    "paused": ("wait", "paused"),
    "ended": ("done", "took part"),
    "declined": ("off", "said no"),
}


# So many people stand on the overview; all of them on a page of their own.
IN_SIGHT = 20


@require_safe
def overview(request, project_id):
    runs = Project.objects.run_by(request.user).filter(pk=OuterRef("pk"))
    visible = Project.objects.visible_to(request.user).annotate(runs_it=Exists(runs))
    project, day = get_object_or_404(visible, pk=project_id), today()
    stages = list(with_held(Stage.objects.for_project(project)))
    involved = who_is_where(project) if project.runs_it else None
    context = {
        "day": day,
        "project": project,
        "runs_it": project.runs_it,
        "verbs": ", ".join(verb for verb in ("designs", "reviews", "delivers") if getattr(project, verb)),
        "team": team_in_words(project),
        "stages": stages_in_full(project, stages, involved),
        **standing(project, standings_of([project], request.user, day).get(project.pk), day),
        **sessions_to_come(project),
        "update": Update.objects.told().for_project(project).first(),
        "grid": grid(stages, involved) if project.runs_it else None,
        "money": money_in_words(project, day),
        "closed_over": closed_over([project]),
        "history": histories([project]).get(project.pk),
        "crumbs": [("Projects", "/projects/"), (project.title, None)],
    }
    return render_page(request, "pages/project.html", context)


def sessions_to_come(project):
    """The `next` session, and the one that is over and to be logged first, `to_log`; None where there is none."""
    planned = list(Session.objects.planned().for_project(project).order_by("starts_at"))
    over = [session for session in planned if session.starts_at <= timezone.now()]
    return {"to_log": over[0] if over else None, "next": next(iter(planned[len(over) :]), None)}


def with_news(projects):
    """Projects with `told_as_of`, the day of which their last update tells, and `next_at`, when their next session
    begins; None where there is none.
    """
    told = Update.objects.told().filter(project=OuterRef("pk")).order_by("-as_of")
    coming = Session.objects.planned().filter(project=OuterRef("pk"), starts_at__gte=timezone.now())
    return projects.annotate(
        told_as_of=Subquery(told.values("as_of")[:1]),
        next_at=Subquery(coming.order_by("starts_at").values("starts_at")[:1]),
    )


def project_summaries(projects, user, day):
    """How each of these projects `with_news` stands, in a fixed number of queries."""
    seen = standings_of(projects, user, day)
    return [{"project": project, **standing(project, seen.get(project.pk), day)} for project in projects]


def standing(project, seen, day):
    """`as_of`: the day for which the strip stands, where it is not today. None is kept of a project that is new among
    many: its strip comes as soon as the page is opened again.
    """
    if seen is None:
        return {"cells": [], "voices": "", "as_of": None}
    as_of = None if seen.as_of == day else seen.as_of
    return {"cells": strip(project.pk, seen.cells), "voices": seen.voices, "as_of": as_of}


def with_held(stages):
    """Stages with `held`, how many of their sessions took place."""
    return stages.annotate(held=Count("sessions", filter=Q(sessions__held_on__isnull=False)))


def stages_in_full(project, stages, involved):
    """The line of stages with all that is known of each; `involved`, who took part, is for the team alone."""
    held = {stage.pk: stage.held for stage in stages}
    if involved is None:
        return whole_line(stages, held)
    urls = {stage.pk: reverse("stages:stage", args=[project.pk, stage.pk]) for stage in stages if stage.opened_on}
    there = Counter(stage for _, _, stage, state in involved if state not in Involvement.NOT_THERE)
    return whole_line(stages, held, there, urls)


def who_is_where(project):
    """A row for each person in each stage: their id, their name, the stage's id, and their state there."""
    involved = Involvement.objects.for_project(project)
    return list(involved.values_list("participant", "participant__name", "stage", "state"))


def grid(stages, involved):
    """Who took part in which stage: for the team alone, since it names people. Of many, those that come first."""
    people = {}
    for person, name, stage, state in involved:
        people.setdefault((name, person), {})[stage] = state
    rows = [
        {"name": name, "cells": [cell(people[name, person].get(stage.pk), stage) for stage in stages]}
        for name, person in sorted(people)[:IN_SIGHT]
    ]
    return {"stages": [stage.name for stage in stages], "people": rows, "all": len(people)}


def cell(state, stage):
    if state == "active" and stage.closed_on:
        state = "ended"
    kind, label = GRID.get(state, ("off", "not there"))
    return {"kind": kind, "label": label}


def money_in_words(project, day):
    owed = Payment.objects.owed().for_project(project)
    late = Q(pk__in=owed.late(day).values("pk"))
    waiting, late = owed.aggregate(waiting=Count("pk"), late=Count("pk", filter=late)).values()
    if not waiting:
        return "Nothing is waiting to be paid"
    return f"{waiting} waiting to be paid, {late or 'none'} late"
