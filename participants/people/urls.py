from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/helps/", views.helps, name="helps"),
]
