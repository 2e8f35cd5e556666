from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/stages/<uuid:stage_id>/power/", views.power, name="power"),
]
