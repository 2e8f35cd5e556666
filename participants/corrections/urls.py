from django.urls import path

from . import views

app_name = "corrections"
urlpatterns = [
    path("projects/<uuid:project_id>/correct/<slug:kind>/<uuid:record_id>/", views.in_project, name="in_project"),
    path("people/correct/<slug:kind>/<uuid:record_id>/", views.of_person, name="of_person"),
]
