from django.shortcuts import get_object_or_404
from django.urls import reverse

from coproduction.accounts.once import said_once
from coproduction.base.http import page

from .models import Participant

SAVE, SAVED = "Save what they said", "Saved, with today's date."


def mine(request, person_id):
    return get_object_or_404(Participant.objects.visible_to(request.user), pk=person_id)


def asked_on_a_page(request, participant, form, act, heading, lead="", button=SAVE):
    """One short form about one person: shown, and when it is right, done by `act`, which returns what to say."""
    back = reverse("people:person", args=[participant.pk])
    if answer := said_once(request, form, act, lambda: back):
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
    return page(request, "people/ask.html", context)
