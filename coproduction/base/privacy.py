"""How each model relates to a person: declared on the model, walked from the app registry."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

OURS = ("coproduction.", "projects", "participants", "principles")
DELETE, BLANK, KEEP = "delete", "blank", "keep"


@dataclass(frozen=True)
class Personal:
    """`path` leads from the record to the person; `on_erase` is what erasing that person does to it.

    BLANK empties `fields` and leaves the row; KEEP says in `why` which duty keeps it.
    """

    path: str
    on_erase: str = DELETE
    fields: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class NotPersonal:
    why: str = ""


def our_models() -> list[type[Model]]:
    """Every model of this project, in a steady order."""
    return [model for config in apps.get_app_configs() if config.name.startswith(OURS) for model in config.get_models()]
