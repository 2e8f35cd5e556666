"""The same for somebody who takes part, under /me/: they read it, add to it, or say that they see it differently."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from participants.corrections.history import with_history
from participants.portal.frame import mine, my_page, took_part_in
from projects.stages.models import Stage

from .actions import note_learning, see_it_differently
from .forms import DifferentForm, LearningForm
from .models import LearningNote


def my_notes(request):
    """Of the projects that they take part in or took part in."""
    return LearningNote.objects.filter(project__in=took_part_in(request)).select_related("stage", "project")


@require_http_methods(["GET", "HEAD", "POST"])
def my_learning(request):
    opened = Stage.objects.filter(opened_on__isnull=False, project__closed_on__isnull=True)
    stages = opened.filter(project__in=took_part_in(request)).select_related("project")
    stages = stages.order_by("project__title", "-position")
    form = LearningForm(request.POST if request.method == "POST" else None, stages=stages, says_project=True)
    if answer := submit_once(request, form, lambda: note_my_learning_and_say(request, form)):
        return answer
    notes = with_history(my_notes(request).first_said().prefetch_related("answers"))
    own = {person.pk for person in mine(request)}
    for note in notes:
        note.is_mine = note.participant_id in own
    context = {"form": form if stages else None, "notes": notes}
    return my_page(request, "learning/my_learning.html", context)


def note_my_learning_and_say(request, form):
    fields = {name: form.cleaned_data[name] for name in ("stage", "kind", "words")}
    note_learning(**fields, participant=myself(request, fields["stage"]), by=request.user)
    messages.success(request, "Thank you. It stands with the others now.")
    return reverse("me:learning")


def myself(request, record):
    return get_object_or_404(mine(request), organisation=record.organisation_id)


@require_http_methods(["GET", "HEAD", "POST"])
def differently(request, note_id):
    note = get_object_or_404(my_notes(request).first_said(), pk=note_id)
    form = DifferentForm(request.POST if request.method == "POST" else None)
    if answer := submit_once(request, form, lambda: see_differently_and_say(request, note, form)):
        return answer
    return my_page(request, "learning/differently.html", {"form": form, "note": note}, project=note.project)


def see_differently_and_say(request, note, form):
    words = form.cleaned_data["words"]
    see_it_differently(note=note, words=words, participant=myself(request, note), by=request.user)
    messages.success(request, "Thank you. It stands beside it now.")
    return reverse("me:learning")
