from django.urls import path

from . import my_views

app_name = "me"
urlpatterns = [
    path("learning/", my_views.my_learning, name="learning"),
    path("learning/<uuid:note_id>/", my_views.differently, name="differently"),
]
