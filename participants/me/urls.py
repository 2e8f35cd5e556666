from django.urls import path

from . import choices, data, group, home, money, news, peer, say, sessions, ways

app_name = "me"

urlpatterns = [
    path("", home.home, name="home"),
    path("news/", news.news, name="news"),
    path("news/<uuid:delivery_id>/", news.news_item, name="news_item"),
    path("money/", money.money, name="money"),
    path("money/<uuid:payment_id>/", money.payment, name="payment"),
    path("money/<uuid:payment_id>/<slug:step>/", money.take_step, name="step"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("choices/", choices.choices, name="choices"),
    path("choices/pause/", choices.pause, name="pause"),
    path("choices/come-back/", choices.come_back, name="come_back"),
    path("choices/contact/", choices.contact_right, name="contact_right"),
    path("choices/briefings/<uuid:briefing_id>/", choices.briefing, name="briefing"),
    path("choices/arranged/<uuid:adaptation_id>/", choices.arranged, name="arranged"),
    path("say/", say.say, name="say"),
    path("say/<uuid:survey_invitation_id>/", say.six, name="six"),
    path("group/", group.group, name="group"),
    path("group/<uuid:statement_id>/", group.word, name="group_word"),
    path("ways/<uuid:said_id>/", ways.ways, name="ways"),
    path("peer/", peer.peer, name="peer"),
    path("peer/group/", group.write_down, name="group_for"),
    path("peer/<uuid:survey_invitation_id>/", peer.take_down, name="take_down"),
    path("data/", data.data, name="data"),
]
