"""Pictures of numbers, for tables that have hundreds of them: each is drawn once and kept, since it is the same for
every reader. They hold numbers and the words of states alone.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from coproduction.base.tags import badge

from ..charts import Count

register = template.Library()

MANY = 2_000


@register.simple_tag
@lru_cache(MANY)
def bar(part: int, inner: int | None = None) -> str:
    return render_to_string("principles/_bar.html", {"part": part, "inner": inner})


@register.simple_tag
@lru_cache(MANY)
def people_cell(name: str, count: Count) -> str:
    """A cell of people by stages. name: the column."""
    return render_to_string("principles/_count.html", {"name": name, "count": count})


@register.simple_tag
@lru_cache(MANY)
def sign_of_standing(state: str, met: str) -> str:
    """The sign of a state with how many statements are met, such as "4 of 7"."""
    return badge(state, "", met)
