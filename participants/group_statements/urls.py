from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:project_id>/group/", views.group, name="group"),
    path("<uuid:project_id>/group/write/", views.write_down, name="group_for"),
]
