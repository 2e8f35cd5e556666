from django.urls import path

from participants.views import closing, group, logging, peers, stages, ways

app_name = "stages"
urlpatterns = [
    path("<uuid:project_id>/people/", stages.people, name="people"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/", stages.stage, name="stage"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/open/", stages.open_it, name="open_stage"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/people/", stages.add_person, name="add_person"),
    path(
        "<uuid:project_id>/stages/<uuid:stage_id>/people/<uuid:involvement_id>/", stages.taking_part, name="taking_part"
    ),
    path("<uuid:project_id>/stages/<uuid:stage_id>/briefings/", stages.brief, name="brief"),
    path("<uuid:project_id>/group/", group.group, name="group"),
    path("<uuid:project_id>/group/write/", group.write_down, name="group_for"),
    path("<uuid:project_id>/ways/", ways.ways, name="ways"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/power/", ways.power, name="power"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/close/", closing.close_it, name="close_stage"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/close/override/", closing.override, name="override"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/questions/close/", closing.end_questions, name="close_round"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/close/hand-over/", closing.hand_it_over, name="hand_over_stage"),
    path("<uuid:project_id>/close/", closing.close_it_all, name="close_project"),
    path("<uuid:project_id>/close/override/", closing.override_all, name="override_project"),
    path("<uuid:project_id>/close/hand-over/", closing.hand_it_over, name="hand_over"),
    path("<uuid:project_id>/talks/", stages.talk, name="talks"),
    path("<uuid:project_id>/sessions/<uuid:session_id>/log/", logging.log, name="log_session"),
    path("<uuid:project_id>/team/peers/", peers.name, name="name_peer"),
    path("<uuid:project_id>/team/peers/<uuid:peer_id>/leave/", peers.end, name="end_peer"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/questions/<uuid:asked_id>/", peers.take_down, name="take_down"),
]
