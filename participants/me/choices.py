from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from coproduction.base import days
from coproduction.base.http import redirect_to
from participants.adaptations.actions import say_whether_it_worked
from participants.adaptations.models import Adaptation
from participants.agreements.rules import current_answers_of
from participants.briefings import actions as briefings_actions
from participants.briefings.models import Briefing
from participants.choices import actions as choices_actions
from participants.choices.forms import ChoicesForm
from participants.contact import actions as contact_actions
from participants.messages.reach import contact_of, is_paused
from participants.people import actions as people_actions
from participants.portal.frame import mine, my_page

# Older briefings are no longer judged, so nobody is asked about them.
ASKED_ABOUT = timedelta(days=90)


@require_http_methods(["GET", "HEAD", "POST"])
def my_choices(request):
    people = mine(request).select_related("organisation").prefetch_related("pauses", "contact__channels")
    who = request.POST.get("who") if request.method == "POST" else None
    forms = [ChoicesForm(request.POST if who == str(person.pk) else None, participant=person) for person in people]
    sent = next((form for form in forms if form.is_bound), None)
    if sent and sent.is_valid():
        for kind, picked in sent.changed:
            choices_actions.offer_choice(participant=sent.participant, kind=kind, picked=picked, by=request.user)
        messages.success(request, "Saved. You can change this at any time.")
        return redirect_to(request, "me:choices")
    context = {
        "forms": forms,
        "form": sent,
        "paused": any(is_paused(person) for person in people),
        "contacts": [contact for contact in map(contact_of, people) if contact],
        "adaptations": adaptations(request),
        "briefings": briefings(request),
        "ways": current_answers_of(mine(request)),
    }
    return my_page(request, "me/choices.html", context)


def briefings(request):
    """What we say that we told them or offered to, of late; what was declined needs no answer."""
    theirs = Briefing.objects.filter(participant__in=mine(request)).exclude(outcome=Briefing.Outcome.DECLINED)
    return (
        theirs.filter(offered_on__gte=days.today() - ASKED_ABOUT)
        .select_related("stage", "project")
        .order_by("-offered_on")
    )


def adaptations(request):
    """What was arranged for them, of late or not settled; where it is for a session, that was not called off before."""
    needed = Adaptation.objects.needed().filter(participant__in=mine(request), project__closed_on__isnull=True)
    return needed.filter(Q(worked__isnull=True) | Q(due_on__gte=days.today() - ASKED_ABOUT)).order_by("-due_on", "pk")


@require_POST
def pause(request):
    for participant in mine(request):
        people_actions.pause_participant(participant=participant, by=request.user)
    messages.success(request, "You've paused. We will not write to you. You can come back whenever you like.")
    return redirect_to(request, "me:home")


@require_POST
def come_back(request):
    for participant in mine(request):
        people_actions.end_pause(participant=participant, by=request.user)
    messages.success(request, "Good to have you back.")
    return redirect_to(request, "me:home")


@require_POST
def contact_right(request):
    for participant in mine(request).filter(contact__isnull=False):
        contact_actions.confirm_contact(participant=participant, by=request.user)
    messages.success(request, "Thank you. We will ask again in a few months.")
    return redirect_to(request, "me:home" if request.POST.get("at") == "home" else "me:choices")


@require_POST
def briefing(request, briefing_id):
    found = get_object_or_404(briefings(request), pk=briefing_id)
    said = {"yes": True, "no": False}.get(request.POST.get("says"))
    if said is not None:
        briefings_actions.say_about_briefing(briefing=found, briefed=said, by=request.user)
        messages.success(request, "Thank you. What you say counts.")
    return redirect_to(request, "me:choices")


@require_POST
def say_adaptation_worked(request, adaptation_id):
    found = get_object_or_404(adaptations(request), pk=adaptation_id, in_place_on__isnull=False)
    said = {"yes": True, "no": False}.get(request.POST.get("says"))
    if said is not None:
        say_whether_it_worked(adaptation=found, worked=said, by=request.user)
        messages.success(request, "Thank you. What you say counts.")
    return redirect_to(request, "me:choices")
