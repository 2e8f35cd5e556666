"""How a record that was counted is opened: what it is called there, and the page it stands on.

A model declares `opened_as`, its kind in the evidence, and `opens(reader)`, which gives an `Opened`; None where this
reader may not know which one it is. `opens_with` names the related rows that its name needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Model
from django.urls import reverse

from .privacy import our_models


@dataclass(frozen=True, slots=True)
class Opened:
    """url None: there is no page of its own, or none that this reader may open."""

    label: str
    url: str | None = None


@dataclass(frozen=True)
class Reader:
    """Who looks: whether they are on the project's team, and whether they may open the page of a person, by id."""

    on_team: bool
    may_open_person: Callable[[UUID], bool]


def page(route: str, *args: object) -> str:
    return reverse(route, args=args)


@cache
def models_that_open() -> dict[str, type[Model]]:
    """{kind: model} of all that declare one."""
    return {kind: model for model in our_models() if (kind := getattr(model, "opened_as", ""))}
