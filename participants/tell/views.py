from collections import Counter
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction.accounts.idempotency import submit_once
from coproduction.base import days
from coproduction.base.disclosure import number_of_people, people_out_of
from coproduction.base.http import redirect_to, render_page, run_and_report
from participants.attendance.models import Attendance
from participants.corrections.history import histories
from participants.decisions.models import Decision
from participants.deliveries.actions import mark_told
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.messages.reach import how_to_tell
from participants.people.models import Pause
from participants.sessions.views import ever_took_part
from projects.project.models import Project
from projects.project.pages import runs, trail
from projects.updates.models import Update

from .actions import REACHED, people_to_tell, tell_people
from .forms import TellForm

PER_PAGE = 20

REACHED_NOW = Count("pk", filter=Q(state__in=REACHED))


@require_safe
def updates(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    here = Paginator(Update.objects.told().for_project(project), PER_PAGE).get_page(request.GET.get("page"))
    on_team = runs(request, project)
    context = {
        "project": project,
        "page": here,
        "told": [(update, told) for update, told in told_in_words(project, list(here), on_team)],
        "runs": on_team,
        "crumbs": trail(project, ("Updates", None)),
    }
    return render_page(request, "tell/updates.html", context)


def told_in_words(project, found, on_team):
    """Pairs of update and how many people it has reached.

    To all but the team, out of everyone who ever took part: who needs no update counts as done.
    """
    least = project.organisation.small_group
    if not on_team:
        n = len(ever_took_part(Involvement.objects.for_project(project), Attendance.objects.for_project(project)))
        missed = still_to_tell(project, found)
        return [(update, people_out_of(n - missed[update.pk], n, least)) for update in found]
    counts = (
        Delivery.objects.for_project(project)
        .filter(update__in=found)
        .order_by()
        .values("update")
        .annotate(reached=REACHED_NOW)
    )
    reached = {row["update"]: row["reached"] for row in counts}
    return [(update, number_of_people(reached.get(update.pk, 0), least, names_seen=True)) for update in found]


def still_to_tell(project, found):
    """{update id: how many people wait for it}, without those who were on a pause when it was told."""
    never_asked = Q(state=Delivery.State.BLOCKED, participant__contact__checked_on__isnull=True)
    waiting = Delivery.objects.for_project(project).filter(update__in=found)
    pairs = list(waiting.filter(Q(state=Delivery.State.WAITING) | never_asked).values_list("update", "participant"))
    pauses = list(Pause.objects.filter(participant__in=[person for _, person in pairs]))
    told_at = {update.pk: update.told_at for update in found}
    return Counter(
        update
        for update, person in pairs
        if not any(pause.participant_id == person and pause.lasted_at(told_at[update]) for pause in pauses)
    )


@require_safe
def update(request, project_id, update_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    found = get_object_or_404(Update.objects.told().for_project(project), pk=update_id)
    on_team = runs(request, project)
    deliveries = (
        Delivery.objects.for_project(project)
        .filter(update=found)
        .select_related("participant")
        .order_by("participant__name")
    )
    updates_page = reverse("gatherings:updates", args=[project.pk])
    context = {
        "project": project,
        "update": found,
        "history": histories([found]).get(found.pk) if found.put_right_at else None,
        "told": told_in_words(project, [found], on_team)[0][1],
        "deliveries": deliveries if on_team else [],
        "runs": on_team,
        "crumbs": trail(project, ("Updates", updates_page), ("How things stood", None)),
    }
    return render_page(request, "tell/update.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request, project_id):
    mine = Project.objects.run_by(request.user).select_related("organisation")
    project = get_object_or_404(mine, pk=project_id)
    untold = Decision.objects.for_project(project).filter(told_on__isnull=True)
    known = project.organisation.short_forms
    form = TellForm(request.POST if request.method == "POST" else None, decisions=untold, short_forms=known)
    if answer := submit_once(request, form, lambda: tell_people_and_say(request, project, form)):
        return answer
    crumbs = trail(project, ("Updates", reverse("gatherings:updates", args=[project.pk])), ("Tell people", None))
    context = {"form": form, "project": project, "ways": ways_to_tell(project), "crumbs": crumbs}
    return render_page(request, "tell/tell.html", context)


def ways_to_tell(project):
    """Who would hear of it now, and how."""
    today = days.today()
    ways = [(person, how_to_tell(person, today)) for person in people_to_tell(project)]
    return [
        {
            "person": person,
            "how": Delivery.Route(way.route).label,
            "state": way.state,
            "label": Delivery.State(way.state).label,
        }
        for person, way in ways
    ]


def tell_people_and_say(request, project, form):
    update = tell_people(
        project=project,
        parts=form.parts,
        decisions=form.cleaned_data.get("decisions", ()),
        as_of=form.cleaned_data["as_of"],
        by=request.user,
    )
    messages.success(request, "Told. Below is who has it, and who still waits for you.")
    return reverse("gatherings:update", args=[project.pk, update.pk])


@require_POST
def tell_in_person(request, project_id, delivery_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    delivery = get_object_or_404(Delivery.objects.for_project(project), pk=delivery_id)
    run_and_report(request, partial(mark_told, delivery=delivery, by=request.user), "Thank you for telling them.")
    return redirect_to(request, "gatherings:update", project_id=project.pk, update_id=delivery.update_id)
