from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:project_id>/stages/<uuid:stage_id>/skip/", views.skip, name="skip_stage"),
]
