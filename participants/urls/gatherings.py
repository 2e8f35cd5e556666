"""The names gatherings:…, joined from the rooms."""

from participants.contributions.urls import urlpatterns as contributions
from participants.decisions.urls import urlpatterns as decisions
from participants.promises.urls import urlpatterns as promises
from participants.sessions.urls import urlpatterns as sessions
from participants.tell.urls import urlpatterns as tell

app_name = "gatherings"

urlpatterns = [*sessions, *tell, *decisions, *contributions, *promises]
