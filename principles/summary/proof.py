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
from .keeping import judge_projects, work_out
from .keys import keys_of
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
        standing = [row for row in rows if row.key == keys_of([by_id[row.project_id]], day)[row.project_id]]
        judged = judge_projects([by_id[row.project_id] for row in standing], day)
        keys = keys_of([by_id[row.project_id] for row in standing], day)
        for row in standing:
            if row.key == keys[row.project_id]:
                checked.compared += 1
                checked.equal += is_equal(row, judged[row.project_id])


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
    keys = keys_of(projects, day)
    kept = {row.project_id: row.key for row in ProjectSummary.objects.filter(project__in=keys)}
    behind = [project for project in projects if kept.get(project.pk) != keys[project.pk]]
    checked.worked_out += len(behind)
    work_out(behind, day)
