from django.urls import path

from . import health, home, project, today

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("today/", today.today, name="today"),
    path("projects/<uuid:project_id>/", project.overview, name="project_overview"),
]
