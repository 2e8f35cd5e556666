"""What the work itself still needs: a contact, sessions made safe, ways agreed, money looked after."""

from datetime import datetime, time

from coproduction.base.days import LONDON
from coproduction.base.due import WEEK, Due
from projects.agreements.models import GroupAgreement
from projects.money.models import Funding
from projects.power.models import PowerCheck
from projects.project.models import TeamMember
from projects.sessions.models import Session
from projects.stages.models import Stage

from . import deadlines


def as_due(projects, day):
    """Lines for these live projects on this day, in a fixed number of queries."""
    projects = list(projects)
    makers = (contact_due, safety_due, ways_due, funding_due)
    return [line for make in makers for line in make(projects, day)]


def contact_due(projects, day):
    """Where the contact has left: from that day on people have nobody to turn to."""
    contacts = TeamMember.objects.for_projects(projects).filter(part=TeamMember.Part.CONTACT)
    there = contacts.open_ended().values("project")
    left = {}
    for contact in contacts.exclude(project__in=there).with_role_end():
        left[contact.project_id] = max(contact.left_on, left.get(contact.project_id, contact.left_on))
    for project_id, on in left.items():
        sentence = "There is no contact now, so people have nobody to turn to"
        yield Due(on, "relationships", sentence, "Name one", "projects:change_contact", {"project_id": project_id})


def safety_due(projects, day):
    until = datetime.combine(day + WEEK, time.max, tzinfo=LONDON)
    planned = Session.objects.planned().for_projects(projects).filter(starts_at__lte=until)
    for session in planned.select_related("safety_plan"):
        ids = {"project_id": session.project_id, "session_id": session.pk}
        if session.on >= day and not hasattr(session, "safety_plan"):
            sentence = f"The session on {session.on:%A} {session.on.day} {session.on:%B} has no safety plan yet"
            by = deadlines.safety_plan(session.starts_at).astimezone(LONDON).date()
            yield Due(by, "trauma_informed", sentence, "Plan it (4 questions)", "gatherings:safety", ids, safety=True)


def ways_due(projects, day):
    """In a stage that has been open for a while: how the group works together, and who holds what."""
    agreed = set(GroupAgreement.objects.for_projects(projects).values_list("project_id", flat=True))
    checked = set(PowerCheck.objects.for_projects(projects).values_list("stage_id", flat=True))
    asked = set()
    for stage in Stage.objects.open().for_projects(projects).order_by("opened_on"):
        by, ids = deadlines.agreement(stage.opened_on), {"project_id": stage.project_id}
        if stage.project_id not in agreed | asked:
            asked.add(stage.project_id)
            sentence = f"{stage.name}: the group has not agreed how it works together"
            yield Due(by, "equality", sentence, "Agree it", "stages:ways", ids)
        if stage.pk not in checked:
            by = deadlines.power_check(stage.opened_on)
            sentence = f"{stage.name}: nobody has looked at who has the power to decide what"
            yield Due(by, "equality", sentence, "Five questions", "stages:power", {**ids, "stage_id": stage.pk})


def funding_due(projects, day):
    lasts = {}
    for funding in Funding.objects.for_projects(projects):
        lasts[funding.project_id] = max(funding.ends_on, lasts.get(funding.project_id, funding.ends_on))
    for project in projects:
        ends = lasts.get(project.pk)
        if (
            ends
            and day <= ends <= day + deadlines.FUNDING_NOTICE
            and (project.ends_on is None or project.ends_on > ends)
        ):
            sentence = f"The money ends on {ends.day} {ends:%B}; people need to be told what happens then"
            yield Due(ends, "sustainability", sentence, "Tell people", "gatherings:tell", {"project_id": project.pk})
