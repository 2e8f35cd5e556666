from django.shortcuts import get_object_or_404
from django.urls import reverse

from coproduction.accounts.idempotency import submit_once_and_say
from coproduction.base.http import render_page
from projects.project.models import Project
from projects.project.pages import trail

from .models import Stage


def run_by_me(request, project_id, stage_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    return project, get_object_or_404(Stage.objects.for_project(project), pk=stage_id)


def stage_trail(project, stage, *further):
    here = reverse("stages:stage", args=[project.pk, stage.pk]) if further else None
    return trail(project, ("Stages", reverse("projects:stages", args=[project.pk])), (stage.name, here), *further)


def short_page(request, stage, form, act, heading, button):
    """One short form about one stage: shown, and when it is right, done by `act`, which returns what to say."""
    here = reverse("stages:stage", args=[stage.project_id, stage.pk])
    if answer := submit_once_and_say(request, form, act, lambda: here):
        return answer
    crumbs = stage_trail(stage.project, stage, (heading, None))
    context = {"form": form, "project": stage.project, "heading": heading, "button": button, "crumbs": crumbs}
    return render_page(request, "stages/short.html", context)
