from coproduction.accounts.audit import action
from coproduction.base import days
from coproduction.base.refusals import Refused
from projects.money.models import BudgetLine, Funding
from projects.project.models import Project
from projects.stages.models import Stage
from projects.team.actions import name_team, require_coordinator


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


def verb_of(kind, project):
    """What a stage carries: the template says it, and a stage of their own does what the project is for."""
    if kind in Stage.TEMPLATE:
        return Stage.TEMPLATE[kind]
    if project.designs:
        return Stage.Verb.DESIGN
    return Stage.Verb.DELIVER if project.delivers else Stage.Verb.REVIEW
