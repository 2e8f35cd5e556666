"""Where paths lead. Who may enter stands in doors.py. Floors share the paths under /projects/: only this file knows."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("coproduction.pages.urls")),
    path("accounts/", include("coproduction.accounts.urls")),
    path("", include("coproduction.accounts.staff.urls")),
    path("accounts/", include("participants.same_person.urls")),
    path("projects/", include("projects.urls")),
    path("projects/", include("participants.urls.gatherings")),
    path("projects/", include("participants.urls.stages")),
    path("people/", include("participants.urls.people")),
    path("money/", include("participants.urls.money")),
    path("me/", include("participants.me.urls")),
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
