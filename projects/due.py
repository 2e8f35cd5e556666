"""What the work itself still needs: sessions to make safe, sessions to log, people to be told, money to look after."""

from datetime import datetime, time, timedelta

from coproduction.base.days import LONDON
from coproduction.base.due import WEEK, Due

from .models import Funding, Session, Update

TELL_EVERY = timedelta(days=28)
FUNDING_NOTICE = timedelta(days=90)


def as_due(projects, day):
    """Lines for these live projects on this day, in three queries."""
    projects = list(projects)
    return [*sessions_due(projects, day), *updates_due(projects, day), *funding_due(projects, day)]


def sessions_due(projects, day):
    until = datetime.combine(day + WEEK, time.max, tzinfo=LONDON)
    planned = Session.objects.planned().for_projects(projects).filter(starts_at__lte=until)
    for session in planned.select_related("safety_plan"):
        ids = {"project_id": session.project_id, "session_id": session.pk}
        if session.on < day:
            sentence = f"The session on {session.on:%A} {session.on.day} {session.on:%B} is not logged yet"
            yield Due(session.on, "resources", sentence, "Log this session", "stages:log_session", ids)
        elif session.on == day:
            yield Due(
                day, "resources", "There is a session today to log", "Log this session", "stages:log_session", ids
            )
        if session.on >= day and not hasattr(session, "safety_plan"):
            sentence = f"The session on {session.on:%A} {session.on.day} {session.on:%B} has no safety plan yet"
            by = session.on - timedelta(days=1)
            yield Due(by, "trauma_informed", sentence, "Plan it (4 questions)", "gatherings:safety", ids)


def updates_due(projects, day):
    told = {}
    for update in Update.objects.told().for_projects(projects).values("project_id", "as_of"):
        told[update["project_id"]] = max(update["as_of"], told.get(update["project_id"], update["as_of"]))
    for project in projects:
        by = told.get(project.pk, project.starts_on) + TELL_EVERY
        if by <= day + WEEK:
            sentence = f"{project.title}: people have not been told how things stand for a while"
            yield Due(by, "resources", sentence, "Tell people", "gatherings:tell", {"project_id": project.pk})


def funding_due(projects, day):
    lasts = {}
    for funding in Funding.objects.for_projects(projects):
        lasts[funding.project_id] = max(funding.ends_on, lasts.get(funding.project_id, funding.ends_on))
    for project in projects:
        ends = lasts.get(project.pk)
        if ends and day <= ends <= day + FUNDING_NOTICE and (project.ends_on is None or project.ends_on > ends):
            sentence = (
                f"{project.title}: the money ends on {ends.day} {ends:%B}; people need to be told what happens then"
            )
            yield Due(ends, "sustainability", sentence, "Tell people", "gatherings:tell", {"project_id": project.pk})
