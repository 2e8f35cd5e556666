"""Today: the coordinator's home. What to do next so that no principle slips, and how each project stands."""

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

import participants.owed.today
import principles.due
import projects.due
from coproduction.accounts.roles import too_few_hands
from coproduction.base.access import MANAGER, STAFF
from coproduction.base.days import LONDON
from coproduction.base.days import today as the_day
from coproduction.base.due import ask_together
from coproduction.base.http import render_page
from coproduction.base.words import PRINCIPLE_NAMES
from participants.involvement.models import Involvement
from participants.owed.queries import ask_about, of_one_among
from projects.due import with_ways
from projects.project.models import Project
from projects.stages.line import counted, in_a_row, stop
from projects.stages.models import Stage

from . import undelivered
from .project import project_summaries, with_news

# Of a page of the list, those that stand open.
SHOWN, PER_PAGE = 8, 20
LOG = "stages:log_session"
OF_A_STAGE = ("project", "name", "opened_on", "closed_on", "not_applicable_reason")


@require_safe
def today(request):
    day = the_day()
    run = list(with_news(Project.objects.run_by(request.user).select_related("organisation")))
    mine = [project for project in run if project.closed_on is None]
    stages = stages_of(run)
    lines = sorted(all_due(run, mine, stages, request.user, day), key=lambda due: (due.by, due.sentence))
    here, by_id = Paginator(lines, PER_PAGE).get_page(request.GET.get("page")), {project.pk: project for project in run}
    rows, to_log = [row(due, day, by_id) for due in here], next((due for due in lines if due.route == LOG), None)
    shown = SHOWN if here.number == 1 else PER_PAGE
    context = {
        "day": day,
        "greeting": greeting(timezone.now().astimezone(LONDON).hour),
        "pressing": sum(due.by <= day for due in lines),
        "page": here,
        "lines": rows[:shown],
        "later": rows[shown:],
        "undelivered": undelivered.count_for(request.user),
        "too_few_hands": too_few_hands(request.user.organisations_as(STAFF)),
        "manages": bool(request.user.roles & MANAGER),
        "to_log": row(to_log, day, by_id) if to_log else None,
        "projects": [
            {**summary, "stages": in_a_row(stage_line(stages, summary["project"]))}
            for summary in project_summaries(mine, request.user, day)
        ],
    }
    return render_page(request, "pages/today.html", context)


def stages_of(projects):
    """In their order, each with `people`, how many took part: for those who run these projects. It is too small a
    number for others.
    """
    there = Involvement.objects.past_or_current().filter(stage=OuterRef("pk")).order_by()
    people = there.values("stage").annotate(count=Count("pk")).values("count")
    stages = with_ways(Stage.objects.for_projects(projects).only(*OF_A_STAGE))
    return list(stages.annotate(people=Coalesce(Subquery(people), 0)))


def stage_line(stages, project):
    theirs = (stage for stage in stages if stage.project_id == project.pk)
    return [stop(stage, people=counted(stage, {stage.pk: stage.people})) for stage in theirs]


def all_due(run, live, stages, user, day):
    """What is owed to people stands there after a project has closed, too."""
    found = ask_together(
        [
            *ask_about(run, of_one_among(run, stages)),
            *projects.due.ask_about(live, day),
            participants.owed.today.ask_about_contacts(live, day),
            principles.due.ask_about(run, user, day),
        ]
    )
    of_live = [stage for stage in stages if stage.project_id in {project.pk for project in live}]
    return [
        *projects.due.as_due(found, live, of_live, day),
        *participants.owed.today.as_due(found, run, user, day),
        *participants.owed.today.contacts_due(found),
        *principles.due.as_due(found),
    ]


def row(due, day, projects):
    project = projects.get(due.ids.get("project_id"))
    return {
        "urgency": due.urgency(day),
        "when": due.when(day, project and project.organisation.region),
        "principle": due.principle,
        "principle_name": PRINCIPLE_NAMES[due.principle],
        "sentence": due.sentence,
        "project": project.title if project else "",
        "action": due.action,
        "route": due.route,
        "url": reverse(due.route, kwargs=due.ids),
    }


def greeting(hour):
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"
