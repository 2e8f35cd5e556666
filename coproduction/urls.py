"""Where paths lead. Who may enter stands in doors.py. Floors share the paths under /projects/: only this file knows."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("coproduction.pages.urls")),
    path("accounts/", include("coproduction.accounts.urls")),
    path("", include("coproduction.accounts.staff.urls")),
    path("projects/", include("projects.urls")),
    path("projects/", include("participants.urls.gatherings")),
    path("projects/", include("participants.urls.stages")),
    path("people/", include("participants.urls.people")),
    path("money/", include("participants.urls.money")),
    path("me/", include("participants.urls.me")),
    path("", include("principles.urls")),
]

if settings.DEMO:
    from coproduction.demo.views import sign_in

    urlpatterns.append(path("try-it/", sign_in, name="demo_sign_in"))
