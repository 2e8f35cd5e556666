from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:project_id>/ways/", views.ways, name="ways"),
]
