"""The ways in, each by name: allauth brings more than this house opens."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from .views import card, carry_on, confirm_code, request_code, sign_in_again

urlpatterns = [
    # allauth asks for this name; there is one way in, by code.
    path("", RedirectView.as_view(pattern_name="account_request_login_code"), name="account_login"),
    path("sign-in/", request_code, name="account_request_login_code"),
    path("sign-in/code/", confirm_code, name="account_confirm_login_code"),
    path("card/", card, name="account_card"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    # Proving again who one is, before what hurts most in the wrong hands.
    path("again/", sign_in_again, name="sign_in_again"),
    path("carry-on/", carry_on, name="carry_on"),
    # Ways in of one's own: an app that shows codes, passkeys, codes for a bad day.
    path("ways-in/", factors.index, name="mfa_index"),
    path("ways-in/code/", factors.authenticate, name="mfa_authenticate"),
    path("ways-in/again/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("ways-in/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("ways-in/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ways-in/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ways-in/recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ways-in/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("ways-in/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("ways-in/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
]
