"""The strip of six: how one project stands on each principle, for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from coproduction.base.words import PRINCIPLE_NAMES

from .summary.standing import Standing


@dataclass(frozen=True, slots=True)
class StripCell:
    """One principle, as the strip of six shows it. total None: there is nothing to count."""

    key: str
    name: str
    state: str
    label: str
    met: int
    total: int | None
    url: str


def strip(project: UUID, cells: Iterable[Standing]) -> list[StripCell]:
    return [strip_cell(project, cell) for cell in cells]


def strip_cell(project: UUID, cell: Standing) -> StripCell:
    return StripCell(
        key=cell.principle,
        name=PRINCIPLE_NAMES[cell.principle],
        state=cell.state,
        label=cell.words,
        met=cell.verdict.met,
        total=cell.verdict.of or None,
        url=reverse("principles:principle", args=[project, cell.principle]),
    )
