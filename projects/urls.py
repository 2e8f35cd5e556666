from django.urls import path

from .views import projects, stages, team

app_name = "projects"
urlpatterns = [
    path("", projects.projects, name="list"),
    path("new/", projects.plan, name="plan"),
    path("<uuid:project_id>/stages/", stages.stages, name="stages"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/skip/", stages.skip, name="skip_stage"),
    path("<uuid:project_id>/team/contact/", team.contact, name="change_contact"),
    path("<uuid:project_id>/team/deputy/", team.deputy, name="change_deputy"),
    path("<uuid:project_id>/team/coordinators/", team.coordinator, name="add_coordinator"),
    path("<uuid:project_id>/team/stand-ins/", team.stand_in, name="name_stand_in"),
    path("<uuid:project_id>/team/<uuid:member_id>/met/", team.meeting, name="note_meeting"),
    path("<uuid:project_id>/team/<uuid:member_id>/leave/", team.end, name="let_go"),
]
