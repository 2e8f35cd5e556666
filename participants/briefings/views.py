from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import redirect_if_resubmitted, submit_once_and_say
from coproduction.base.http import render_page
from participants.involvement.models import Involvement
from participants.involvement.queries import involved_in
from participants.people.models import Participant
from projects.project.models import Project
from projects.project.pages import trail
from projects.stages.pages import run_by_me, short_page

from .actions import record_briefing
from .forms import BriefingForm


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def brief(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    involved = Participant.objects.known_by_name(request.user).filter(pk__in=involved_in(stage).values("participant"))
    start = {"participant": request.GET.get("who"), "kind": request.GET.get("kind", "before")}
    form = BriefingForm(request.POST if request.method == "POST" else None, people=involved, initial=start)

    def act():
        data = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        record_briefing(project=project, stage=stage, **data, by=request.user)
        return "Saved."

    return short_page(request, stage, form, act, "Briefings and debriefs", "Save this")


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def talk(request, project_id):
    """A talk about the whole project, before it or after; a closed one is still to be talked about."""
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    involved = Involvement.objects.for_project(project).past_or_current()
    people = Participant.objects.known_by_name(request.user).filter(pk__in=involved.values("participant"))
    start = {"participant": request.GET.get("who"), "kind": request.GET.get("kind", "after")}
    form = BriefingForm(request.POST if request.method == "POST" else None, people=people, initial=start)

    def act():
        data = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        record_briefing(project=project, stage=None, **data, by=request.user)
        return "Saved."

    if answer := submit_once_and_say(request, form, act, lambda: reverse("projects:stages", args=[project.pk])):
        return answer
    heading = "A talk about the whole project"
    crumbs = trail(project, ("Stages", reverse("projects:stages", args=[project.pk])), (heading, None))
    context = {"form": form, "project": project, "heading": heading, "button": "Save this", "crumbs": crumbs}
    return render_page(request, "stages/short.html", context)
