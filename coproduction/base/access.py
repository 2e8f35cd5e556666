"""What a door is, and the middleware that holds it shut.

Every route has one door in the table that settings.DOORS names. A route without a door, or a door without a route,
keeps the program from starting.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django_htmx.http import HttpResponseClientRedirect

from . import logs, pending_post
from .drafts import MARK
from .http import htmx_of, redirect_to, targets_other_page
from .middleware import SAFE
from .people import Visitor
from .proof import has_second_factor, is_fresh, second_factor_shown
from .read_once import while_reading
from .scope import OutOfScope, within

ANYONE = frozenset({"anyone"})
SIGNED_IN = frozenset({"signed in"})
PARTICIPANT = frozenset({"participant"})
COORDINATOR = frozenset({"coordinator"})
MANAGER = frozenset({"manager"})
FINANCE = frozenset({"finance"})
STAFF = COORDINATOR | MANAGER | FINANCE
# Parts on a project, which narrow a door further: see Door.part.
PEER = frozenset({"peer"})
DEPUTY = frozenset({"deputy"})
NAMED = frozenset({"contact", "deputy"})


@dataclass(frozen=True)
class Door:
    """A route and the roles it opens for.

    `does` ends the sentence "Here a person can ..." on the page of roles; empty where the way in says it already.
    `part`: on a project, the parts in it (contact, deputy, peer) that alone may enter; the view fetches by them.
    `why` says why anyone may enter. `fresh` is for what hurts most in the wrong hands: True, or the steps in the path
    that need it; the person must have proved who they are within the last five minutes.
    """

    route: str
    who: frozenset[str]
    does: str = ""
    why: str = ""
    fresh: bool | frozenset[str] = False
    part: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.who == ANYONE and not self.why:
            raise ImproperlyConfigured(f"The door {self.route} is open to anyone: say why.")

    def wants_fresh(self, step: str | None) -> bool:
        return self.fresh is True or self.fresh is not False and step in self.fresh

    def admits(self, user: Visitor) -> bool:
        if self.who == ANYONE:
            return True
        if not user.is_authenticated:
            return False
        return self.who == SIGNED_IN or bool(self.who & user.roles)


def routes(
    patterns: Iterable[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yields the full name of each route of the URLconf, and its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry.url_patterns, inner)


def doors_by_route() -> dict[str, Door]:
    doors = {}
    for door in import_string(settings.DOORS):
        if door.route in doors:
            raise ImproperlyConfigured(f"The door {door.route} stands in the table twice.")
        doors[door.route] = door
    named = {name for name, _ in routes()}
    if without := sorted(named - doors.keys()):
        raise ImproperlyConfigured(f"These routes have no door: {', '.join(without)}")
    if nowhere := sorted(doors.keys() - named):
        raise ImproperlyConfigured(f"These doors lead nowhere: {', '.join(nowhere)}")
    return doors


class DoorMiddleware:
    """Holds each door shut, and keeps each request in the scope of its person's organisations."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.doors = doors_by_route()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        only_read = while_reading() if request.method in SAFE else nullcontext()
        with within(lambda: organisations_of(request.user)), only_read:
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if targets_other_page(request):
            # Asked for again as a whole page, so nothing is shown or used up here.
            return HttpResponseClientRedirect(request.get_full_path())
        # Its view is found by now.
        assert request.resolver_match is not None
        door = self.doors[request.resolver_match.view_name]
        if not door.admits(request.user):
            return self.turn_away(request)
        if request.user.is_authenticated:
            pending_post.forget_old(request)
        if door.who == ANYONE or not request.user.is_authenticated:
            return None
        if self.second_factor_missing(request, door):
            return to_prove(request, "mfa_reauthenticate" if has_second_factor(request.user) else "mfa_index")
        # A participant whose passkey is lost must still get on by a code.
        by_factor = bool(request.user.roles & STAFF)
        if door.wants_fresh(kwargs.get("step")) and not is_fresh(request, by_factor):
            return to_prove(request, "mfa_reauthenticate" if has_second_factor(request.user) else "sign_in_again")
        return None

    def turn_away(self, request: HttpRequest) -> HttpResponse:
        logs.say("door refused", request, level=logging.WARNING)
        if request.user.is_authenticated:
            # What is not yours does not exist.
            raise Http404
        to_sign_in = redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        return HttpResponseClientRedirect(to_sign_in.url) if htmx_of(request) else to_sign_in

    def second_factor_missing(self, request: HttpRequest, door: Door) -> bool:
        """For staff, behind each door that opens to them as staff."""
        assert request.user.is_authenticated
        as_staff = door.who & request.user.roles & STAFF
        return bool(as_staff) and not second_factor_shown(request)


def organisations_of(user: Visitor) -> set[UUID]:
    """Ids of those whose records this person's requests can reach at all. A stranger reaches none."""
    if not user.is_authenticated:
        raise OutOfScope("A stranger asked for a record.")
    return {organisation for organisation, _ in user.places}


def to_prove(request: HttpRequest, route: str) -> HttpResponse:
    """To the page on which the person proves who they are; from there on to where they were going."""
    back_to = request.get_full_path() if request.method == "GET" else request.path
    # What was typed into a form is in the form itself again.
    if request.method == "POST" and MARK not in request.POST and pending_post.keep(request):
        back_to = reverse("carry_on")
    return redirect_to(request, f"{reverse(route)}?{urlencode({'next': back_to})}")
