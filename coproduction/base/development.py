"""For whoever changes the code, on their own machine alone: what a page asked of the database, and how long it took.

It stands at the foot of each page and in the header Server-Timing, which the tools of a browser show; what took long is
logged. It is there with COPRODUCTION_DEBUG alone, which does not start with a host that others can reach. Of statements
the values are left out: these can be words of a person.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

log = logging.getLogger("coproduction.development")
SLOW = 50  # milliseconds
END = b"</body>"


class Asked:
    """Each statement that one request sent, and how long it took."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.alike: Counter[tuple[str, str]] = Counter()

    def watch(self) -> AbstractContextManager[None]:
        return connection.execute_wrapper(self.time)

    def time(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = 1000 * (time.perf_counter() - began)
            self.times.append(took)
            self.alike[sql, repr(params)] += 1
            if took > SLOW:
                log.warning("%.0f ms: %s", took, sql)

    @property
    def again(self) -> int:
        """How many were asked before, with the same values."""
        return sum(self.alike.values()) - len(self.alike)

    def __str__(self) -> str:
        return f"{len(self.times)} statements, {sum(self.times):.0f} ms, {self.again} of them again"


class QueryPanel:
    """Inside of what makes answers smaller, outside of all that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked, began = Asked(), time.perf_counter()
        with asked.watch():
            answer = self.get_response(request)
        took = 1000 * (time.perf_counter() - began)
        answer["Server-Timing"] = f'sql;dur={sum(asked.times):.1f};desc="{asked}", all;dur={took:.1f}'
        if not answer.streaming and END in answer.content:
            foot = format_html('<p class="quiet">{}; {} ms in all</p>', str(asked), f"{took:.0f}").encode()
            answer.content = answer.content.replace(END, foot + END)
            if "Content-Length" in answer:
                answer["Content-Length"] = str(len(answer.content))
        return answer
