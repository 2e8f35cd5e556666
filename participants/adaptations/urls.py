from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/arranged/new/", views.arrange, name="arrange"),
    path("<uuid:person_id>/arranged/<uuid:adaptation_id>/", views.update_adaptation, name="arranged"),
]
