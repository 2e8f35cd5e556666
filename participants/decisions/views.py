from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.idempotency import submit_once
from coproduction.base.disclosure import some_of_people
from coproduction.base.http import render_page
from participants.attendance.models import Attendance
from participants.corrections.history import with_history
from participants.involvement.models import Involvement
from projects.project.models import Project
from projects.project.pages import runs, trail
from projects.stages.models import Stage

from .actions import write_down_decision
from .forms import DecisionForm
from .models import Decision


@require_safe
def decisions(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    on_team = runs(request, project)
    least = project.organisation.small_group
    found = Decision.objects.for_project(project).select_related("stage", "replaces", "replaced_by")
    found = found.order_by("-decided_on", "-recorded_at")
    context = {
        "project": project,
        "decided": there_in_words(project, with_history(found), least, on_team),
        "runs": on_team,
        "crumbs": trail(project, ("Decisions", None)),
    }
    return render_page(request, "decisions/decisions.html", context)


def there_in_words(project, found, least, on_team):
    """Pairs of a decision and how many were there: out of those asked to its session, or else of its stage."""
    asked = people_by("session", Attendance.objects.for_project(project).exclude(state=Attendance.State.NOT_INVITED))
    joined = people_by("stage", Involvement.objects.for_project(project).past_or_current())
    return [
        (
            decision,
            some_of_people(
                decision.participants_there,
                asked.get(decision.session_id) or joined.get(decision.stage_id, 0),
                least,
                names_seen=on_team,
            ),
        )
        for decision in found
    ]


def people_by(what, rows):
    return dict(rows.order_by().values_list(what).annotate(Count("participant", distinct=True)))


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, project_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    stages = Stage.objects.for_project(project).filter(opened_on__isnull=False).order_by("-position")
    earlier = Decision.objects.for_project(project).filter(replaced_by=None).order_by("-decided_on")
    form = DecisionForm(request.POST if request.method == "POST" else None, stages=stages, earlier=earlier)
    if answer := submit_once(request, form, lambda: write_down_and_say(request, project, form)):
        return answer
    here = reverse("gatherings:decisions", args=[project.pk])
    context = {
        "project": project,
        "form": form if stages else None,
        "crumbs": trail(project, ("Decisions", here), ("Write one down", None)),
    }
    return render_page(request, "decisions/decide.html", context)


def write_down_and_say(request, project, form):
    write_down_decision(**form.decision, by=request.user)
    messages.success(request, "Written down. Tell people what was decided, and what comes of it.")
    return reverse("gatherings:decisions", args=[project.pk])
