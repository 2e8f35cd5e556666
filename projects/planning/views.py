from collections import defaultdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.idempotency import submit_once
from coproduction.base.access import COORDINATOR
from coproduction.base.http import render_page
from coproduction.base.sorting import Sorting
from projects.money.forms import Budget
from projects.project.models import Project, TeamMember
from projects.project.pages import trail
from projects.sessions.models import Session
from projects.stages.line import in_a_row, stop
from projects.stages.models import Stage
from projects.updates.models import Update

from .actions import plan_project
from .forms import PlanForm, ProjectFilter

PER_PAGE = 20
# What the list can be sorted by.
COLUMNS = {"start": "starts_on", "name": "folded", "session": "next_starts_at", "told": "told_on"}


@require_safe
def projects(request):
    choice = ProjectFilter.of(request.GET)
    sorting = Sorting.of(request.GET, COLUMNS, "start", "folded")
    found = choice.narrow(Project.objects.visible_to(request.user)).annotate(**how_it_stands())
    here = Paginator(found.order_by(*sorting.order), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "choice": choice,
        "sorting": sorting,
        "page": here,
        "rows": project_rows(here, sorting.order),
        "narrowed": bool(request.GET.get("stage") or request.GET.get("state")),
        "may_plan": bool(request.user.roles & COORDINATOR),
    }
    return render_page(request, "planning/list.html", context)


def project_rows(page, order):
    """How each project of a page of them stands, in two queries for all of them."""
    # What is looked up for each is looked up for those of this page alone.
    found = Project.objects.filter(pk__in=page.object_list.values("pk")).annotate(**how_it_stands()).order_by(*order)
    found, stages = list(found.only("organisation", "title", "size", "starts_on", "closed_on")), defaultdict(list)
    for stage in Stage.objects.for_projects(found):
        stages[stage.project_id].append(stop(stage))
    return [{"project": project, "stages": in_a_row(stages[project.pk])} for project in found]


def how_it_stands():
    """The name of the contact, when the next session starts, and the day on which people were last told."""
    here = {"project": OuterRef("pk")}
    contact = TeamMember.objects.current().filter(**here, part="contact")
    coming = Session.objects.planned().filter(**here, starts_at__gte=timezone.now()).order_by("starts_at")
    told = Update.objects.told().filter(**here).order_by("-as_of")
    return {
        "contact": Subquery(contact.values("user__name")[:1]),
        "next_starts_at": Subquery(coming.values("starts_at")[:1]),
        "told_on": Subquery(told.values("as_of")[:1]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    typed = request.POST if request.method == "POST" else None
    form = PlanForm(typed, user=request.user)
    budget = Budget(typed, prefix="budget")
    right = typed is not None and all([form.is_valid(), budget.is_valid(), form.explains(budget)])
    if right and (answer := submit_once(request, form, lambda: plan_project_and_say(request, form, budget))):
        return answer
    crumbs = [("Projects", reverse("projects:list")), ("Plan a project", None)]
    return render_page(request, "planning/plan.html", {"form": form, "formset": budget, "crumbs": crumbs})


def plan_project_and_say(request, form, budget):
    project = plan_project(**form.planned, budget=budget.lines(form.cleaned_data["why_none"]), by=request.user)
    messages.success(request, "Planned. Next, open the first stage with the people who take part.")
    return reverse("projects:stages", args=[project.pk])


@require_safe
def stages(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    found = list(Stage.objects.for_project(project))
    context = {
        "project": project,
        "found": found,
        "line": [stop(stage) for stage in found],
        "planned": {session.stage_id for session in Session.objects.planned().for_project(project)},
        "runs": Project.objects.run_by(request.user).filter(pk=project.pk).exists(),
        "crumbs": trail(project, ("Stages", None)),
    }
    return render_page(request, "planning/stages.html", context)
