"""A press waits in the session while the person proves who they are, and can be sent afterwards: see `carry_on`.

It is kept for the one page that it was made on and for the one person who made it, and at most for a quarter of an
hour. What is typed into a form waits in a draft instead, and the form is opened again with it.
"""

import time
from typing import Any

from django.http import HttpRequest

from .drafts import NEVER_KEPT
from .people import Visitor

KEPT_SECONDS = 15 * 60


def keep(request: HttpRequest) -> bool:
    """Keeps what this request sent, in place of anything kept before. False where that must not be kept."""
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    forget(request)
    if NEVER_KEPT & fields.keys():
        return False
    request.session["typed"] = {
        "path": request.path,
        "fields": fields.urlencode(),
        "by": str(request.user.pk),
        "at": time.time(),
    }
    return True


def take(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for this person, now no longer: a dict with `path` and `fields` (as in a query string). Or None."""
    typed = request.session.pop("typed", None)
    return typed if typed and is_current(typed, request.user) else None


def keep_search(request: HttpRequest, words: str) -> None:
    """What this person looks for, in place of what they looked for before: see `coproduction/pages/search.py`."""
    request.session["search"] = {"words": words, "by": str(request.user.pk), "at": time.time()}


def search_of(request: HttpRequest) -> str:
    """What this person looks for; empty where that is nothing, or was too long ago."""
    search = request.session.get("search")
    return str(search["words"]) if search and is_current(search, request.user) else ""


def forget_old(request: HttpRequest) -> None:
    for name in ("typed", "search"):
        waiting = request.session.get(name)
        if waiting and not is_current(waiting, request.user):
            del request.session[name]


def forget(request: HttpRequest) -> None:
    request.session.pop("typed", None)


def is_current(typed: dict[str, Any], user: Visitor) -> bool:
    return typed["by"] == str(user.pk) and time.time() - typed["at"] < KEPT_SECONDS
