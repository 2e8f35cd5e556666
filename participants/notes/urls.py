from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/notes/", views.read, name="notes"),
    path("<uuid:person_id>/notes/new/", views.write, name="write_note"),
    path("<uuid:person_id>/notes/<uuid:note_id>/end/", views.end_note_view, name="end_note"),
]
