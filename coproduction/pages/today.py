"""Today: the coordinator's home. What to do next so that no principle slips, and how each project stands."""

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
from coproduction.base.due import SOON
from coproduction.base.http import render_page
from coproduction.base.words import PRINCIPLE_NAMES
from projects.project.models import Project
from projects.stages.line import in_a_row

from . import undelivered
from .project import project_summaries, stage_lines

SHOWN = 8
LOG = "stages:log_session"


@require_safe
def today(request):
    day = the_day()
    run = list(Project.objects.run_by(request.user).select_related("organisation"))
    mine = [project for project in run if project.closed_on is None]
    lines = sorted(all_due(run, mine, request.user, day), key=lambda due: (due.by, due.sentence))
    by_id = {project.pk: project for project in run}
    stages = stage_lines(mine)
    rows = [row(due, day, by_id) for due in lines]
    pressing = [line for line in rows if line["urgency"] != SOON]
    context = {
        "day": day,
        "greeting": greeting(timezone.now().astimezone(LONDON).hour),
        "pressing": len(pressing),
        "lines": rows[:SHOWN],
        "later": rows[SHOWN:],
        "undelivered": undelivered.seen_by(request.user).undelivered().count(),
        "too_few_hands": too_few_hands(request.user.organisations_as(STAFF)),
        "manages": bool(request.user.roles & MANAGER),
        "to_log": next((line for line in rows if line["route"] == LOG), None),
        "projects": [
            {**summary, "stages": in_a_row(stages[summary["project"].pk])}
            for summary in project_summaries(mine, request.user, day)
        ],
    }
    return render_page(request, "pages/today.html", context)


def all_due(run, live, user, day):
    """What is owed to people stands there after a project has closed, too."""
    return [
        *projects.due.as_due(live, day),
        *participants.owed.today.as_due(run, user, day),
        *participants.owed.today.contacts_due(live, day),
        *principles.due.as_due(run, user, day),
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
