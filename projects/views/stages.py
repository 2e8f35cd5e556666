from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.once import done_once
from coproduction.base.http import page
from projects.actions.stages import skip_stage
from projects.forms.stages import SkipForm
from projects.models import Project, Session, Stage
from projects.stage_line import stop

from .trail import trail


@require_safe
def stages(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    found = list(Stage.objects.for_project(project))
    context = {
        "project": project,
        "found": found,
        "line": [stop(stage) for stage in found],
        "planned": {session.stage_id for session in Session.objects.planned().for_project(project)},
        "runs": Project.objects.run_by(request.user).filter(pk=project.pk).exists(),
        "crumbs": trail(project, ("Stages", None)),
    }
    return page(request, "projects/stages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request, project_id, stage_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    stage = get_object_or_404(Stage.objects.for_project(project), pk=stage_id)
    form = SkipForm(request.POST if request.method == "POST" else None)
    if answer := done_once(request, form, lambda: skipped(request, stage, form)):
        return answer
    back = reverse("projects:stages", args=[project.pk])
    crumbs = trail(project, ("Stages", back), ("Does not apply", None))
    return page(request, "projects/skip.html", {"form": form, "project": project, "stage": stage, "crumbs": crumbs})


def skipped(request, stage, form):
    skip_stage(stage=stage, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "Saved. People who take part can read why.")
    return reverse("projects:stages", args=[stage.project_id])
