"""Where paths lead. Who may enter stands in doors.py. Floors share the paths under /projects/: only this file knows."""

from collections import defaultdict

from django.conf import settings
from django.urls import include, path

import participants.rooms
import projects.rooms
from coproduction.base.rooms import modules

# Where the pages of the rooms stand, by the first part of their names.
UNDER = {
    "": "accounts/",
    "projects": "projects/",
    "gatherings": "projects/",
    "stages": "projects/",
    "people": "people/",
    "money": "money/",
    "me": "me/",
    "corrections": "",
}


def of_the_rooms():
    found = defaultdict(list)
    for app, rooms in (("projects", projects.rooms.ROOMS), ("participants", participants.rooms.ROOMS)):
        # A room may have pages of its own under /me/ as well.
        for room in (*modules(app, rooms, "urls"), *modules(app, rooms, "my_urls")):
            found[room.app_name] += room.urlpatterns
    return [path(UNDER[name], include((patterns, name) if name else patterns)) for name, patterns in found.items()]


urlpatterns = [
    path("", include("coproduction.pages.urls")),
    path("accounts/", include("coproduction.accounts.urls")),
    path("", include("coproduction.accounts.staff.urls")),
    *of_the_rooms(),
    path("", include("principles.urls")),
]


def to_try_it_out():
    """Paths of demo mode alone."""
    from coproduction.demo.views import sign_in

    return [
        path("try-it/", sign_in, name="demo_sign_in"),
        path("gallery/", include("coproduction.pages.gallery.urls")),
    ]


handler400 = "coproduction.pages.errors.bad_request"
handler500 = "coproduction.pages.errors.server_error"

if settings.DEMO:
    urlpatterns += to_try_it_out()
