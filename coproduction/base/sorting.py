"""In which order a list stands, asked for in the address by a key of an allow-list: "sort=seen", or "sort=-seen" for
the other way round. What is no such key is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import template
from django.db.models import F
from django.db.models.expressions import OrderBy

register = template.Library()


@dataclass(frozen=True)
class Sorting:
    """`columns`: {key: the name that the query has for it}. `key` is one of them. What is empty stands last, what
    is alike by `then`.
    """

    columns: Mapping[str, str]
    default: str
    key: str
    backwards: bool
    then: str = "pk"

    @classmethod
    def of(cls, asked: Mapping[str, Any], columns: Mapping[str, str], default: str, then: str = "pk") -> Self:
        """`asked` is request.GET; `default` a key, with a minus where its last stands first."""
        said = asked.get("sort", "")
        here = said if said.removeprefix("-") in columns else default
        return cls(columns, default, here.removeprefix("-"), here.startswith("-"), then)

    @property
    def here(self) -> str:
        return f"-{self.key}" if self.backwards else self.key

    @property
    def order(self) -> list[OrderBy]:
        found = F(self.columns[self.key])
        way = found.desc(nulls_last=True) if self.backwards else found.asc(nulls_last=True)
        return [way, *(F(name).asc() for name in dict.fromkeys((self.then, "pk")))]

    @property
    def in_address(self) -> str:
        """As `Filter.in_address`."""
        return "" if self.here == self.default else f"sort={self.here}&"

    def turned_to(self, key: str) -> str:
        """What the heading of a column asks for: the other way round where the list is sorted by it already."""
        return f"-{key}" if key == self.key and not self.backwards else key


@register.inclusion_tag("components/sort_heading.html")
def sort_heading(sorting: Sorting, key: str, label: str, kept: str = "", numbers: bool = False) -> dict[str, Any]:
    """The heading of a column by which a list can be sorted. `kept`: the filters, as they go on in the address."""
    direction = ("descending" if sorting.backwards else "ascending") if key == sorting.key else ""
    address = f"?{kept}sort={sorting.turned_to(key)}"
    return {"label": label, "address": address, "direction": direction, "numbers": numbers}


@register.inclusion_tag("components/sort_bar.html")
def sort_bar(sorting: Sorting, labels: str, kept: str = "") -> dict[str, Any]:
    """As `sort_heading`, above a list that is no table. `labels`: "key:words,key:words"."""
    pairs = (pair.split(":") for pair in labels.split(","))
    return {"columns": [sort_heading(sorting, key, label, kept) for key, label in pairs]}
