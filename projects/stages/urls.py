from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("<uuid:project_id>/stages/<uuid:stage_id>/skip/", views.skip, name="skip_stage"),
]
