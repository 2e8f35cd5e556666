from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("new/", views.welcome_someone, name="welcome"),
]
