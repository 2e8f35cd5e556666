from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("<uuid:project_id>/learning/", views.learning, name="learning"),
]
