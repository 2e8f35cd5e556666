from collections import defaultdict

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Subquery, Value
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction.accounts.cards import unused_cards
from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.http import render_page
from coproduction.base.rooms import Place
from coproduction.base.sorting import Sorting
from participants.adaptations.models import Adaptation
from participants.attendance.models import Attendance
from participants.briefings.models import Briefing
from participants.contact.models import is_fresh
from participants.corrections.history import changes_about
from participants.involvement.models import Involvement
from participants.links import links_on
from participants.messages.reach import safe_ways_of
from participants.people.forms import PeopleFilter
from participants.people.models import Participant, Pause

PER_PAGE = 50
# What the list can be sorted by.
COLUMNS = {"name": "folded", "asked": "contact__checked_on", "seen": "seen_on"}


@require_safe
def people_list(request):
    narrowing, sorting = (
        PeopleFilter(request.GET, user=request.user),
        Sorting.of(request.GET, COLUMNS, "name", "folded"),
    )
    found = Participant.objects.visible_to(request.user).current().annotate(seen_on=last_seen(request.user))
    if narrowing.is_valid() and (project := narrowing.cleaned_data["project"]):
        found = found.filter(pk__in=Involvement.objects.past_or_current().for_project(project).values("participant"))
    # Who may be seen is asked once, for the whole list; what is said of each, of those on this page alone.
    ids = list(found.order_by(*sorting.order).values_list("pk", flat=True))
    here = Paginator(ids, PER_PAGE).get_page(request.GET.get("page"))
    context = {"narrowing": narrowing, "sorting": sorting, "page": here, "found": rows_of(here, request.user)}
    return render_page(request, "person/list.html", context)


def rows_of(page, user):
    """What stands in each row of the list, in its order. `page` has the ids of the people."""
    ids = page.object_list
    people = Participant.objects.filter(pk__in=ids).annotate(paused=Exists(paused_now()), seen_on=last_seen(user))
    fields = ("pk", "name", "contact__checked_on", "paused", "seen_on")
    by_id = {person.pk: person for person in people.order_by().values_list(*fields, named=True)}
    projects, ways = live_projects_of(ids, user), safe_ways_of(ids)
    return [
        {
            "person": (person := by_id[pk]),
            "asked": contact_in_words(person.contact__checked_on),
            "projects": projects[pk],
            "ways": ways[pk],
        }
        for pk in ids
    ]


def last_seen(user):
    """The day of the last session they came to, of those that this reader runs."""
    came = Attendance.objects.run_by(user).came().filter(participant=OuterRef("pk")).order_by("-session__held_on")
    return Subquery(came.values("session__held_on")[:1])


def live_projects_of(ids, user):
    """{id of a person: titles} of the live projects in which they take part, of those this reader runs."""
    theirs = Involvement.objects.run_by(user).current().filter(participant__in=ids, project__closed_on__isnull=True)
    found = defaultdict(list)
    # By the project too: two may have one title.
    for person, title, _ in theirs.values_list("participant", "project__title", "project").distinct():
        found[person].append(title)
    return found


def contact_in_words(checked_on):
    """Kind of mark, its word; `checked_on`: the day on which they were last asked, None where never."""
    if checked_on is None:
        return "open", "Not asked yet"
    return ("good", "Asked") if is_fresh(checked_on, days.today()) else ("late", "Ask again")


@require_safe
def person(request, person_id):
    participant = get_object_or_404(page_rows(request.user), pk=person_id)
    safe = getattr(participant, "contact", None)
    cards = unused_cards(participant.user_id, participant.organisation_id)
    context = {
        "person": participant,
        "safe": safe,
        "channels": safe.channels.order_by("kind") if safe else (),
        "asked": contact_in_words(safe and safe.checked_on),
        **what_they_said(participant),
        "choices": participant.choices.current().order_by("kind"),
        "paused": participant.paused,
        "card": cards.filter(ends_at__gt=timezone.now()).first() if participant.user_id else None,
        "once": IdempotentForm(),
        "in_my_care": participant.in_my_care,
        "links": links_on(Place.PERSON, person_id=participant.pk),
        **in_projects_of(request.user, participant),
        "history": changes_about(participant),
        "crumbs": [("People", reverse("people:list")), (participant.name, None)],
    }
    return render_page(request, "person/person.html", context)


def paused_now():
    return Pause.objects.current().filter(participant=OuterRef("pk"))


def page_rows(user):
    """Whom this reader opens: with how it is safe to reach them, whether they pause, and are in the reader's care."""
    in_care = Participant.objects.in_care_of(user).filter(pk=OuterRef("pk"))
    found = Participant.objects.visible_to(user).select_related("contact")
    return found.annotate(paused=Exists(paused_now()), in_my_care=Exists(in_care))


def what_they_said(participant):
    """What helps them and what they bring, in the order in which it was written down: pairs of id and words."""
    needs = participant.needs.filter(ended_on__isnull=True).values_list(Value("needs"), "pk", "words", "recorded_at")
    strengths = participant.strengths.values_list(Value("strengths"), "pk", "words", "recorded_at")
    said = {"needs": [], "strengths": []}
    for what, pk, words, _ in needs.union(strengths, all=True).order_by("recorded_at"):
        said[what].append((pk, words))
    return said


def in_projects_of(user, participant):
    """What was written about them in the projects that this reader runs; of the projects and stages, what they are
    called.
    """
    involvements, briefings, adaptations = (
        model.objects.run_by(user).filter(participant=participant) for model in (Involvement, Briefing, Adaptation)
    )
    called, named = {"project": "project__title"}, {"project": "project__title", "stage": "stage__name"}
    return {
        "involvements": with_names(involvements.order_by("-invited_on"), named),
        "briefings": with_names(briefings.order_by("-offered_on"), named),
        "adaptations": with_names(adaptations, called),
    }


def with_names(rows, names):
    own = [field.name for field in rows.model._meta.concrete_fields]
    return rows.select_related(*names).only(*own, *names.values())
