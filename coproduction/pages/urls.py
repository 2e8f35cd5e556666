from django.urls import path

from . import health, home, project, roles, safety, team, today

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("safety/", safety.safety, name="safety"),
    path(".well-known/security.txt", safety.security_txt, name="security_txt"),
    path("today/", today.today, name="today"),
    path("roles/", roles.roles, name="roles"),
    path("projects/<uuid:project_id>/", project.overview, name="project_overview"),
    path("projects/<uuid:project_id>/team/", team.team, name="project_team"),
]
