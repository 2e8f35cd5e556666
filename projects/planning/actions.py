from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from coproduction.accounts.audit import action
from coproduction.accounts.models import Organisation, User
from coproduction.base import days
from coproduction.base.refusals import Refused
from projects.money.models import BudgetLine, Funding
from projects.project.models import Project
from projects.stages.models import Stage
from projects.team.actions import name_team, require_coordinator


@action("project planned")
def plan_project(
    *,
    organisation: Organisation,
    fields: Mapping[str, Any],
    contact: User,
    deputy: User | None,
    budget: Mapping[str, tuple[int, str]],
    funding: Mapping[str, Any] | None,
    stages: Iterable[tuple[str, str]],
    on: date | None = None,
    by: User,
) -> Project:
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


def verb_of(kind: str, project: Project) -> str:
    """What a stage carries: the template says it, and a stage of their own does what the project is for."""
    if kind in Stage.TEMPLATE:
        return Stage.TEMPLATE[Stage.Kind(kind)]
    if project.designs:
        return Stage.Verb.DESIGN
    return Stage.Verb.DELIVER if project.delivers else Stage.Verb.REVIEW
