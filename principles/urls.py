from django.urls import path

from .views import dashboard, findings, public, reflecting
from .views import drilldowns as behind

app_name = "principles"
urlpatterns = [
    path("principles/", public.index, name="index"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/late/", behind.late, name="late"),
    path("dashboard/unanswered/", behind.unanswered, name="unanswered"),
    path("dashboard/heard/", behind.heard, name="heard"),
    path("dashboard/agreed/", behind.agreed, name="agreed"),
    path("dashboard/sent/", behind.sent, name="sent"),
    path("projects/<uuid:project_id>/principles/", findings.project_page, name="project"),
    path("projects/<uuid:project_id>/principles/<str:key>/", findings.principle_page, name="principle"),
    path("projects/<uuid:project_id>/principles/<str:key>/owed/", findings.page_of_owed, name="owed"),
    path("projects/<uuid:project_id>/principles/<str:key>/<str:check>/", findings.finding_page, name="finding"),
    path("projects/<uuid:project_id>/stages/<uuid:stage_id>/reflect/", reflecting.reflect_on, name="reflect"),
]
