from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("<uuid:project_id>/updates/", views.updates, name="updates"),
    path("<uuid:project_id>/updates/new/", views.tell, name="tell"),
    path("<uuid:project_id>/updates/<uuid:update_id>/", views.update, name="update"),
    path("<uuid:project_id>/deliveries/<uuid:delivery_id>/told/", views.tell_in_person, name="mark_told"),
]
