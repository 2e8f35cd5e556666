from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:person_id>/contact/", views.contact, name="contact"),
]
