from django.urls import path

from . import views

app_name = ""
urlpatterns = [
    path("confirm/", views.confirm, name="confirm"),
]
