from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("<uuid:project_id>/sessions/", views.sessions, name="sessions"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/sessions/new/", views.plan, name="plan_session"),
    path("<uuid:project_id>/sessions/<uuid:session_id>/", views.session, name="session"),
    path("<uuid:project_id>/sessions/<uuid:session_id>/safety/", views.safety, name="safety"),
    path("<uuid:project_id>/sessions/<uuid:session_id>/call-off/", views.call_off, name="call_off"),
]
