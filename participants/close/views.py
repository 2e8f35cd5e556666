from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, submit_once
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.access import MANAGER
from coproduction.base.http import render_page
from coproduction.base.rooms import Place
from participants.involvement.models import Involvement
from participants.links import links_on
from participants.owed.open_items import handed_to_others, still_open, what_is_open, what_is_open_in
from participants.owed.queries import without_debrief
from participants.people.models import Participant
from projects.project.models import Project, TeamMember
from projects.project.pages import trail
from projects.stages.models import Stage
from projects.stages.pages import run_by_me, stage_trail

from .actions import close_stage, close_whole_project, hand_over
from .forms import CloseStageForm, DebriefRows, HandOverForm, OverrideForm


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def close_it(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    typed = request.POST if request.method == "POST" else None
    form, rows = CloseStageForm(typed), DebriefRows(typed, people=to_hear(stage, request.user))
    if answer := submit_once(request, form, lambda: close_stage_and_say(request, stage, form, rows), rows):
        return answer
    # The debriefs stand in the form itself.
    items = [item for item in what_is_open(stage, days.today()) if not item.is_debrief]
    context = {
        "form": form,
        "rows": rows,
        "project": project,
        "stage": stage,
        "links": links_on(Place.CLOSING, project_id=project.pk),
        **open_items_context(items),
        "crumbs": stage_trail(project, stage, ("Close it", None)),
    }
    return render_page(request, "close/close.html", context)


def to_hear(stage, user):
    there = without_debrief(Involvement.objects.for_project(stage.project_id).filter(stage=stage))
    return Participant.objects.known_by_name(user).filter(pk__in=[involvement.participant_id for involvement in there])


def open_items_context(items):
    """What stands on a closing page: what is open, what others of the team have, and whether any may be handed on."""
    waiting = still_open(items)
    return {
        "items": waiting,
        "handed_over": handed_to_others(items),
        "can_hand_over": any(item.can_be_handed_over for item in waiting),
    }


def close_stage_and_say(request, stage, form, rows):
    debriefs = [
        {name: row.cleaned_data[name] for name in ("participant", "outcome", "held_on", "way")}
        for row in rows
        if row.cleaned_data["outcome"]
    ]
    close_stage(stage=stage, debriefs=debriefs, thanked=form.cleaned_data["thanked"], by=request.user)
    messages.success(request, f"{stage.name} is closed. The six questions wait for people on their pages.")
    return reverse("stages:stage", args=[stage.project_id, stage.pk])


def led_by_me(request, project_id):
    led = Project.objects.visible_to(request.user).filter(organisation__in=request.user.organisations_as(MANAGER))
    return get_object_or_404(led, pk=project_id)


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def override(request, project_id, stage_id):
    """A manager closes a stage over what is open, with a reason. Names nobody, and counts nobody but for payments."""
    project = led_by_me(request, project_id)
    stage = get_object_or_404(Stage.objects.open().for_project(project), pk=stage_id)
    form = OverrideForm(request.POST if request.method == "POST" else None)
    if answer := submit_once(request, form, lambda: override_stage_and_say(request, stage, form)):
        return answer
    context = {
        "form": form,
        "project": project,
        "name": stage.name,
        "items": still_open(what_is_open(stage, days.today(), counted=False)),
        "crumbs": trail(project, ("Stages", stages_of(project)), (f"Close {stage.name}", None)),
    }
    return render_page(request, "close/override.html", context)


def stages_of(project):
    return reverse("projects:stages", args=[project.pk])


def override_stage_and_say(request, stage, form):
    close_stage(stage=stage, debriefs=[], thanked=False, override=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"{stage.name} is closed. What was open still stands, with your reason.")
    return reverse("projects:stages", args=[stage.project_id])


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def override_all(request, project_id):
    """The same for a whole project, whose stages are closed."""
    project = led_by_me(request, project_id)
    get_object_or_404(Project.objects.current(), pk=project.pk)
    form = OverrideForm(request.POST if request.method == "POST" else None)
    if answer := submit_once(request, form, lambda: override_project_and_say(request, project, form)):
        return answer
    items = still_open(what_is_open_in(project, days.today(), counted=False))
    context = {
        "form": form,
        "project": project,
        "name": project.title,
        "items": items,
        "stages_open": any(item.must_close_first for item in items),
        "crumbs": trail(project, ("Stages", stages_of(project)), ("Close this project", None)),
    }
    return render_page(request, "close/override.html", context)


def override_project_and_say(request, project, form):
    close_whole_project(project=project, override=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"{project.title} is closed. What was open still stands, with your reason.")
    return reverse("project_overview", args=[project.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def close_it_all(request, project_id):
    """Closes the project itself, once nothing in any of its stages is open but what others have taken on."""
    project = get_object_or_404(Project.objects.run_by(request.user).current(), pk=project_id)
    form = IdempotentForm(request.POST if request.method == "POST" else None)
    if answer := submit_once(request, form, lambda: close_project_and_say(request, project)):
        return answer
    context = {
        "form": form,
        "project": project,
        **open_items_context(what_is_open_in(project, days.today())),
        "crumbs": trail(project, ("Close this project", None)),
    }
    return render_page(request, "close/close_project.html", context)


def close_project_and_say(request, project):
    # Asked again inside the transaction: something may have been opened since the page was shown.
    close_whole_project(project=project, by=request.user)
    messages.success(request, f"{project.title} is closed. Thank you for seeing it through.")
    return reverse("project_overview", args=[project.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def hand_it_over(request, project_id, stage_id=None):
    """What can't be settled before a stage or a project closes goes to one of the team, with a day."""
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    stage = get_object_or_404(Stage.objects.for_project(project), pk=stage_id) if stage_id else None
    found = what_is_open(stage, days.today()) if stage else what_is_open_in(project, days.today())
    items = [item for item in found if item.can_be_handed_over]
    team = TeamMember.objects.current().for_project(project)
    team = User.objects.filter(pk__in=team.values("user")).order_by("name")
    form = HandOverForm(request.POST if request.method == "POST" else None, items=items, team=team)
    if answer := submit_once(request, form, lambda: hand_over_and_say(request, project, stage, form)):
        return answer
    context = {
        "form": form,
        "project": project,
        "heading": "Hand over what is open",
        "button": "Hand it over",
        "nothing": not items,
        "crumbs": trail(project, ("Stages", stages_of(project)), ("Hand over what is open", None)),
    }
    return render_page(request, "close/hand_over.html", context)


def hand_over_and_say(request, project, stage, form):
    to, by_when = form.cleaned_data["to"], form.cleaned_data["by_when"]
    hand_over(project=project, stage=stage, items=form.chosen, to=to, by_when=by_when, by=request.user)
    messages.success(request, f"{to} has it now. It stands on their Today until it is settled.")
    if stage and stage.state == "now":
        return reverse("stages:close_stage", args=[project.pk, stage.pk])
    return stages_of(project) if project.closed_on else reverse("stages:close_project", args=[project.pk])
