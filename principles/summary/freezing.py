"""A quarter that is over stays as it was shown: kept once, by a command, and never changed."""

from collections.abc import Iterable
from datetime import date, timedelta

from coproduction.base.words import PRINCIPLE_KEYS
from projects.project.models import Project

from ..evidence import gather
from ..facts import ProjectFacts
from ..models import FrozenQuarter
from ..quarters import Quarter, Span, judge_quarter, last_day, quarter_of, quarter_start, spans, with_blocks
from .packing import pack, unpack
from .reading import ProjectStanding
from .standing import Details, hide_rounds

AT_ONCE = 50


def freeze(first: date, projects: Iterable[Project]) -> int:
    """Keeps the quarter that begins on that day for those of these projects that were live in it; what is kept
    already stays. Returns for how many it was kept.
    """
    span = quarter_of(last_day(first))
    frozen = set(FrozenQuarter.objects.filter(first=first).values_list("project", flat=True))
    due = [project for project in projects if project.pk not in frozen and was_live(project, span)]
    for start in range(0, len(due), AT_ONCE):
        batch = due[start : start + AT_ONCE]
        facts = gather(batch, span.as_of)
        FrozenQuarter.objects.bulk_create(
            frozen_row(project, span, key, facts[project.pk]) for project in batch for key in PRINCIPLE_KEYS
        )
    return len(due)


def was_live(project: Project, span: Span) -> bool:
    closed_before = project.closed_on is not None and project.closed_on < span.first
    return project.starts_on <= span.last and not closed_before and not project.before_we_started


def frozen_row(project: Project, span: Span, key: str, facts: ProjectFacts) -> FrozenQuarter:
    quarter = judge_quarter(key, span, facts, facts, project.organisation.small_group)
    return FrozenQuarter(
        project=project,
        organisation_id=project.organisation_id,
        first=span.first,
        principle=key,
        quarter=pack(Quarter, quarter),
    )


def quarters_of(project: Project, key: str, seen: ProjectStanding, details: Details) -> tuple[Quarter, ...]:
    """The last quarters of a project, as this reader may see them. What is not frozen yet is worked out anew."""
    if project.before_we_started:
        return ()
    asked = spans(project.starts_on, project.closed_on, seen.as_of)
    firsts = [span.first for span in asked]
    kept = FrozenQuarter.objects.filter(project=project, principle=key, first__in=firsts)
    frozen = {} if seen.withheld_stages else {row.first: unpack(Quarter, row.quarter) for row in kept}
    missing = [span for span in asked if span.first not in frozen and not is_now(span, seen.as_of)]
    found = frozen | worked_out(project, key, seen, missing)
    if asked and is_now(asked[-1], seen.as_of):
        cell = seen.cell(key)
        this_quarter = details.this_quarter[PRINCIPLE_KEYS.index(key)]
        found[asked[-1].first] = Quarter(asked[-1], cell.verdict, this_quarter, cell.state)
    return with_blocks([found[first] for first in firsts])


def is_now(span: Span, day: date) -> bool:
    return span.as_of == day


def worked_out(project: Project, key: str, seen: ProjectStanding, missing: list[Span]) -> dict[date, Quarter]:
    if not missing:
        return {}
    today = hide_rounds(gather([project], seen.as_of)[project.pk], seen.withheld)
    facts = {span: gather([project], span.as_of)[project.pk] for span in missing}
    least = project.organisation.small_group
    return {span.first: judge_quarter(key, span, facts[span], today, least) for span in missing}


def quarters_over(day: date, many: int) -> list[date]:
    """The first days of the last quarters that are over, the oldest first."""
    found, first = [], quarter_start(day)
    for _ in range(many):
        first = quarter_start(first - timedelta(days=1))
        found.append(first)
    return found[::-1]
