from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, submit_once
from coproduction.base import days
from coproduction.base.http import render_page
from coproduction.base.rooms import Place
from participants.agreements.rules import ways_of
from participants.briefings.models import Briefing
from participants.corrections.history import histories
from participants.involvement.models import Involvement
from participants.involvement.queries import involved_in, known_in, not_yet_in
from participants.links import links_on
from participants.owed.open_items import what_is_open
from participants.peers.proxy_answers import waiting_in
from participants.survey.models import SurveyRound
from projects.project.models import Project
from projects.project.pages import trail
from projects.sessions.models import Session
from projects.stages.models import Stage
from projects.stages.pages import run_by_me, short_page, stage_trail

from .actions import involve, open_stage
from .forms import InvolveForm, OpeningRows, OpenStageForm, TakingPartForm

# What a cell of the grid shows for each state of an involvement: kind of mark.
MARKS = {"invited": "wait", "active": "now", "paused": "wait", "ended": "done", "declined": "off"}


@require_safe
def people(request, project_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    stages = list(Stage.objects.for_project(project).exclude(not_applicable_reason__gt=""))
    involved = {}
    involvements = Involvement.objects.for_project(project).select_related("participant")
    for involvement in involvements.order_by("participant__name"):
        involved.setdefault(involvement.participant, {})[involvement.stage_id] = involvement
    grid = [
        {
            "name": person.name,
            "url": page_of(person, by_stage.values()),
            "cells": [cell(stage, by_stage.get(stage.pk)) for stage in stages],
        }
        for person, by_stage in involved.items()
    ]
    names = [stage.name for stage in stages]
    now = next((stage for stage in stages if stage.state == "now"), None)
    crumbs = trail(project, ("People", None))
    context = {"project": project, "stages": names, "grid": grid, "now": now, "crumbs": crumbs}
    return render_page(request, "stages/people.html", context)


def page_of(person, involvements):
    """None for somebody who said no to all of it: what helps them is no business of this project."""
    said_no = all(involvement.state == Involvement.State.DECLINED for involvement in involvements)
    return None if said_no else reverse("people:person", args=[person.pk])


def cell(stage, involvement):
    if involvement is None:
        return (
            {"kind": "later", "label": "not yet"} if stage.state == "later" else {"kind": "none", "label": "not there"}
        )
    return {"kind": MARKS[involvement.state], "label": involvement.get_state_display()}


@require_safe
def stage(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    survey_round = SurveyRound.objects.for_project(project).filter(stage=stage).first()
    context = {
        "project": project,
        "stage": stage,
        "history": histories([stage]).get(stage.pk),
        "involved": people_of_stage(stage),
        "sessions": Session.objects.for_project(project).filter(stage=stage),
        "ways": ways_of(stage),
        "open_items": what_is_open(stage, days.today()) if stage.state == "now" else [],
        "survey_round": survey_round,
        "answered": survey_round.invitations.filter(done=True).count() if survey_round else 0,
        "asked": survey_round.invitations.count() if survey_round else 0,
        "taking_down": waiting_in(survey_round, request.user) if survey_round and not survey_round.closed_on else None,
        "over": bool(survey_round) and days.today() > survey_round.closes_on,
        "ending": IdempotentForm(),
        "links": links_on(Place.STAGE, project_id=project.pk),
        "adding": InvolveForm(people=not_yet_in(stage, request.user)) if stage.state == "now" else None,
        "crumbs": stage_trail(project, stage),
    }
    return render_page(request, "stages/stage.html", context)


def people_of_stage(stage):
    """Each involvement of a stage, with the briefing before it and the debrief after it (or None)."""
    briefings = Briefing.objects.for_project(stage.project_id).filter(stage=stage)
    told = {(briefing.participant_id, briefing.kind): briefing for briefing in briefings}
    involved = involved_in(stage).select_related("participant").order_by("participant__name")
    return [
        (involvement, *(told.get((involvement.participant_id, kind)) for kind in ("before", "after")))
        for involvement in involved
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def open_it(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    typed = request.POST if request.method == "POST" else None
    before = set(Involvement.objects.for_project(project).active().values_list("participant", flat=True))
    rows = OpeningRows(
        typed, people=known_in(project, request.user), starts=lambda person: {"takes_part": person.pk in before}
    )
    form = OpenStageForm(typed)
    if answer := submit_once(request, form, lambda: open_stage_and_say(request, stage, rows), rows):
        return answer
    crumbs = stage_trail(project, stage, ("Open it", None))
    context = {"form": form, "rows": rows, "project": project, "stage": stage, "crumbs": crumbs}
    return render_page(request, "stages/open.html", context)


def open_stage_and_say(request, stage, rows):
    chosen = [row.cleaned_data for row in rows if row.cleaned_data["takes_part"]]
    taking_part = [
        {**{name: row[name] for name in ("participant", "part", "held_on", "way")}, "briefed": row["outcome"]}
        for row in chosen
    ]
    open_stage(stage=stage, people=taking_part, by=request.user)
    messages.success(request, f"{stage.name} is open.")
    return reverse("stages:stage", args=[stage.project_id, stage.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def add_person(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    form = InvolveForm(request.POST if request.method == "POST" else None, people=not_yet_in(stage, request.user))

    def act():
        data = form.cleaned_data
        name, said = data["participant"].name, data["state"]
        involve(stage=stage, participant=data["participant"], part=data["part"], state=said, by=request.user)
        if said == Involvement.State.INVITED:
            return f"{name} is asked. Say here what they answer."
        return f"{name} takes part in {stage.name}. Brief them soon."

    return short_page(request, stage, form, act, "Add a person", "Add this person")


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def taking_part(request, project_id, stage_id, involvement_id):
    project, stage = run_by_me(request, project_id, stage_id)
    found = get_object_or_404(involved_in(stage).select_related("participant"), pk=involvement_id)
    form = TakingPartForm(request.POST if request.method == "POST" else None, involvement=found)

    def act():
        data = form.cleaned_data
        who = {"stage": stage, "participant": found.participant}
        involve(**who, part=data["part"], state=data["state"], by=request.user)
        return "Saved."

    return short_page(request, stage, form, act, "Who takes part, and how", "Save this")
