"""The ways in, each by name: allauth brings more than this house opens."""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from .views import confirm_code, request_code

urlpatterns = [
    # allauth asks for this name; there is one way in, by code.
    path("", RedirectView.as_view(pattern_name="account_request_login_code"), name="account_login"),
    path("sign-in/", request_code, name="account_request_login_code"),
    path("sign-in/code/", confirm_code, name="account_confirm_login_code"),
    path("sign-out/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
]
