from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.cards import standing_of
from coproduction.accounts.once import OnceForm, done_once, said_once
from coproduction.base import days
from coproduction.base.http import page
from participants.actions.choices import offer_choice
from participants.actions.people import ask_what_helps, recheck_contact, welcome
from participants.forms.choices import AskedChoicesForm, offered
from participants.forms.people import HelpsForm, PeopleFilter, SafeContactForm, WelcomeForm
from participants.models import Adaptation, Briefing, Channel, Involvement, Participant, Pause, SafeContact

PER_PAGE = 50
SAVE, SAVED = "Save what they said", "Saved, with today's date."
NO_CODE = "Where a text or an email is not safe, no sign-in code goes there either. They can sign in by a card."


def mine(request, person_id):
    return get_object_or_404(Participant.objects.visible_to(request.user), pk=person_id)


@require_safe
def listed(request):
    narrowing = PeopleFilter(request.GET, user=request.user)
    found = Participant.objects.visible_to(request.user).here().select_related("contact", "organisation")
    if narrowing.is_valid() and (project := narrowing.cleaned_data["project"]):
        found = found.filter(pk__in=Involvement.objects.there().for_project(project).values("participant"))
    found = found.annotate(paused=Exists(Pause.objects.now().filter(participant=OuterRef("pk"))))
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(person, contact_in_words(getattr(person, "contact", None))) for person in here]
    context = {"narrowing": narrowing, "page": here, "found": rows}
    return page(request, "people/list.html", context)


def contact_in_words(safe):
    """What stands beside a name: kind of mark, its word."""
    if safe is None:
        return "open", "Not asked yet"
    return ("good", "Asked") if safe.fresh(days.today()) else ("late", "Ask again")


@require_http_methods(["GET", "HEAD", "POST"])
def welcome_someone(request):
    form = WelcomeForm(request.POST if request.method == "POST" else None, user=request.user)
    if answer := done_once(request, form, lambda: welcomed(request, form)):
        return answer
    crumbs = [("People", reverse("people:list")), ("Welcome someone", None)]
    return page(request, "people/welcome.html", {"form": form, "crumbs": crumbs})


def welcomed(request, form):
    data = form.cleaned_data
    participant = welcome(
        organisation=form.where,
        name=data["name"],
        phone=data["phone"],
        email=data["email"],
        by_card=data["by_card"],
        **form.asked,
        by=request.user,
    )
    messages.success(request, f"{participant.name} is welcomed.")
    return reverse("people:person", args=[participant.pk])


@require_safe
def person(request, person_id):
    participant = mine(request, person_id)
    safe = SafeContact.objects.visible_to(request.user).filter(participant=participant).first()
    involved = Involvement.objects.run_by(request.user).filter(participant=participant)
    briefings = Briefing.objects.run_by(request.user).filter(participant=participant)
    cards = standing_of(participant.user_id, participant.organisation_id)
    context = {
        "person": participant,
        "safe": safe,
        "channels": safe.channels.order_by("kind") if safe else (),
        "asked": contact_in_words(safe),
        "needs": participant.needs.filter(ended_on__isnull=True).order_by("recorded_at"),
        "strengths": participant.strengths.order_by("recorded_at"),
        "choices": participant.choices.current().order_by("kind"),
        "adaptations": Adaptation.objects.run_by(request.user)
        .filter(participant=participant)
        .select_related("project"),
        "paused": participant.pauses.now().exists(),
        "card": cards.filter(ends_at__gt=timezone.now()).first(),
        "once": OnceForm(),
        "in_my_care": Participant.objects.in_care_of(request.user).filter(pk=participant.pk).exists(),
        "involvements": involved.select_related("project", "stage").order_by("-invited_on"),
        "briefings": briefings.select_related("project", "stage").order_by("-offered_on"),
        "crumbs": [("People", reverse("people:list")), (participant.name, None)],
    }
    return page(request, "people/person.html", context)


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


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, person_id):
    participant = mine(request, person_id)
    safe = SafeContact.objects.visible_to(request.user).filter(participant=participant).first()
    form = SafeContactForm(request.POST if request.method == "POST" else None, initial=SafeContactForm.start_from(safe))

    def act():
        recheck_contact(participant=participant, contact=form.contact, channels=form.channels, by=request.user)
        unsafe = any(form.channels[kind][0] == Channel.Safe.NO for kind in ("text", "email"))
        return f"{SAVED} {NO_CODE}" if unsafe else SAVED

    return asked_on_a_page(request, participant, form, act, "How it is safe to reach them")


@require_http_methods(["GET", "HEAD", "POST"])
def helps(request, person_id):
    participant = mine(request, person_id)
    start = {
        "needs": list(participant.needs.filter(ended_on__isnull=True).values_list("words", flat=True)),
        "strengths": list(participant.strengths.values_list("words", flat=True)),
    }
    form = HelpsForm(request.POST if request.method == "POST" else None, initial=start)

    def act():
        ask_what_helps(participant=participant, **form.asked, by=request.user)
        return SAVED

    return asked_on_a_page(request, participant, form, act, "What helps, and what they bring")


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request, person_id):
    """For who chooses by telling us. What they choose on their own page stands here too."""
    participant = mine(request, person_id)
    form = AskedChoicesForm(request.POST if request.method == "POST" else None, participant=participant)

    def act():
        for kind, picked in offered(form).items():
            offer_choice(participant=participant, kind=kind, picked=picked, by=request.user)
        return SAVED

    return asked_on_a_page(request, participant, form, act, "What they choose")
