from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from coproduction.base.http import render_page
from projects.project.models import Project
from projects.project.pages import trail

from .actions import skip_stage
from .forms import SkipForm
from .models import Stage


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request, project_id, stage_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    stage = get_object_or_404(Stage.objects.for_project(project), pk=stage_id)
    form = SkipForm(request.POST if request.method == "POST" else None)
    if answer := submit_once(request, form, lambda: skip_stage_and_say(request, stage, form)):
        return answer
    back = reverse("projects:stages", args=[project.pk])
    crumbs = trail(project, ("Stages", back), ("Does not apply", None))
    return render_page(
        request, "stages/skip.html", {"form": form, "project": project, "stage": stage, "crumbs": crumbs}
    )


def skip_stage_and_say(request, stage, form):
    skip_stage(stage=stage, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "Saved. People who take part can read why.")
    return reverse("projects:stages", args=[stage.project_id])
