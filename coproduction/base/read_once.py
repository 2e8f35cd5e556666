"""What a page asks for again and again is read once, as long as it is only read: nothing can change meanwhile.

A request that may write asks anew each time, and so does whatever is no request.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import QuerySet

Rows = QuerySet[Any, Any]
_kept: ContextVar[dict[Hashable, tuple[Any, ...]] | None] = ContextVar("kept while a page is read", default=None)


@contextmanager
def while_reading() -> Iterator[None]:
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def once(key: Hashable, rows: Rows | Callable[[], Rows]) -> Rows | tuple[Any, ...]:
    """`rows`, or what they held when this page first asked for them under this key. A function that makes them is not
    called again: to put a query together takes longer than to answer it.
    """
    kept = _kept.get()
    if kept is None or key not in kept:
        found = rows() if callable(rows) else rows
        if kept is None:
            return found
        kept[key] = tuple(found)
    return kept[key]
