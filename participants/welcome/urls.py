from django.urls import path

from . import views

urlpatterns = [
    path("new/", views.welcome_someone, name="welcome"),
]
