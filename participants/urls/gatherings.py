from django.urls import path

from participants.views import sessions, updates, voice

app_name = "gatherings"
urlpatterns = [
    path("<uuid:project_id>/sessions/", sessions.sessions, name="sessions"),
    path("<uuid:project_id>/stages/<uuid:stage_id>/sessions/new/", sessions.plan, name="plan_session"),
    path("<uuid:project_id>/sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("<uuid:project_id>/sessions/<uuid:session_id>/safety/", sessions.safety, name="safety"),
    path("<uuid:project_id>/sessions/<uuid:session_id>/call-off/", sessions.call_off, name="call_off"),
    path("<uuid:project_id>/updates/", updates.updates, name="updates"),
    path("<uuid:project_id>/updates/new/", updates.tell, name="tell"),
    path("<uuid:project_id>/updates/<uuid:update_id>/", updates.update, name="update"),
    path("<uuid:project_id>/deliveries/<uuid:delivery_id>/told/", updates.told_in_person, name="mark_told"),
    path("<uuid:project_id>/decisions/", voice.decisions, name="decisions"),
    path("<uuid:project_id>/said/", voice.said, name="said"),
    path("<uuid:project_id>/said/<uuid:contribution_id>/answer/", voice.answer, name="answer"),
    path("<uuid:project_id>/said/<uuid:contribution_id>/told/", voice.answer_told, name="answer_told"),
    path("<uuid:project_id>/promises/<uuid:promise_id>/", voice.promise, name="promise"),
]
