from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from coproduction.base.http import render_page
from participants.promises import actions as promises_actions
from projects.project.models import Project
from projects.project.pages import trail

from .forms import PromiseForm
from .models import Promise


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request, project_id, promise_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    found = get_object_or_404(Promise.objects.for_project(project).select_related("participant"), pk=promise_id)
    form = PromiseForm(request.POST if request.method == "POST" else None)
    if answer := submit_once(request, form, lambda: settle_promise_and_say(request, found, form)):
        return answer
    back = reverse("gatherings:said", args=[project.pk])
    crumbs = trail(project, ("What people said", back), ("A promise", None))
    return render_page(
        request, "promises/promise.html", {"form": form, "project": project, "promise": found, "crumbs": crumbs}
    )


def settle_promise_and_say(request, promise, form):
    if form.cleaned_data["what"] == "kept":
        promises_actions.keep_promise(promise=promise, by=request.user)
        messages.success(request, "Kept. Thank you.")
    else:
        promises_actions.change_promise(promise=promise, changed_to=form.cleaned_data["changed_to"], by=request.user)
        messages.success(request, "Saved: it changed, and people know.")
    return reverse("gatherings:said", args=[promise.project_id])
