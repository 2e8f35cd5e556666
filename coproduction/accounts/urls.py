"""The ways in, each by name: allauth brings more than this house opens."""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from coproduction.accounts import mfa_views as ways_in

from .drafts.views import keep_draft, start_again
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
    # What is typed into forms, while somebody types.
    path("drafts/", keep_draft, name="keep_draft"),
    path("drafts/start-again/", start_again, name="start_again"),
    # Ways in of one's own: an app that shows codes, passkeys, codes for a bad day.
    path("ways-in/", ways_in.index, name="mfa_index"),
    path("ways-in/code/", ways_in.second_step, name="mfa_authenticate"),
    path("ways-in/again/", ways_in.prove_again, name="mfa_reauthenticate"),
    path("ways-in/again/passkey/", ways_in.prove_again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("ways-in/app/", ways_in.set_up_app, name="mfa_activate_totp"),
    path("ways-in/app/off/", ways_in.remove_app, name="mfa_deactivate_totp"),
    path("ways-in/recovery/", ways_in.recovery_codes, name="mfa_view_recovery_codes"),
    path("ways-in/recovery/new/", ways_in.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ways-in/passkeys/", ways_in.list_passkeys, name="mfa_list_webauthn"),
    path("ways-in/passkeys/add/", ways_in.add_passkey, name="mfa_add_webauthn"),
    path("ways-in/passkeys/<int:pk>/off/", ways_in.remove_passkey, name="mfa_remove_webauthn"),
    path("ways-in/passkeys/sign-in/", ways_in.passkey_sign_in, name="mfa_login_webauthn"),
]
