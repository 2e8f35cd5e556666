"""What stands on every answer, errors included."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from . import logs
from .http import refuse_unreadable
from .outage import is_outage
from .refusals import Refused
from .room_on_the_stack import with_room

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    # Django's own middleware leaves these off where it turns a request away itself, as for a wrong host.
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
}


class EveryAnswer:
    """Outermost, so that no answer leaves without its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = with_room(self.get_response, request)
        for name, value in ALWAYS.items():
            answer.headers.setdefault(name, value)
        if is_somebodys(request, answer):
            # A shared phone must not show the page again from its cache.
            patch_cache_control(answer, no_store=True, private=True)
        return answer


def is_somebodys(request: HttpRequest, answer: HttpResponse) -> bool:
    """A page asked for, or answered, with a session: of a person who is signed in, is on the way, or has just left.

    Files that are the same for everybody are answered before anybody looks who asks.
    """
    return hasattr(request, "user") and settings.SESSION_COOKIE_NAME in {**request.COOKIES, **answer.cookies}


class Sessions(SessionMiddleware):
    """Django's own, but that a page which is only read does not break where nothing can be written."""

    # They ask for nobody: with a session that cannot be read they would say that the process is dead.
    FOR_NOBODY = frozenset({"/healthz", "/readyz"})

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info in self.FOR_NOBODY and request.method in SAFE:
            request.COOKIES = {}
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except Exception as error:
            if request.method not in SAFE or not is_outage(error):
                raise
            logs.say("session not kept", request, level=logging.ERROR)
            return response


class ReadableRequests:
    """Lets through what can be read, and says in words what a view refused and nobody else has said.

    Before the check of the form's own token, which reads the form; it looks once it is known who asks, so that the page
    of an error stands in that person's own frame.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        refuse_unreadable(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return render(request, "refused.html", {"why": str(error)}, status=409)
