"""The names stages:…, joined from the rooms."""

from participants.agreements.urls import urlpatterns as agreements
from participants.briefings.urls import urlpatterns as briefings
from participants.close.urls import urlpatterns as close
from participants.group_statements.urls import urlpatterns as group_statements
from participants.log_session.urls import urlpatterns as log_session
from participants.peers.urls import urlpatterns as peers
from participants.power.urls import urlpatterns as power
from participants.stages.urls import urlpatterns as stages
from participants.survey.urls import urlpatterns as survey

app_name = "stages"

urlpatterns = [*stages, *briefings, *group_statements, *agreements, *power, *close, *survey, *log_session, *peers]
