from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/stages/<uuid:stage_id>/briefings/", views.brief, name="brief"),
    path("<uuid:project_id>/talks/", views.talk, name="talks"),
]
