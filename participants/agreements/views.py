"""How a group works together, and who holds what in a stage."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import redirect_if_resubmitted, submit_once
from coproduction.base.http import render_page
from projects.agreements.models import GroupAgreement
from projects.project.models import Project
from projects.project.pages import trail

from .actions import agree_ways, people_to_ask
from .forms import WaysForm
from .rules import said_of


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def ways(request, project_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    agreement = GroupAgreement.objects.current_for(project)
    form = WaysForm(
        request.POST if request.method == "POST" else None,
        people=people_to_ask(project),
        initial={"words": agreement.words if agreement else ""},
    )
    if answer := submit_once(request, form, lambda: agree_ways_and_say(request, project, form)):
        return answer
    context = {
        "project": project,
        "form": form,
        "agreement": agreement,
        "said": said_of(agreement),
        "crumbs": trail(project, ("Ways of working", None)),
    }
    return render_page(request, "agreements/ways.html", context)


def agree_ways_and_say(request, project, form):
    fields = {name: form.cleaned_data.get(name, ()) for name in ("words", "how", "agreed_on", "said_yes")}
    agree_ways(project=project, **fields, by=request.user)
    messages.success(request, "Kept. Everyone who takes part can read it and say what they think.")
    return reverse("stages:ways", args=[project.pk])
