from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("<uuid:project_id>/promises/<uuid:promise_id>/", views.promise, name="promise"),
]
