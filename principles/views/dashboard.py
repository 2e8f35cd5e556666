"""The manager's page: what needs help first, all projects by all principles, and what is behind each number."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Max, Sum
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction.accounts.undelivered import undelivered_for_manager
from coproduction.base.due import in_words
from coproduction.base.http import render_page
from coproduction.base.tags import sentence_start
from coproduction.base.words import PRINCIPLES
from participants.owed.open_items import ClosedOver, closed_over
from principles.charts import KINDS, Count, Given, part_of
from principles.models import KeptLateStep, ProjectSummary
from principles.response_rate import heard_in_words
from principles.summary.organisation import OrganisationStanding, what_people_say
from principles.summary.reading import ProjectStanding, standings_of_rows
from principles.summary.standing import LateStep, Standing

from ..overdue import ANSWER_WITHIN, LATE_STEPS, STEP_WORDS, WHOSE, days_late
from ..report import FAR_APART, HEARD_LOW, NOT_HEARD, OWED, THE_REST
from .dashboard_data import DashboardData
from .signed_in import SignedInRequest

FIRST, PER_PAGE = 5, 25
# Why a principle needs help: the look of it, and its word.
NEEDS = {
    HEARD_LOW: ("unheard", "Not confirmed"),
    OWED: ("late", "Owed"),
    FAR_APART: ("soon", "Voices apart"),
    NOT_HEARD: ("none", "Not heard yet"),
}


@require_safe
def dashboard(request: SignedInRequest) -> HttpResponse:
    view = DashboardData(request)
    page = dashboard_page(view, request.GET.get("page"))
    seen = standings_of_rows(page, request.user, view.day)
    context = {
        "day": view.day,
        "choice": view.choice,
        "query": view.query,
        "kept": view.choice.in_address,
        "principles": PRINCIPLES,
        "page": page,
        "total": view.sums["projects"],
        "first": first_to_help(view, page, seen),
        "judged": table(view, page, seen),
        "tally": tally(view),
        "standings": view.organisations,
        "organisations": [of_organisation(view, standing, page) for standing in view.organisations],
        "money": hours_and_pounds(view, page),
        "late": late_by_step(view),
        "behind": sum(len(standing.behind) for standing in view.organisations),
        "missing": sum(standing.missing for standing in view.organisations),
        "undelivered": undelivered_for_manager(request.user).count(),
    }
    return render_page(request, "principles/dashboard.html", context)


def dashboard_page(view: DashboardData, number: str | None) -> "Page[Any]":
    rows = view.summaries.select_related("project").defer("details", "people")
    pages = Paginator(rows, PER_PAGE)
    # They were counted already.
    pages.count = view.sums["projects"]
    page = pages.get_page(number)
    page.object_list = list(page.object_list)
    return page


def first_to_help(view: DashboardData, page: "Page[Any]", seen: dict[UUID, ProjectStanding]) -> list[dict[str, Any]]:
    """On the first page alone."""
    if page.number > 1:
        return []
    rows = [row for row in page if row.needs_help][:FIRST]
    # Beyond it are some only where the page ends among those that need help.
    if len(rows) < FIRST and page.has_next() and page[-1].help_kind < THE_REST:
        further = view.summaries.filter(needs_help=True).select_related("project").defer("details", "people")
        rows = list(further[:FIRST])
        seen = seen | standings_of_rows(rows, view.user, view.day)
    # Whoever may not see what people said yet sees no help needed for it.
    needed = [(row, seen[row.project_id]) for row in rows]
    return [help_needed(view, row, standing) for row, standing in needed if standing.standings.first.needs_help]


def help_needed(view: DashboardData, row: ProjectSummary, seen: ProjectStanding) -> dict[str, Any]:
    """Late payments are told of with the step that is late: `among` says that they are counted in what is owed, and
    where they are all of it, they are told of alone.
    """
    cell, late = seen.standings.first, seen.summary.late
    owed = cell.owed if cell.owed > cell.owed_payments else 0
    # The one that most payments wait for.
    worst = max(late, key=attrgetter("payments")).step if late else ""
    region = view.organisation_of(row.organisation_id).region
    return {
        "project": row.project,
        "cell": cell,
        "look": NEEDS[cell.kind],
        "owed": owed,
        "oldest": in_words(cell.overdue_since, view.day, region) if owed and cell.overdue_since else "",
        # Where the link to what is owed says it, a sentence need not say it again.
        "why": cell.records if cell.owed and cell.kind == OWED else sentence_start(cell.because),
        "late": sum(step.payments for step in late),
        "longest": days_late(max((step.days for step in late), default=0)),
        "among": bool(owed and cell.owed_payments),
        "step": STEP_WORDS.get(worst, ""),
        "whose": WHOSE.get(worst),
    }


def table(view: DashboardData, page: "Page[Any]", seen: dict[UUID, ProjectStanding]) -> list[dict[str, Any]]:
    """`heard`: whether any of the people's figures shows; where none does, the row says so once. `closed_over`: what
    was closed although something was open. `as_of`: where it is behind, the day for which it stands.
    """
    over: dict[UUID, list[ClosedOver]] = {}
    for item in closed_over([row.project_id for row in page]):
        over.setdefault(item.project.pk, []).append(item)
    return [table_row(view, row, seen[row.project_id].cells, over.get(row.project_id, ())) for row in page]


def table_row(
    view: DashboardData, row: ProjectSummary, cells: Sequence[Standing], over: Sequence[ClosedOver]
) -> dict[str, Any]:
    return {
        "project": row.project,
        "url": reverse("principles:project", args=[row.project_id]),
        "cells": cells,
        "heard": any(cell.voice.shown for cell in cells),
        "closed_over": over,
        "as_of": row.day if row.project_id in view.behind else None,
    }


def tally(view: DashboardData) -> dict[str, Any]:
    """Whom we have heard, and what still waits. People are counted over all projects of an organisation alone."""
    return {
        "people": [
            (
                standing.organisation,
                heard_in_words(
                    standing.summary.answered, standing.summary.took_part, standing.organisation.small_group
                ),
            )
            for standing in view.organisations
        ],
        "stages": view.sums["all_stages"],
        "heard": view.sums["stages_heard"],
        "waiting": view.sums["all_waiting"],
        "answer_within": ANSWER_WITHIN.days,
    }


def of_organisation(view: DashboardData, standing: OrganisationStanding, page: "Page[Any]") -> dict[str, Any]:
    """What people say, and how many took part, over all projects of it: two filters could be subtracted."""
    everywhere = standing.people(None)
    known = [place for place, count in enumerate(everywhere) if not count.none_there]
    here = [row.project for row in page if row.organisation_id == standing.organisation.pk]
    return {
        "name": standing.organisation.name,
        "figures": [
            (key, name, voice) for (key, name, _), voice in zip(PRINCIPLES, figures(view, standing), strict=True)
        ],
        "people": [(project, columns(counts, known)) for project in here if (counts := standing.people(project.pk))],
        "all": columns(everywhere, known),
    }


def figures(view: DashboardData, standing: OrganisationStanding) -> Iterable[Any]:
    """Without what is kept from a manager who is on a team and has not answered from their own side yet."""
    rounds = frozenset().union(*view.withheld.values())
    return what_people_say(standing.organisation, view.day, rounds) if rounds else standing.figures


def columns(counts: Sequence[Count], known: Sequence[int]) -> list[tuple[str, Count]]:
    """Pairs of a kind of stage and its count, the last of all stages; without kinds that no project has opened."""
    return [(KINDS[place][1] if place < len(KINDS) else "In all stages", counts[place]) for place in known]


def hours_and_pounds(view: DashboardData, page: "Page[Any]") -> dict[str, Any]:
    """Bars are parts of the largest of all that is shown, on whichever page."""
    longest, most = view.sums["most_minutes"], view.sums["most_agreed"]
    return {
        "rows": [
            {
                "given": Given(row.project, row.minutes, row.agreed, row.sent),
                "minutes": part_of(row.minutes, longest),
                "agreed": part_of(row.agreed, most),
                "sent": part_of(row.sent, most),
            }
            for row in page
        ],
        "total": Given(None, view.sums["all_minutes"], view.sums["all_agreed"], view.sums["all_sent"]),
    }


def late_by_step(view: DashboardData) -> dict[str, Any]:
    """`worst`: by how much the payment that waits longest is late."""
    late = KeptLateStep.objects.filter(project__in=view.summaries.order_by().values("project")).order_by()
    sums = {
        step: LateStep(step, payments, days)
        for step, payments, days in late.values_list("step").annotate(Sum("payments"), Max("days"))
    }
    steps = [sums[key] for key, _ in LATE_STEPS if key in sums]
    most = max((late.payments for late in steps), default=0)
    return {
        "steps": [
            {
                "key": late.step,
                "words": STEP_WORDS[late.step],
                "whose": WHOSE[late.step],
                "count": late.payments,
                "worst": days_late(late.days),
                "part": part_of(late.payments, most),
            }
            for late in steps
        ],
        "total": sum(late.payments for late in steps),
    }
