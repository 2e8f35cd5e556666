from django.urls import path

from . import views

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/people/", views.people, name="people"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/", views.stage, name="stage"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/open/", views.open_it, name="open_stage"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/people/", views.add_person, name="add_person"),
    path(
        "<uuid:project_id>/stages/<uuid:stage_id>/people/<uuid:involvement_id>/", views.taking_part, name="taking_part"
    ),
]
