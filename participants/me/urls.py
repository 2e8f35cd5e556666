from django.urls import path

from . import choices, data, group, home, money, news, own_words, peer, say, sessions, ways

app_name = "me"

urlpatterns = [
    path("", home.home, name="home"),
    path("news/", news.news, name="news"),
    path("news/<uuid:delivery_id>/", news.news_item, name="news_item"),
    path("money/", money.my_money, name="money"),
    path("money/<uuid:payment_id>/", money.my_payment, name="payment"),
    path("money/<uuid:payment_id>/<slug:step>/", money.take_my_step, name="step"),
    path("sessions/", sessions.my_sessions, name="sessions"),
    path("sessions/<uuid:session_id>/", sessions.my_session, name="session"),
    path("choices/", choices.my_choices, name="choices"),
    path("choices/pause/", choices.pause, name="pause"),
    path("choices/come-back/", choices.come_back, name="come_back"),
    path("choices/contact/", choices.contact_right, name="contact_right"),
    path("choices/briefings/<uuid:briefing_id>/", choices.briefing, name="briefing"),
    path("choices/arranged/<uuid:adaptation_id>/", choices.say_adaptation_worked, name="arranged"),
    path("say/", say.say, name="say"),
    path("say/<uuid:survey_invitation_id>/", say.six, name="six"),
    path("group/", group.my_group, name="group"),
    path("group/<uuid:statement_id>/", group.word, name="group_word"),
    path("ways/<uuid:said_id>/", ways.my_ways, name="ways"),
    path("peer/", peer.peer, name="peer"),
    path("peer/group/", group.write_down_as_peer, name="group_for"),
    path("peer/<uuid:survey_invitation_id>/", peer.take_down_as_peer, name="take_down"),
    path("data/", data.data, name="data"),
    path("right/<uuid:record_id>/", own_words.put_mine_right, name="put_right"),
]
