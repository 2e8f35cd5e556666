"""What is worked out of something that never changes is worked out once for each, however many ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar


class Unchanging(Protocol):
    """Such as the facts of a project: it carries along what was worked out of it."""

    @property
    def worked_out(self) -> dict[Callable[..., Any], Any]: ...


Whole = TypeVar("Whole", bound=Unchanging)
Part = TypeVar("Part")


def once(work_out: Callable[[Whole], Part]) -> Callable[[Whole], Part]:
    @wraps(work_out)
    def kept(whole: Whole) -> Part:
        try:
            part: Part = whole.worked_out[work_out]
        except KeyError:
            part = whole.worked_out[work_out] = work_out(whole)
        return part

    return kept
