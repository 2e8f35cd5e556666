from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coproduction.accounts.once import OnceForm, done_once, sent_again_leads_on
from coproduction.base import days
from coproduction.base.access import MANAGER
from coproduction.base.http import go_to, page, tried
from participants.actions.stages import close_round, close_stage
from participants.closing import what_is_open, what_is_open_in, without_debrief
from participants.forms.stages import CloseStageForm, DebriefRows, OverrideForm
from participants.models import AskingRound, Participant
from projects.actions.projects import close_project
from projects.models import Project, Stage
from projects.views.trail import trail

from .stages import run_by_me, stage_trail


@require_http_methods(["GET", "HEAD", "POST"])
@sent_again_leads_on
def close_it(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    typed = request.POST if request.method == "POST" else None
    people = Participant.objects.known_by_name(request.user)
    people = people.filter(pk__in=without_debrief(stage).values("participant"))
    form, rows = CloseStageForm(typed), DebriefRows(typed, people=people)
    if answer := done_once(request, form, lambda: closed(request, stage, form, rows), rows):
        return answer
    context = {
        "form": form,
        "rows": rows,
        "project": project,
        "stage": stage,
        # The debriefs stand in the form itself.
        "items": [item for item in what_is_open(stage, days.today()) if item.route != "stages:stage"],
        "crumbs": stage_trail(project, stage, ("Close it", None)),
    }
    return page(request, "stages/close.html", context)


def closed(request, stage, form, rows):
    debriefs = [
        {name: row.cleaned_data[name] for name in ("participant", "outcome", "held_on", "way")}
        for row in rows
        if row.cleaned_data["outcome"]
    ]
    close_stage(stage=stage, debriefs=debriefs, thanked=form.cleaned_data["thanked"], by=request.user)
    messages.success(request, f"{stage.name} is closed. The six questions wait for people on their pages.")
    return reverse("stages:stage", args=[stage.project_id, stage.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@sent_again_leads_on
def override(request, project_id, stage_id):
    """A manager closes a stage over what is open, with a reason. Shows counts, never names."""
    led = Project.objects.visible_to(request.user).filter(organisation__in=request.user.organisations_as(MANAGER))
    project = get_object_or_404(led, pk=project_id)
    stage = get_object_or_404(Stage.objects.open().for_project(project), pk=stage_id)
    form = OverrideForm(request.POST if request.method == "POST" else None)
    if answer := done_once(request, form, lambda: overridden(request, stage, form)):
        return answer
    stages = reverse("projects:stages", args=[project.pk])
    context = {
        "form": form,
        "project": project,
        "stage": stage,
        "items": [item.sentence for item in what_is_open(stage, days.today())],
        "crumbs": trail(project, ("Stages", stages), (f"Close {stage.name}", None)),
    }
    return page(request, "stages/override.html", context)


def overridden(request, stage, form):
    close_stage(stage=stage, debriefs=[], thanked=False, override=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"{stage.name} is closed. What was open still stands, with your reason.")
    return reverse("projects:stages", args=[stage.project_id])


@require_http_methods(["GET", "HEAD", "POST"])
@sent_again_leads_on
def close_it_all(request, project_id):
    """Closes the project itself, once nothing in any of its stages is open."""
    project = get_object_or_404(Project.objects.run_by(request.user).live(), pk=project_id)
    form = OnceForm(request.POST if request.method == "POST" else None)
    if answer := done_once(request, form, lambda: all_closed(request, project)):
        return answer
    context = {
        "form": form,
        "project": project,
        "items": what_is_open_in(project, days.today()),
        "crumbs": trail(project, ("Close this project", None)),
    }
    return page(request, "stages/close_project.html", context)


def all_closed(request, project):
    # Asked again inside the transaction: something may have been opened since the page was shown.
    close_project(project=project, open_items=what_is_open_in(project, days.today()), by=request.user)
    messages.success(request, f"{project.title} is closed. Thank you for seeing it through.")
    return reverse("project_overview", args=[project.pk])


@require_POST
def end_questions(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    asking = get_object_or_404(AskingRound.objects.for_project(project).filter(stage=stage))
    if OnceForm(request.POST).is_valid():
        act = partial(close_round, round=asking, by=request.user)
        tried(request, act, "Closed. What people said counts from now on.")
    return go_to(request, "stages:stage", project.pk, stage.pk)
