"""Where paths lead. Who may enter stands in doors.py. Two floors share the paths under /projects/: only this file knows."""

from django.urls import include, path

urlpatterns = [
    path("", include("coproduction.pages.urls")),
    path("accounts/", include("coproduction.accounts.urls")),
    path("projects/", include("projects.urls")),
    path("projects/", include("participants.urls.gatherings")),
    path("projects/", include("participants.urls.stages")),
    path("people/", include("participants.urls.people")),
    path("money/", include("participants.urls.money")),
    path("me/", include("participants.urls.me")),
    path("", include("principles.urls")),
]
