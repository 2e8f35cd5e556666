"""A project's overview, and how projects stand: composed from every floor."""

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction.base.days import today
from coproduction.base.http import render_page
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


@require_safe
def overview(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    day, runs_it = today(), Project.objects.run_by(request.user).filter(pk=project.pk).exists()
    (summary,) = project_summaries([project], request.user, day)
    stages = list(Stage.objects.for_project(project))
    context = {
        "day": day,
        "project": project,
        "runs_it": runs_it,
        "verbs": ", ".join(verb for verb in ("designs", "reviews", "delivers") if getattr(project, verb)),
        "team": team_in_words(project),
        "stages": stages_in_full(project, stages, runs_it),
        "cells": summary["cells"],
        "voices": summary["voices"],
        "as_of": summary["as_of"],
        "next": summary["next"],
        "to_log": Session.objects.planned().for_project(project).filter(starts_at__lte=timezone.now()).first(),
        "update": Update.objects.told().for_project(project).first(),
        "grid": grid(project, stages) if runs_it else None,
        "money": money_in_words(project, day),
        "closed_over": closed_over([project]),
        "crumbs": [("Projects", "/projects/"), (project.title, None)],
    }
    return render_page(request, "pages/project.html", context)


def project_summaries(projects, user, day):
    """How each project stands, in a fixed number of queries: strip of principles, next session, last told."""
    ids = [project.pk for project in projects]
    told, coming = {}, {}
    for update in Update.objects.told().for_projects(ids).order_by("as_of"):
        told[update.project_id] = update.as_of
    for session in Session.objects.planned().for_projects(ids).filter(starts_at__gte=timezone.now()):
        coming.setdefault(session.project_id, session)
    seen = standings_of(projects, user, day)
    return [
        {
            "project": project,
            **standing(project, seen.get(project.pk), day),
            "next": coming.get(project.pk),
            "told": told.get(project.pk),
        }
        for project in projects
    ]


def standing(project, seen, day):
    """`as_of`: the day for which the strip stands, where it is not today. None is kept of a project that is new among
    many: its strip comes as soon as the page is opened again.
    """
    if seen is None:
        return {"cells": [], "voices": "", "as_of": None}
    as_of = None if seen.as_of == day else seen.as_of
    return {"cells": strip(project.pk, seen.cells), "voices": seen.voices, "as_of": as_of}


def people_there(ids):
    there = Involvement.objects.past_or_current().for_projects(ids).order_by()
    return dict(there.values("stage").annotate(people=Count("id")).values_list("stage", "people"))


def stages_in_full(project, stages, runs_it):
    """The line of stages with all that is known of each; how many took part is for the team."""
    sessions = Session.objects.held().for_project(project).order_by()
    held = dict(sessions.values("stage").annotate(held=Count("id")).values_list("stage", "held"))
    if not runs_it:
        return whole_line(stages, held)
    urls = {stage.pk: reverse("stages:stage", args=[project.pk, stage.pk]) for stage in stages if stage.opened_on}
    return whole_line(stages, held, people_there([project.pk]), urls)


def grid(project, stages):
    """Who took part in which stage: for the team alone, since it names people."""
    people = {}
    for involvement in Involvement.objects.for_project(project).select_related("participant"):
        people.setdefault(involvement.participant, {})[involvement.stage_id] = involvement.state
    rows = [
        {"name": person.name, "cells": [cell(states.get(stage.pk), stage) for stage in stages]}
        for person, states in sorted(people.items(), key=lambda item: item[0].name)
    ]
    return {"stages": [stage.name for stage in stages], "people": rows}


def cell(state, stage):
    if state == "active" and stage.closed_on:
        state = "ended"
    kind, label = GRID.get(state, ("off", "not there"))
    return {"kind": kind, "label": label}


def money_in_words(project, day):
    owed = Payment.objects.owed().for_project(project)
    waiting, late = owed.count(), owed.late(day).count()
    if not waiting:
        return "Nothing is waiting to be paid"
    return f"{waiting} waiting to be paid, {late or 'none'} late"
