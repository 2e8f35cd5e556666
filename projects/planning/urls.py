from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("", views.projects, name="list"),
    path("new/", views.plan, name="plan"),
    path("<uuid:project_id>/stages/", views.stages, name="stages"),
]
