"""What the work itself still needs: a contact, sessions made safe, ways agreed, money looked after."""

from datetime import datetime, time

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import TruncDate

from coproduction.base.days import LONDON
from coproduction.base.due import WEEK, Due, in_shape
from projects.agreements.models import GroupAgreement
from projects.money.models import Funding
from projects.power.models import PowerCheck
from projects.project.models import TeamMember
from projects.sessions.models import Session

from . import deadlines

CONTACT, SESSION, FUNDING = "contact of a project", "session without a safety plan", "money of a project"


def ask_about(projects, day):
    """Of these live projects on this day."""
    begins, until = (datetime.combine(on, at, tzinfo=LONDON) for on, at in ((day, time.min), (day + WEEK, time.max)))
    contacts = TeamMember.objects.for_projects(projects).filter(part=TeamMember.Part.CONTACT).with_role_end()
    planned = Session.objects.planned().for_projects(projects).filter(starts_at__range=(begins, until))
    lasting = Funding.objects.for_projects(projects).filter(ends_on__gte=day)
    return (
        in_shape(
            planned.filter(safety_plan__isnull=True),
            SESSION,
            happened_on=london("starts_at"),
            counts_from=london(F("starts_at") - deadlines.SAFETY_PLAN),
        ),
        in_shape(contacts, CONTACT, happened_on="until", counts_from=london("role_ended_at")),
        in_shape(lasting, FUNDING, happened_on="ends_on"),
    )


def london(moment):
    return TruncDate(moment, tzinfo=LONDON)


def with_ways(stages):
    """Each with `ways_agreed`, by the group of its project, and `power_checked`."""
    return stages.annotate(
        ways_agreed=Exists(GroupAgreement.objects.filter(project=OuterRef("project"))),
        power_checked=Exists(PowerCheck.objects.filter(stage=OuterRef("pk"))),
    )


def as_due(found, projects, stages, day):
    """Lines for these live projects on this day. `stages`: theirs, `with_ways`."""
    return [
        *contact_due(found[CONTACT]),
        *(safety_due(row) for row in found[SESSION]),
        *ways_due([stage for stage in stages if stage.state == "now"]),
        *funding_due(found[FUNDING], projects, day),
    ]


def contact_due(contacts):
    """Where the contact has left: from that day on people have nobody to turn to."""
    left = {}
    for row in contacts:
        # When the part ended, or the role in which it was given. None: they are there.
        days = filter(None, (row.happened_on, row.counts_from))
        left.setdefault(row.project, []).append(min(days, default=None))
    for project_id, days in left.items():
        if None not in days:
            sentence = "There is no contact now, so people have nobody to turn to"
            ids = {"project_id": project_id}
            yield Due(max(days), "relationships", sentence, "Name one", "projects:change_contact", ids)


def safety_due(row):
    on, ids = row.happened_on, {"project_id": row.project, "session_id": row.about}
    sentence = f"The session on {on:%A} {on.day} {on:%B} has no safety plan yet"
    by = row.counts_from
    return Due(by, "trauma_informed", sentence, "Plan it (4 questions)", "gatherings:safety", ids, safety=True)


def ways_due(open_stages):
    """In a stage that has been open for a while: how the group works together, and who holds what."""
    asked = set()
    for stage in sorted(open_stages, key=lambda stage: stage.opened_on):
        by, ids = deadlines.agreement(stage.opened_on), {"project_id": stage.project_id}
        if not stage.ways_agreed and stage.project_id not in asked:
            asked.add(stage.project_id)
            sentence = f"{stage.name}: the group has not agreed how it works together"
            yield Due(by, "equality", sentence, "Agree it", "stages:ways", ids)
        if not stage.power_checked:
            by = deadlines.power_check(stage.opened_on)
            sentence = f"{stage.name}: nobody has looked at who has the power to decide what"
            yield Due(by, "equality", sentence, "Five questions", "stages:power", {**ids, "stage_id": stage.pk})


def funding_due(lasting, projects, day):
    """Where the last money ends soon, and the project does not end before."""
    lasts = {}
    for row in lasting:
        lasts[row.project] = max(row.happened_on, lasts.get(row.project, row.happened_on))
    for project in projects:
        ends = lasts.get(project.pk)
        if ends and ends <= day + deadlines.FUNDING_NOTICE and (project.ends_on is None or project.ends_on > ends):
            sentence = f"The money ends on {ends.day} {ends:%B}; people need to be told what happens then"
            yield Due(ends, "sustainability", sentence, "Tell people", "gatherings:tell", {"project_id": project.pk})
