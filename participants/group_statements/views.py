"""On the project's side: how a group can speak for itself, to be told and printed. Never whether one is doing so."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base.http import redirect_to, render_page, run_and_report
from coproduction.base.words import GROUP_SAYS
from participants.group_statements import actions
from participants.peers.proxy_answers import is_deputy
from projects.project.models import Project
from projects.project.pages import trail

from .forms import WriteDownForm
from .rules import involvements_without_sign_in

HEADING = "How a group can speak for itself"


@require_safe
def group(request, project_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    context = {
        "project": project,
        "heading": HEADING,
        "sentences": GROUP_SAYS.values(),
        "is_deputy": is_deputy(project.pk, request.user),
        "crumbs": trail(project, (HEADING, None)),
    }
    return render_page(request, "group_statements/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write_down_as_deputy(request, project_id):
    """For the deputy alone, and without telling them anything of what the group is doing."""
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    if not is_deputy(project.pk, request.user):
        raise Http404
    involvements = involvements_without_sign_in([project.pk])
    form = WriteDownForm(request.POST if request.method == "POST" else None, involvements=involvements)
    if form.is_valid():
        write_down_word_and_say(request, form)
        return redirect_to(request, "stages:group", project.pk)
    crumbs = trail(project, (HEADING, reverse("stages:group", args=[project.pk])), ("Write it down", None))
    context = {"form": form, "project": project, "anyone": involvements.exists(), "crumbs": crumbs}
    return render_page(request, "group_statements/group_for.html", context)


def write_down_word_and_say(request, form):
    """Says the same whether anything was under way or not."""
    said = {name: form.cleaned_data[name] for name in ("involvement", "principle", "word", "alone")}
    done = f"Written down. If the group is saying this now, it counts. Thank {said['involvement'].participant.name}."
    run_and_report(request, partial(actions.write_down_word, **said, by=request.user), done, messages.INFO)
