from django.urls import path

from . import views

app_name = "gallery"
urlpatterns = [
    path("", views.tokens_page, name="index"),
    path("press/", views.press_page, name="press"),
    path("forms/", views.forms_page, name="forms"),
    path("forms/sent/", views.sent, name="sent"),
    path("states/", views.states_page, name="states"),
    path("records/", views.records_page, name="records"),
    path("words/", views.words_page, name="words"),
]
