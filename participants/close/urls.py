from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/stages/<uuid:stage_id>/close/", views.close_it, name="close_stage"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/close/override/", views.override, name="override"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/close/hand-over/", views.hand_it_over, name="hand_over_stage"),
    path("<uuid:project_id>/close/", views.close_it_all, name="close_project"),
    path("<uuid:project_id>/close/override/", views.override_all, name="override_project"),
    path("<uuid:project_id>/close/hand-over/", views.hand_it_over, name="hand_over"),
]
