from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:project_id>/decisions/", views.decisions, name="decisions"),
]
