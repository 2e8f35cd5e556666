from django.urls import path

from participants.views.own_hands import confirm

urlpatterns = [path("confirm/", confirm, name="confirm")]
