"""The addresses of a project's plan, stages and team, joined from the rooms."""

from projects.planning.urls import urlpatterns as planning
from projects.stages.urls import urlpatterns as stages
from projects.team.urls import urlpatterns as team

app_name = "projects"

urlpatterns = [*planning, *stages, *team]
