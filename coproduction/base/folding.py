"""A column by which a record is found: what it says in small letters, without accents, hyphens and apostrophes.

It is worked out whenever what it is made of is written, in whatever way: `Scoped` and its querysets see to that, and
refuse a write that they can't follow. So it never says what the record no longer says, and an erased name goes from it.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q

# What no accent can be taken off of, and what stands between words or within them.
AS_TYPED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | dict.fromkeys('-‐‑‒–—_/.,;:!?()[]"“”«»', " ")
    | dict.fromkeys("'’‘`´", "")
)
MOST_WORDS = 8


def fold(text: str) -> str:
    """ "Zoë O’Neill-Łuc" is "zoe oneill luc"."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = (sign for sign in apart if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return " ".join("".join(kept).translate(AS_TYPED).split())


class Folded(models.TextField):  # type: ignore[type-arg]  # What the stubs make generic is not, while it runs.
    """What stands in the fields `sources` of the same record, folded."""

    def __init__(self, *sources: str, **kwargs: Any) -> None:
        self.sources = sources
        super().__init__(**{**kwargs, "default": "", "blank": True, "editable": False})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        for settled in ("default", "blank", "editable"):
            kwargs.pop(settled)
        return name, path, list(self.sources), kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Also when many are made at once."""
        folded = fold(" ".join(getattr(model_instance, source) for source in self.sources))
        setattr(model_instance, self.attname, folded)
        return folded


@cache
def folded_fields(model: type[models.Model]) -> tuple[Folded, ...]:
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, Folded))


def with_folded(model: type[models.Model], names: frozenset[str]) -> frozenset[str]:
    """Names of fields that are written, with those that follow them."""
    return names.union(field.name for field in folded_fields(model) if not names.isdisjoint(field.sources))


def changes_with_folded(model: type[models.Model], changes: Mapping[str, Any]) -> dict[str, Any]:
    """As `with_folded`, of an UPDATE of many rows at once: {field: value}. What it becomes must be known here."""
    found = dict(changes)
    for field in folded_fields(model):
        if set(changes).isdisjoint(field.sources):
            continue
        words = [changes.get(source) for source in field.sources]
        if not all(isinstance(said, str) for said in words):
            raise TypeError(f"What {field} is made of changes row by row: save each of them.")
        found[field.name] = fold(" ".join(map(str, words)))
    return found


def holds(typed: str, field: str = "folded") -> Q:
    """Each word that was typed, or a part of it, stands there; the same on both databases. Nothing where none was."""
    words = fold(typed).split()[:MOST_WORDS]
    return Q(*(Q(**{f"{field}__contains": word}) for word in words)) if words else Q(pk__in=())


def fill_folded(app_label: str, *model_names: str) -> Callable[[Any, Any], None]:
    """For a migration: fills the column of rows that were there before it."""

    def fill(apps: Any, schema_editor: Any) -> None:
        for model in (apps.get_model(app_label, name) for name in model_names):
            (field,) = folded_fields(model)
            rows = model.objects.using(schema_editor.connection.alias)
            for pk, *words in rows.values_list("pk", *field.sources).iterator():
                rows.filter(pk=pk).update(**{field.name: fold(" ".join(words))})

    return fill
