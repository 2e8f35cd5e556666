"""What a project has learned, for its team and its managers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from coproduction.base.http import render_page
from participants.corrections.history import with_history
from projects.project.models import Project
from projects.project.pages import runs, trail
from projects.stages.models import Stage

from .actions import note_learning
from .forms import LearningForm
from .models import LearningNote


@require_http_methods(["GET", "HEAD", "POST"])
def learning(request, project_id):
    projects = Project.objects.run_by if request.method == "POST" else Project.objects.visible_to
    project = get_object_or_404(projects(request.user), pk=project_id)
    stages = Stage.objects.for_project(project).filter(opened_on__isnull=False).order_by("-position")
    form = LearningForm(request.POST if request.method == "POST" else None, stages=stages)
    if answer := submit_once(request, form, lambda: note_learning_and_say(request, project, form)):
        return answer
    notes = LearningNote.objects.for_project(project).first_said().select_related("stage").prefetch_related("answers")
    on_team = runs(request, project)
    context = {
        "project": project,
        "form": form if on_team and stages else None,
        "notes": with_history(notes),
        "runs": on_team,
        "crumbs": trail(project, ("What we learned", None)),
    }
    return render_page(request, "learning/learning.html", context)


def note_learning_and_say(request, project, form):
    fields = {name: form.cleaned_data[name] for name in ("stage", "kind", "words")}
    note_learning(**fields, by=request.user)
    messages.success(request, "Kept. Everyone in the project can read it.")
    return reverse("gatherings:learning", args=[project.pk])
