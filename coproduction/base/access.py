"""What a door is, and the middleware that holds it shut.

Every route has one door in the table that settings.DOORS names. A route without a door, or a door without a route,
keeps the program from starting.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.urls import URLPattern, get_resolver
from django.utils.module_loading import import_string
from django_htmx.http import HttpResponseClientRedirect

ANYONE = frozenset({"anyone"})
SIGNED_IN = frozenset({"signed in"})
PARTICIPANT = frozenset({"participant"})
COORDINATOR = frozenset({"coordinator"})
MANAGER = frozenset({"manager"})
FINANCE = frozenset({"finance"})
STAFF = COORDINATOR | MANAGER | FINANCE


@dataclass(frozen=True)
class Door:
    """A route, the roles it opens for, and, where anyone may enter, why."""

    route: str
    who: frozenset
    why: str = ""

    def __post_init__(self):
        if self.who == ANYONE and not self.why:
            raise ImproperlyConfigured(f"The door {self.route} is open to anyone: say why.")

    def admits(self, user):
        if self.who == ANYONE:
            return True
        if not user.is_authenticated:
            return False
        return self.who == SIGNED_IN or bool(self.who & user.roles)


def routes(patterns=None, prefix=""):
    """Yields the full name of each route of the URLconf, and its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry.url_patterns, inner)


def doors_by_route():
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
    def __init__(self, get_response):
        self.get_response = get_response
        self.doors = doors_by_route()

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        door = self.doors[request.resolver_match.view_name]
        if door.admits(request.user):
            return None
        if request.user.is_authenticated:
            # What is not yours does not exist.
            raise Http404
        if request.htmx:
            return HttpResponseClientRedirect(redirect_to_login("/").url)
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
