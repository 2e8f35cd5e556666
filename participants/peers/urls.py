from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/team/peers/", views.name_peer_view, name="name_peer"),
    path("<uuid:project_id>/team/peers/<uuid:peer_id>/leave/", views.end_peer_view, name="end_peer"),
    path(
        "<uuid:project_id>/stages/<uuid:stage_id>/questions/<uuid:survey_invitation_id>/",
        views.take_down_as_deputy,
        name="take_down",
    ),
]
