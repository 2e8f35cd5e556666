from django.urls import path

from coproduction.pages import (
    accessibility,
    health,
    home,
    project,
    roles,
    safety,
    search,
    signed_in,
    team,
    today,
    undelivered,
)
from coproduction.pages import (
    display_preferences as looks,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("looks/", looks.looks, name="looks"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("safety/", safety.safety, name="safety"),
    path(".well-known/security.txt", safety.security_txt, name="security_txt"),
    path("accounts/sessions/", signed_in.where, name="usersessions_list"),
    path("accounts/sessions/end/", signed_in.everywhere, name="sign_out_everywhere"),
    path("accounts/sign-out/", signed_in.sign_out, name="account_logout"),
    path("accounts/signed-out/", signed_in.signed_out, name="signed_out"),
    path("today/", today.today, name="today"),
    path("search/", search.search, name="search"),
    path("roles/", roles.roles, name="roles"),
    path("messages/", undelivered.undelivered, name="undelivered"),
    path("messages/<uuid:message_id>/dealt-with/", undelivered.dealt_with, name="undelivered_dealt_with"),
    path("projects/<uuid:project_id>/", project.overview, name="project_overview"),
    path("projects/<uuid:project_id>/team/", team.team, name="project_team"),
]
