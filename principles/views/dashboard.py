"""The manager's page: what needs help first, all projects by all principles, and what is behind each number."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from coproduction.accounts.models import Organisation
from coproduction.accounts.undelivered import undelivered_for_manager
from coproduction.base.http import render_page
from coproduction.base.tags import sentence_start
from coproduction.base.words import PRINCIPLES
from participants.owed.open_items import ClosedOver
from principles.charts import KINDS, Count, part_of, people_by_stage, stages_by_heard, sum_of_shown
from principles.response_rate import heard_in_words, people_heard, people_taking_part

from ..gap import pooled
from ..overdue import ANSWER_WITHIN, WHOSE, by_step, late_payments, owed_in_words, without_answer, worst_step
from ..report import FAR_APART, HEARD_LOW, NOT_HEARD, OWED, THE_REST, Cell, Row
from .dashboard_data import DashboardData
from .signed_in import SignedInRequest

FIRST = 5
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
    over = view.closed_over
    context = {
        "day": view.day,
        "choice": view.choice,
        "query": view.query,
        "principles": PRINCIPLES,
        "first": [help_needed(view, row.first) for row in view.rows if needs_help(row.first)][:FIRST],
        "judged": [table_row(view, row, over.get(row.project.id, ())) for row in view.rows],
        "tally": tally(view),
        "organisations": [of_organisation(view, organisation) for organisation in view.organisations],
        "money": hours_and_pounds(view),
        "late": late_by_step(view),
        "undelivered": undelivered_for_manager(request.user).count(),
    }
    return render_page(request, "principles/dashboard.html", context)


def needs_help(cell: Cell) -> bool:
    """A team that is harder on itself than people are needs none."""
    harder_on_itself = cell.kind == FAR_APART and cell.voice.apart is not None and cell.voice.apart < 0
    return cell.kind < THE_REST and not harder_on_itself


def help_needed(view: DashboardData, cell: Cell) -> dict[str, Any]:
    """Late payments are told of with the step that is late: `among` says that they are counted in what is owed, and
    where they are all of it, they are told of alone.
    """
    late = late_payments([view.assessments[cell.project.id].facts])
    payments = {overdue.payment.ref for overdue in late}
    owed = cell.things_owed if any(record.ref not in payments for record in cell.things_owed) else ()
    among = any(record.ref in payments for record in owed)
    step = worst_step(late)
    project = view.projects[cell.project.id]
    return {
        "project": project,
        "cell": cell,
        "look": NEEDS[cell.kind],
        "owed": owed,
        "oldest": owed_in_words(owed[0], project.organisation.region, view.day) if owed else "",
        # Where the link to what is owed says it, a sentence need not say it again.
        "why": cell.records if cell.things_owed and cell.kind == OWED else sentence_start(cell.because),
        "late": late,
        "among": among,
        "step": step,
        "whose": WHOSE.get(step),
    }


def table_row(view: DashboardData, row: Row, closed_over: Sequence[ClosedOver]) -> dict[str, Any]:
    """`heard`: whether any of the people's figures shows; where none does, the row says so once. `closed_over`: what
    was closed although something was open.
    """
    heard_at_all = any(cell.voice.shown for cell in row.cells)
    return {
        "project": view.projects[row.project.id],
        "cells": row.cells,
        "heard": heard_at_all,
        "closed_over": closed_over,
    }


def tally(view: DashboardData) -> dict[str, Any]:
    """Whom we have heard, and what still waits. People are counted over all projects of an organisation alone."""
    answered = people_heard(view.projects, view.day)
    stages = [is_heard for _, _, is_heard in stages_by_heard(view.facts, view.least)]
    return {
        "people": [
            (
                organisation,
                heard_in_words(
                    answered.get(organisation.pk, 0),
                    people_taking_part(view.whole(organisation)),
                    organisation.small_group,
                ),
            )
            for organisation in view.organisations
        ],
        "stages": len(stages),
        "heard": sum(stages),
        "waiting": len(without_answer(view.facts)),
        "answer_within": ANSWER_WITHIN.days,
    }


def of_organisation(view: DashboardData, organisation: Organisation) -> dict[str, Any]:
    """What people say, and how many took part, over all projects of it: two filters could be subtracted."""
    whole, least = view.whole(organisation), organisation.small_group
    counts = people_by_stage(whole, least)
    here = [pk for pk in view.shown if view.projects[pk].organisation_id == organisation.pk]
    known = [place for place, count in enumerate(counts[None]) if not count.none_there]
    return {
        "name": organisation.name,
        "figures": [(key, name, pooled(whole, key, least)) for key, name, _ in PRINCIPLES],
        "people": [(view.projects[pk], columns(counts[pk], known)) for pk in here],
        "all": columns(counts[None], known),
    }


def columns(counts: Sequence[Count], known: Sequence[int]) -> list[tuple[str, Count]]:
    """Pairs of a kind of stage and its count, the last of all stages; without kinds that no project has opened."""
    return [(KINDS[place][1] if place < len(KINDS) else "In all stages", counts[place]) for place in known]


def hours_and_pounds(view: DashboardData) -> dict[str, Any]:
    rows = view.given
    longest = max((row.minutes for row in rows if row.minutes), default=0)
    most = max((row.agreed for row in rows if row.agreed), default=0)
    return {
        "rows": [
            {
                "given": row,
                "minutes": part_of(row.minutes, longest),
                "agreed": part_of(row.agreed, most),
                "sent": part_of(row.sent, most),
            }
            for row in rows
        ],
        "total": sum_of_shown(rows),
    }


def late_by_step(view: DashboardData) -> dict[str, Any]:
    """`worst`: by how much the payment that waits longest is late."""
    steps = by_step(view.late)
    most = max((len(found) for _, _, found in steps), default=0)
    return {
        "steps": [
            {
                "key": key,
                "words": words,
                "whose": WHOSE[words],
                "count": len(found),
                "worst": max(found, key=lambda overdue: overdue.days).in_words,
                "part": part_of(len(found), most),
            }
            for key, words, found in steps
        ],
        "total": sum(len(found) for _, _, found in steps),
    }
