from functools import partial

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction.accounts.once import done_once
from coproduction.base import days
from coproduction.base.disclosure import some_of_people
from coproduction.base.http import go_to, page, tried
from participants.actions import voice
from participants.forms.voice import AnswerForm, PromiseForm
from participants.models import Attendance, Contribution, Decision, Involvement, Promise
from projects.models import Project
from projects.views.trail import trail

from .sessions import runs


@require_safe
def decisions(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    on_team = runs(request, project)
    least = project.organisation.small_group
    found = Decision.objects.for_project(project).select_related("stage").order_by("-decided_on", "-recorded_at")
    context = {
        "project": project,
        "decided": there_in_words(project, found, least, on_team),
        "runs": on_team,
        "crumbs": trail(project, ("Decisions", None)),
    }
    return page(request, "gatherings/decisions.html", context)


def there_in_words(project, found, least, on_team):
    """Pairs of a decision and how many were there: out of those asked to its session, or else of its stage."""
    asked = people_by("session", Attendance.objects.for_project(project).exclude(state=Attendance.State.NOT_INVITED))
    joined = people_by("stage", Involvement.objects.for_project(project).there())
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


@require_safe
def said(request, project_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    contributions = Contribution.objects.for_project(project).select_related("participant").order_by("said_on")
    promises = list(Promise.objects.for_project(project).select_related("participant"))
    context = {
        "project": project,
        "unanswered": contributions.unanswered(),
        "answered": contributions.exclude(outcome="").order_by("-answered_on"),
        "open_promises": [one for one in promises if is_open(one)],
        "other_promises": [one for one in promises if not is_open(one)],
        "today": days.today(),
        "crumbs": trail(project, ("What people said", None)),
    }
    return page(request, "gatherings/said.html", context)


def is_open(promise):
    return promise.kept_on is None and promise.changed_told_on is None


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, project_id, contribution_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    contributions = Contribution.objects.for_project(project).select_related("participant")
    contribution = get_object_or_404(contributions, pk=contribution_id)
    sees_it = voice.can_see_it(contribution)
    form = AnswerForm(request.POST if request.method == "POST" else None, sees_it=sees_it)
    if answer := done_once(request, form, lambda: answered(request, contribution, form)):
        return answer
    back = reverse("gatherings:said", args=[project.pk])
    context = {
        "form": form,
        "project": project,
        "contribution": contribution,
        "sees_it": sees_it,
        "crumbs": trail(project, ("What people said", back), ("Answer", None)),
    }
    return page(request, "gatherings/answer.html", context)


def answered(request, contribution, form):
    typed = form.cleaned_data
    voice.answer(
        contribution=contribution,
        outcome=typed["outcome"],
        because=typed["because"],
        told=typed.get("told", False),
        by=request.user,
    )
    messages.success(request, "Answered. Thank you.")
    return reverse("gatherings:said", args=[contribution.project_id])


@require_POST
def answer_told(request, project_id, contribution_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    contribution = get_object_or_404(Contribution.objects.for_project(project), pk=contribution_id)
    act = partial(voice.tell_answer, contribution=contribution, by=request.user)
    tried(request, act, "Thank you for telling them.")
    return go_to(request, "gatherings:said", project_id=project.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request, project_id, promise_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    one = get_object_or_404(Promise.objects.for_project(project).select_related("participant"), pk=promise_id)
    form = PromiseForm(request.POST if request.method == "POST" else None)
    if answer := done_once(request, form, lambda: settled(request, one, form)):
        return answer
    back = reverse("gatherings:said", args=[project.pk])
    crumbs = trail(project, ("What people said", back), ("A promise", None))
    return page(
        request, "gatherings/promise.html", {"form": form, "project": project, "promise": one, "crumbs": crumbs}
    )


def settled(request, promise, form):
    if form.cleaned_data["what"] == "kept":
        voice.keep_promise(promise=promise, by=request.user)
        messages.success(request, "Kept. Thank you.")
    else:
        voice.change_promise(promise=promise, changed_to=form.cleaned_data["changed_to"], by=request.user)
        messages.success(request, "Saved: it changed, and people know.")
    return reverse("gatherings:said", args=[promise.project_id])
