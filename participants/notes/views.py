"""Notes for the named contact and the deputy of a project that the person takes part in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction.accounts.idempotency import IdempotentForm, run_once, submit_once
from coproduction.base.http import redirect_to, render_page
from coproduction.base.refusals import Refused
from participants.notes import actions as notes
from participants.people.models import Participant

from .forms import NoteForm
from .models import SensitiveNote

HEADING = "Notes for the two of you"


def in_my_care(request, person_id):
    return get_object_or_404(Participant.objects.in_care_of(request.user), pk=person_id)


def crumbs(participant, *further):
    back = [("People", reverse("people:list")), (participant.name, reverse("people:person", args=[participant.pk]))]
    here = reverse("people:notes", args=[participant.pk]) if further else None
    return [*back, (HEADING, here), *further]


@require_safe
def read(request, person_id):
    participant = in_my_care(request, person_id)
    context = {
        "person": participant,
        "heading": HEADING,
        "notes": notes.read_notes(participant=participant, by=request.user),
        "ending": IdempotentForm(),
        "crumbs": crumbs(participant),
    }
    return render_page(request, "notes/notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, person_id):
    participant = in_my_care(request, person_id)
    form = NoteForm(request.POST if request.method == "POST" else None)

    def write_and_say():
        typed = form.cleaned_data
        notes.write_note(participant=participant, kind=typed["kind"], words=typed["words"], by=request.user)
        messages.success(request, "Saved, for the two of you alone. They can read it too.")
        return reverse("people:person", args=[participant.pk])

    if answer := submit_once(request, form, write_and_say):
        return answer
    context = {
        "form": form,
        "person": participant,
        "heading": "Write a note",
        "button": "Save what they said",
        "crumbs": crumbs(participant, ("Write", None)),
    }
    return render_page(request, "people/ask.html", context)


@require_POST
def end_note_view(request, person_id, note_id):
    participant = in_my_care(request, person_id)
    note = get_object_or_404(SensitiveNote.objects.visible_to(request.user).filter(participant=participant), pk=note_id)
    back = reverse("people:person", args=[participant.pk])

    def end_and_say():
        notes.end_note(note=note, by=request.user)
        messages.success(request, "Ended. It no longer shows here.")
        return back

    if IdempotentForm(request.POST).is_valid():
        try:
            return run_once(request, end_and_say)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect_to(request, back)
