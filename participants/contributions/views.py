from functools import partial
from operator import attrgetter

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction.accounts.idempotency import submit_once
from coproduction.base import days
from coproduction.base.http import redirect_to, render_page, run_and_report
from participants.contributions import actions as contributions_actions
from participants.corrections.history import with_history
from participants.promises.models import Promise
from projects.project.models import Project
from projects.project.pages import trail

from .forms import AnswerForm
from .models import Contribution


@require_safe
def contribution_list(request, project_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    contributions = list(Contribution.objects.for_project(project).select_related("participant").order_by("said_on"))
    promises = list(Promise.objects.for_project(project).select_related("participant"))
    with_history([*contributions, *promises])
    answered = [contribution for contribution in contributions if contribution.outcome]
    context = {
        "project": project,
        "unanswered": [contribution for contribution in contributions if not contribution.outcome],
        "answered": sorted(answered, key=attrgetter("answered_on"), reverse=True),
        "open_promises": [promise for promise in promises if is_open(promise)],
        "other_promises": [promise for promise in promises if not is_open(promise)],
        "today": days.today(),
        "crumbs": trail(project, ("What people said", None)),
    }
    return render_page(request, "contributions/said.html", context)


def is_open(promise):
    return promise.kept_on is None and promise.changed_told_on is None


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, project_id, contribution_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    contributions = Contribution.objects.for_project(project).select_related("participant")
    contribution = get_object_or_404(contributions, pk=contribution_id)
    sees_it = contributions_actions.can_see_it(contribution)
    form = AnswerForm(request.POST if request.method == "POST" else None, sees_it=sees_it)
    if answer := submit_once(request, form, lambda: answer_contribution_and_say(request, contribution, form)):
        return answer
    back = reverse("gatherings:said", args=[project.pk])
    context = {
        "form": form,
        "project": project,
        "contribution": contribution,
        "sees_it": sees_it,
        "crumbs": trail(project, ("What people said", back), ("Answer", None)),
    }
    return render_page(request, "contributions/answer.html", context)


def answer_contribution_and_say(request, contribution, form):
    typed = form.cleaned_data
    contributions_actions.answer_contribution(
        contribution=contribution,
        outcome=typed["outcome"],
        because=typed["because"],
        told=typed.get("told", False),
        by=request.user,
    )
    messages.success(request, "Answered. Thank you.")
    return reverse("gatherings:said", args=[contribution.project_id])


@require_POST
def tell_answer_view(request, project_id, contribution_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    contribution = get_object_or_404(Contribution.objects.for_project(project), pk=contribution_id)
    act = partial(contributions_actions.tell_answer, contribution=contribution, by=request.user)
    run_and_report(request, act, "Thank you for telling them.")
    return redirect_to(request, "gatherings:said", project_id=project.pk)
