from django.urls import path

from participants.views import people

app_name = "people"
urlpatterns = [
    path("", people.listed, name="list"),
    path("new/", people.welcome_someone, name="welcome"),
    path("<uuid:person_id>/", people.person, name="person"),
    path("<uuid:person_id>/contact/", people.contact, name="contact"),
    path("<uuid:person_id>/helps/", people.helps, name="helps"),
    path("<uuid:person_id>/sign-in/", people.sign_in, name="sign_in"),
]
