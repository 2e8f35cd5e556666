"""One project held against the six principles: all of them, one of them, one of its statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction.accounts.models import User
from coproduction.base.days import today
from coproduction.base.due import in_words
from coproduction.base.http import render_page
from coproduction.base.opening import Opened
from participants.group_statements.rules import current_statement_of
from participants.survey.models import SurveyRound
from principles.record_links import missing_record, open_all
from projects.project.models import Project
from projects.project.pages import trail
from projects.stages.models import Stage

from ..definitions import PRINCIPLES, Principle
from ..facts import Ref
from ..findings import CountedRecord, Criterion, Finding, State, owed_by, without_persons
from ..models import Reflection
from ..quarters import height, quarters_in_words
from ..summary.freezing import quarters_of
from ..summary.reading import ProjectStanding, details_of, findings_of, standings_of
from ..summary.standing import Details, Part, Said, Standing
from .signed_in import SignedInRequest

PER_PAGE = 25
# The shape and word of a record that was as it should be, put right later, is owed to somebody still, or was not so.
AS_IT_SHOULD_BE, PUT_RIGHT = ("good", "As it should be"), ("part", "Put right later")
STILL_OWED, MISSED = ("late", "Still owed"), ("open", "Missed")


@dataclass(frozen=True)
class Reading:
    """A project, as this reader may see it judged. `teammate`: the reader, where on the team; else None."""

    project: Project
    teammate: User | None
    standing: ProjectStanding

    @property
    def runs_it(self) -> bool:
        return self.teammate is not None

    @property
    def least(self) -> int:
        """What is told of fewer people than this, the organisation keeps to those who run its projects."""
        return self.project.organisation.small_group

    def lists(self, part: Part | Criterion) -> bool:
        """Whether this reader may open the records behind a count: where it is about people, the team alone may."""
        return self.runs_it or not part.about_people

    def trail(self, *further: tuple[str, str | None]) -> list[tuple[str, str | None]]:
        return trail(self.project, ("Principles", reverse("principles:project", args=[self.project.pk])), *further)


@require_safe
def project_page(request: SignedInRequest, project_id: UUID) -> HttpResponse:
    reading = read_project(request.user, project_id)
    context = {
        "project": reading.project,
        "judged": [principle_row(cell) for cell in reading.standing.cells],
        "withheld_stages": Stage.objects.filter(pk__in=reading.standing.withheld_stages),
        "to_reflect": rounds_to_reflect_on(reading, request.user),
        "crumbs": trail(reading.project, ("Principles", None)),
    }
    return render_page(request, "principles/project.html", context)


def read_project(user: User, project_id: UUID) -> Reading:
    found = get_object_or_404(Project.objects.visible_to(user).select_related("organisation"), pk=project_id)
    runs_it = Project.objects.run_by(user).filter(pk=found.pk).exists()
    return Reading(found, user if runs_it else None, standings_of([found], user, today())[found.pk])


def principle_row(cell: Standing) -> dict[str, Any]:
    return {"about": PRINCIPLES[cell.principle], "cell": cell}


def rounds_to_reflect_on(reading: Reading, user: User) -> Iterable[SurveyRound]:
    """Rounds that are still open, and that this member of the team has not answered from their own side."""
    if not reading.runs_it:
        return []
    waiting = SurveyRound.objects.for_project(reading.project).filter(closed_on=None)
    return waiting.exclude(pk__in=Reflection.objects.filter(user=user).values("survey_round")).select_related("stage")


@require_safe
def principle_page(request: SignedInRequest, project_id: UUID, key: str) -> HttpResponse:
    reading, about = read_principle(request.user, project_id, key)
    details = details_of(reading.project, reading.standing)
    said = {statement.key: statement for statement in details.said}
    context = {
        "project": reading.project,
        "about": about,
        "cell": reading.standing.cell(key),
        "group_said": current_statement_of(reading.project, key, reading.standing.as_of),
        "quarters": quarters(reading, key, details),
        "findings": [finding_row(said[statement.key], reading) for statement in about.statements],
        "crumbs": reading.trail((about.name, None)),
    }
    return render_page(request, "principles/principle.html", context)


def quarters(reading: Reading, key: str, details: Details) -> dict[str, Any] | None:
    found = quarters_of(reading.project, key, reading.standing, details)
    if not found:
        return None
    return {
        "each": found,
        "height": height(found),
        "words": quarters_in_words(key, found),
        "several": len(found) > 1,
    }


def read_principle(user: User, project_id: UUID, key: str) -> tuple[Reading, Principle]:
    if key not in PRINCIPLES:
        raise Http404
    return read_project(user, project_id), PRINCIPLES[key]


def finding_row(found: Said, reading: Reading) -> dict[str, Any]:
    """counts: "yes" or "no" where the statement is one of those in "4 of 7"."""
    counts = ("yes" if found.state == State.MET else "no") if found.counts else ""
    return {"found": found, "counts": counts, "parts": [part_said(part, reading) for part in found.parts]}


def part_said(part: Part, reading: Reading) -> dict[str, Any]:
    """What one count says to this reader, and how many records they can open."""
    listed = reading.lists(part)
    return {
        "sentence": part.sentence if listed else part.told_outside,
        "listed": listed,
        "records": part.records if listed else 0,
    }


def part_row(part: Criterion, reading: Reading) -> dict[str, Any]:
    """The same beside the list of them."""
    listed = reading.lists(part)
    sentence = part.sentence if listed else part.told_outside(reading.least)
    return {"sentence": sentence, "listed": listed, "openly": part.openly is not None}


@require_safe
def finding_page(request: SignedInRequest, project_id: UUID, key: str, check: str) -> HttpResponse:
    reading, about = read_principle(request.user, project_id, key)
    if check not in {statement.key for statement in about.statements}:
        raise Http404
    (found,) = findings_of(reading.project, reading.standing, [check])
    page = records_page(found, reading, request.GET.get("page"))
    context = {
        "project": reading.project,
        "about": about,
        "found": found,
        "parts": listed_parts(found, reading, page),
        "page": page,
        "crumbs": reading.trail(way_to(about, reading), (f"Statement {found.key}", None)),
    }
    return render_page(request, "principles/finding.html", context)


def way_to(about: Principle, reading: Reading) -> tuple[str, str]:
    return (about.name, reverse("principles:principle", args=[reading.project.pk, about.key]))


@require_safe
def page_of_owed(request: SignedInRequest, project_id: UUID, key: str) -> HttpResponse:
    """What is overdue under one principle; what points at persons is for the team."""
    reading, about = read_principle(request.user, project_id, key)
    findings = findings_of(reading.project, reading.standing, [statement.key for statement in about.statements])
    everything = owed_by(findings)
    things = without_persons(findings, everything)
    persons = [record for record in everything if record not in things] if reading.runs_it else []
    page = Paginator([*things, *persons], PER_PAGE).get_page(request.GET.get("page"))
    rows = record_rows(list(page), reading, findings)
    context = {
        "project": reading.project,
        "about": about,
        "things": [row for row in rows if row["counted"] in things],
        "persons": [row for row in rows if row["counted"] in persons],
        "page": page,
        "more": len(everything) > len(things) and not reading.runs_it,
        "crumbs": reading.trail(way_to(about, reading), ("What is owed", None)),
    }
    return render_page(request, "principles/owed.html", context)


def records_page(found: Finding, reading: Reading, number: str | None) -> "Page[Any]":
    """Pairs of the place of a part and a record that it counts. What still needs somebody stands first in its part."""
    pairs = [
        (place, record)
        for place, part in enumerate(found.parts)
        if reading.lists(part)
        for record in sorted(part.counted, key=lambda record: (record.ok, bool(record.resolved_on)))
    ]
    return Paginator(pairs, PER_PAGE).get_page(number)


def listed_parts(found: Finding, reading: Reading, page: "Page[Any]") -> list[dict[str, Any]]:
    """`begins_on`: the page on which a part's records begin, where that is another one."""
    here = list(page)
    rows = record_rows([record for _, record in here], reading, [found])
    parts = [part_row(part, reading) for part in found.parts]
    begins: dict[int, int] = {}
    for index, (place, _) in enumerate(page.paginator.object_list):
        begins.setdefault(place, index // PER_PAGE + 1)
    for place, part in enumerate(parts):
        part["records"] = [row for (of_part, _), row in zip(here, rows, strict=True) if of_part == place]
        part["begins_on"] = None if part["records"] else begins.get(place)
    return parts


def record_rows(
    counted: Sequence[CountedRecord], reading: Reading, findings: Sequence[Finding]
) -> list[dict[str, Any]]:
    """Rows of counted records, with the pages they stand on. `findings`: those that counted them."""
    opened = open_all({record.ref for record in counted}, reading.project, reading.teammate)
    return [record_row(record, opened_in(record, opened, reading, findings), reading) for record in counted]


def opened_in(
    counted: CountedRecord, opened: Mapping[Ref, Opened], reading: Reading, findings: Sequence[Finding]
) -> Opened:
    """A project stands in the place of a record that is not there."""
    if counted.ref.id != reading.project.pk:
        return opened[counted.ref]
    statement = next((finding.key for finding in findings if counted in finding.counted), "")
    return missing_record(counted, statement, reading.project, reading.teammate)


def record_row(counted: CountedRecord, opened: Opened, reading: Reading) -> dict[str, Any]:
    kind, label = record_status(counted)
    if counted.overdue_since and not counted.ok and not counted.resolved_on:
        label = f"{label}, {how_late(counted, reading)}"
    return {"counted": counted, "opened": opened, "kind": kind, "label": label}


def how_late(counted: CountedRecord, reading: Reading) -> str:
    since = counted.overdue_since
    return in_words(since, reading.standing.as_of, reading.project.organisation.region) if since else ""


def record_status(counted: CountedRecord) -> tuple[str, str]:
    if counted.ok:
        return AS_IT_SHOULD_BE
    if counted.resolved_on:
        return PUT_RIGHT
    return STILL_OWED if counted.overdue_since else MISSED
