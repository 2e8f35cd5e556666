from django.shortcuts import get_object_or_404
from django.urls import reverse

from coproduction.accounts.idempotency import submit_once_and_say
from coproduction.base.http import render_page

from .models import Participant

SAVE, SAVED = "Save what they said", "Saved, with today's date."


def visible_person(request, person_id):
    return get_object_or_404(Participant.objects.visible_to(request.user), pk=person_id)


def ask_on_a_page(request, participant, form, act, heading, lead="", button=SAVE):
    """One short form about one person: shown, and when it is right, done by `act`, which returns what to say."""
    back = reverse("people:person", args=[participant.pk])
    if answer := submit_once_and_say(request, form, act, lambda: back):
        return answer
    crumbs = [("People", reverse("people:list")), (participant.name, back), (heading, None)]
    context = {
        "form": form,
        "person": participant,
        "heading": heading,
        "lead": lead,
        "button": button,
        "crumbs": crumbs,
    }
    return render_page(request, "people/ask.html", context)
