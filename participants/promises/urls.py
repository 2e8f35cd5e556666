from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:project_id>/promises/<uuid:promise_id>/", views.promise, name="promise"),
]
