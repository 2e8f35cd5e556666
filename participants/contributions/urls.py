from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("<uuid:project_id>/said/", views.contribution_list, name="said"),
    path("<uuid:project_id>/said/<uuid:contribution_id>/answer/", views.answer, name="answer"),
    path("<uuid:project_id>/said/<uuid:contribution_id>/told/", views.tell_answer_view, name="answer_told"),
]
