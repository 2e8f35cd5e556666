from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/sign-in/", views.sign_in, name="sign_in"),
    path("<uuid:person_id>/card/", views.card, name="card"),
    path("<uuid:person_id>/card/withdraw/", views.withdraw, name="withdraw_card"),
]
