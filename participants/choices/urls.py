from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:person_id>/choices/", views.choices, name="choices"),
]
