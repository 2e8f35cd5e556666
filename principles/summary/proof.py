"""The nightly proof: each summary that stands is worked out anew from the records and compared."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from coproduction.accounts.models import Organisation
from projects.project.models import Project

from ..findings import Finding
from ..models import KeptFinding, ProjectSummary, SummaryCheck
from .keeping import behind, judge_projects, work_out
from .organisation import changes_of, keep_organisation, with_changes, work_out_organisation
from .packing import pack
from .standing import Details, Judgement, Summary

log = logging.getLogger(__name__)

AT_ONCE = 50


@dataclass
class Checked:
    """compared: summaries that stood; equal: those of them that say what their records say."""

    equal: int = 0
    compared: int = 0
    worked_out: int = 0


def bring_up_all(organisation: Organisation, day: date) -> Checked:
    """Compares what is kept of an organisation with its records, and works out what is not of this day."""
    changes = changes_of(with_changes([organisation.pk]).get())
    projects = list(Project.objects.filter(organisation=organisation).order_by("pk"))
    checked = Checked()
    for start in range(0, len(projects), AT_ONCE):
        batch = projects[start : start + AT_ONCE]
        compare(batch, checked)
        bring_up_projects(batch, day, checked)
    keep_organisation(work_out_organisation(organisation, None, changes, day))
    said = {"checked_at": timezone.now(), "equal": checked.equal, "compared": checked.compared}
    SummaryCheck.objects.update_or_create(organisation=organisation, defaults=said)
    return checked


def compare(projects: list[Project], checked: Checked) -> None:
    """Each that stands, for the day for which it was worked out. What changes meanwhile is not compared."""
    by_id = {project.pk: project for project in projects}
    for day, rows in of_each_day(ProjectSummary.objects.filter(project__in=by_id)).items():
        kept = {row.project_id: row for row in rows}
        those = [by_id[pk] for pk in kept]
        passed = {project.pk for project in behind(those, kept, day)}
        standing = [project for project in those if project.pk not in passed]
        judged = judge_projects(standing, day)
        changed = {project.pk for project in behind(standing, kept, day)}
        for project in standing:
            if project.pk not in changed:
                checked.compared += 1
                checked.equal += is_equal(kept[project.pk], judged[project.pk])


def of_each_day(rows: Iterable[ProjectSummary]) -> dict[date, list[ProjectSummary]]:
    found: dict[date, list[ProjectSummary]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return found


def is_equal(row: ProjectSummary, judged: Judgement) -> bool:
    kept = dict(KeptFinding.objects.filter(project=row.project_id).values_list("statement", "finding"))
    fresh = {finding.key: pack(Finding, finding) for finding in judged.findings}
    equal = (row.summary, row.details, kept) == (pack(Summary, judged.summary), pack(Details, judged.details), fresh)
    if not equal:
        log.error("The summary of project %s of %s was not what its records say.", row.project_id, row.day)
        row.delete()
    return equal


def bring_up_projects(projects: list[Project], day: date, checked: Checked) -> None:
    """What was not equal is among it: its row is gone."""
    kept = {row.project_id: row for row in ProjectSummary.objects.filter(project__in=projects)}
    checked.worked_out += len(work_out(behind(projects, kept, day), day))
