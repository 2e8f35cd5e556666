from coproduction.accounts.audit import action
from coproduction.accounts.models import Membership
from coproduction.base import days
from coproduction.base.refusals import Refused
from projects.models import BudgetLine, Funding, Project, Stage, TeamMember


@action("project planned")
def plan_project(*, organisation, fields, contact, deputy, budget, funding, stages, on=None, by):
    """`fields` of Project by name; `budget` {head: (pence, reason)}; `funding` a dict of Funding's fields, or None;
    `stages` pairs of kind and name, in order; `deputy` may be None.
    """
    on = on or days.today()
    for person in filter(None, {contact, deputy}):
        require_coordinator(person, organisation)
    if contact == deputy:
        raise Refused("Choose two people: the deputy steps in when the contact is away.")
    project = Project(organisation=organisation, **fields)
    project.save()
    name_team(project, contact, deputy, since=min(project.starts_on, on), by=by)
    BudgetLine.objects.bulk_create(
        BudgetLine(project=project, head=head, pence=pence, reason=reason) for head, (pence, reason) in budget.items()
    )
    if funding:
        Funding.objects.create(project=project, **funding)
    Stage.objects.bulk_create(
        Stage(project=project, kind=kind, name=name, verb=verb_of(kind, project), position=position)
        for position, (kind, name) in enumerate(stages, start=1)
    )
    return project


def require_coordinator(person, organisation):
    if not Membership.objects.current().filter(user=person, organisation=organisation, role="coordinator").exists():
        raise Refused(f"{person} does not coordinate projects here. Choose someone who does.")


def name_team(project, contact, deputy, *, since, by):
    parts = {contact: TeamMember.Part.CONTACT}
    if deputy:
        parts[deputy] = TeamMember.Part.DEPUTY
    # Whoever plans a project can go on working in it.
    parts.setdefault(by, TeamMember.Part.COORDINATOR)
    TeamMember.objects.bulk_create(
        TeamMember(project=project, user=user, part=part, since=since) for user, part in parts.items()
    )


def verb_of(kind, project):
    """What a stage carries: the template says it, and a stage of their own does what the project is for."""
    if kind in Stage.TEMPLATE:
        return Stage.TEMPLATE[kind]
    if project.designs:
        return Stage.Verb.DESIGN
    return Stage.Verb.DELIVER if project.delivers else Stage.Verb.REVIEW


@action("project closed")
def close_project(*, project, open_items, on=None, by):
    """`open_items` are the sentences that say what is still owed to people; with any, it stays open."""
    if open_items:
        raise Refused("This project can't be closed yet. Some things are still open for people.")
    if not Project.objects.live().filter(pk=project.pk).update(closed_on=on or days.today()):
        raise Refused("This project is closed already.")
    project.refresh_from_db()
    return project
