"""What stands round every page: navigation by role, a person to ask, and in demo mode the people to try it as."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from coproduction.accounts.display_preferences import looks_of
from coproduction.accounts.models import TextSize
from coproduction.base.access import COORDINATOR, MANAGER, PARTICIPANT, STAFF
from participants.people.likeness import is_to_be_asked
from participants.portal.frame import help_if_mine


class Place(NamedTuple):
    label: str
    url: str
    current: bool


# Route, label, and the roles that see it, in the order in which they stand.
PLACES = (
    ("today", "Today", COORDINATOR),
    ("principles:dashboard", "Dashboard", MANAGER),
    ("projects:list", "Projects", COORDINATOR | MANAGER),
    ("people:list", "People", COORDINATOR),
    ("money:list", "Money", STAFF),
    ("search", "Search", COORDINATOR | MANAGER),
    ("organisation:home", "Organisation", MANAGER),
    ("me:home", "My page", PARTICIPANT),
    ("me:news", "News", PARTICIPANT),
    ("me:money", "Money", PARTICIPANT),
    ("me:choices", "Choices", PARTICIPANT),
    ("me:say", "Say", PARTICIPANT),
)


def frame(request):
    size, contrast = looks_of(request)
    return {
        "nav": places(request),
        "looks": {"size": size, "contrast": contrast, "sizes": TextSize.choices},
        # Asked for only where a page shows it; a page of one project names that project's own.
        "help_contact": SimpleLazyObject(lambda: help_if_mine(request)),
        "to_confirm": SimpleLazyObject(lambda: to_confirm(request)),
        "demo_people": DEMO_PEOPLE if settings.DEMO else (),
    }


def places(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    mine = [(reverse(route), label) for route, label, roles in PLACES if roles & user.roles]
    # The longest path that the page lies under is where we are.
    here = max((url for url, _ in mine if request.path.startswith(url)), key=len, default=None)
    return [Place(label, url, url == here) for url, label in mine]


# Where those who work here begin.
FIRST_PAGES = {"today", "principles:dashboard", "money:list"}


def to_confirm(request):
    """Whether this colleague is asked if they take part too: on their own first page, and nowhere else."""
    match = getattr(request, "resolver_match", None)
    return bool(match) and match.view_name in FIRST_PAGES and is_to_be_asked(request.user)


DEMO_PEOPLE = (
    {"who": "cora", "label": "A coordinator", "text": "plans, logs, tells people"},
    {"who": "asha", "label": "A participant", "text": "reads news, sees money, says how it was"},
    {"who": "mina", "label": "A manager", "text": "looks at the six principles, approves"},
    {"who": "fin", "label": "Finance", "text": "sends payments"},
)
