from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/sessions/<uuid:session_id>/log/", views.log, name="log_session"),
]
