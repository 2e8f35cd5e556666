from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("<uuid:project_id>/decisions/", views.decisions, name="decisions"),
    path("<uuid:project_id>/decisions/new/", views.decide, name="decide"),
]
