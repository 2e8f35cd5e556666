from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/stages/<uuid:stage_id>/questions/close/", views.end_questions, name="close_round"),
]
