from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:person_id>/helps/", views.helps, name="helps"),
]
