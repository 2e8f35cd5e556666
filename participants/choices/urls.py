from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/choices/", views.ask_choices, name="choices"),
]
