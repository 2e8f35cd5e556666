from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("<uuid:project_id>/team/contact/", views.contact, name="change_contact"),
    path("<uuid:project_id>/team/deputy/", views.deputy, name="change_deputy"),
    path("<uuid:project_id>/team/coordinators/", views.coordinator, name="add_coordinator"),
    path("<uuid:project_id>/team/stand-ins/", views.stand_in, name="name_stand_in"),
    path("<uuid:project_id>/team/<uuid:member_id>/met/", views.meeting, name="note_meeting"),
    path("<uuid:project_id>/team/<uuid:member_id>/leave/", views.end, name="let_go"),
]
