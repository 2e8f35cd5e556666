from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/group/", views.group, name="group"),
    path("<uuid:project_id>/group/write/", views.write_down_as_deputy, name="group_for"),
]
