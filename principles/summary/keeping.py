"""Works out how projects stand, and keeps it. What is kept can always be worked out again."""

import logging
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, transaction

from coproduction.accounts.models import Organisation
from participants.owed.queries import owed_in
from projects.project.models import Project

from ..evidence import gather
from ..findings import Finding
from ..models import KeptFinding, KeptLateStep, ProjectSummary
from .keys import Key, keys_of
from .packing import pack
from .standing import Details, Judgement, Summary, assess

log = logging.getLogger(__name__)

# In which a figure of people is kept, to be put in order by.
PARTS = 1000


class WorkedOut(NamedTuple):
    row: ProjectSummary
    judged: Judgement


def behind(projects: Collection[Project], kept: Mapping[UUID, ProjectSummary], day: date) -> list[Project]:
    """Of these, those of which nothing is kept, or what no longer stands. kept: by project id."""
    keys = keys_of(projects, day)
    return [project for project in projects if project.pk not in kept or kept[project.pk].key != keys[project.pk]]


def work_out(projects: Collection[Project], day: date) -> dict[UUID, WorkedOut]:
    """{project id: WorkedOut}, kept if the database takes it now: a page is not held up by what can wait."""
    if not projects:
        return {}
    keys = keys_of(projects, day)
    judged = judge_projects(projects, day)
    owing = {item.project for item in owed_in([project for project in projects if project.closed_on])}
    found = {
        project.pk: WorkedOut(
            summary_row(project, keys[project.pk], judged[project.pk], project.pk in owing), judged[project.pk]
        )
        for project in projects
    }
    try:
        keep_summaries(found)
    except DatabaseError:
        # Somebody else keeps the same just now, or writes for long.
        log.warning("%d summaries were worked out and not kept", len(found))
    return found


def judge_projects(projects: Collection[Project], day: date) -> dict[UUID, Judgement]:
    """{project id: Judgement}, from the records, in a fixed number of queries."""
    organisations = Organisation.objects.filter(pk__in={project.organisation_id for project in projects})
    least = dict(organisations.values_list("pk", "small_group"))
    facts = gather(projects, day)
    return {project.pk: assess(facts[project.pk], least[project.organisation_id]) for project in projects}


def summary_row(project: Project, key: Key, judged: Judgement, owing: bool) -> ProjectSummary:
    summary = judged.summary
    kind, amount, since, place, _ = summary.order
    return ProjectSummary(
        project=project,
        organisation_id=project.organisation_id,
        **key._asdict(),
        help_kind=kind,
        help_amount=round(amount * PARTS),
        help_since=since,
        help_place=place,
        needs_help=summary.standings.first.needs_help,
        minutes=summary.minutes,
        agreed=summary.agreed,
        sent=summary.sent,
        stages=summary.stages,
        heard=len(summary.heard),
        waiting=summary.waiting,
        owing=owing,
        people=dict(summary.people),
        summary=pack(Summary, summary),
        details=pack(Details, judged.details),
    )


def keep_summaries(found: Mapping[UUID, WorkedOut]) -> None:
    """All of it or nothing: what was cut off half-way is worked out again on the next reading."""
    with transaction.atomic():
        for model in (ProjectSummary, KeptFinding, KeptLateStep):
            model.objects.filter(project__in=found).delete()
        ProjectSummary.objects.bulk_create(row for row, _ in found.values())
        KeptFinding.objects.bulk_create(
            KeptFinding(**of(row), statement=finding.key, finding=pack(Finding, finding))
            for row, judged in found.values()
            for finding in judged.findings
        )
        KeptLateStep.objects.bulk_create(
            KeptLateStep(**of(row), step=late.step, payments=late.payments, days=late.days)
            for row, judged in found.values()
            for late in judged.summary.late
        )


def of(row: ProjectSummary) -> dict[str, UUID]:
    return {"project_id": row.project_id, "organisation_id": row.organisation_id}
