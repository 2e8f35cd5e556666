from django.urls import path

from .views import projects, stages

app_name = "projects"
urlpatterns = [
    path("", projects.projects, name="list"),
    path("new/", projects.plan, name="plan"),
    path("<uuid:project_id>/stages/", stages.stages, name="stages"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/skip/", stages.skip, name="skip_stage"),
]
