from django.urls import path

from participants.views import adaptations, notes, people, sign_in

app_name = "people"
urlpatterns = [
    path("", people.listed, name="list"),
    path("new/", people.welcome_someone, name="welcome"),
    path("<uuid:person_id>/", people.person, name="person"),
    path("<uuid:person_id>/contact/", people.contact, name="contact"),
    path("<uuid:person_id>/helps/", people.helps, name="helps"),
    path("<uuid:person_id>/choices/", people.choices, name="choices"),
    path("<uuid:person_id>/arranged/new/", adaptations.arrange, name="arrange"),
    path("<uuid:person_id>/arranged/<uuid:adaptation_id>/", adaptations.arranged, name="arranged"),
    path("<uuid:person_id>/sign-in/", sign_in.sign_in, name="sign_in"),
    path("<uuid:person_id>/card/", sign_in.card, name="card"),
    path("<uuid:person_id>/card/withdraw/", sign_in.withdraw, name="withdraw_card"),
    path("<uuid:person_id>/notes/", notes.read, name="notes"),
    path("<uuid:person_id>/notes/new/", notes.write, name="write_note"),
    path("<uuid:person_id>/notes/<uuid:note_id>/end/", notes.end, name="end_note"),
]
