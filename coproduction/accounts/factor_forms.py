"""Forms of the second factor, in our words. Five wrong codes are judged in a quarter of an hour, and no passkey is."""

import struct

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError

from coproduction.accounts.allauth_internal import check_rate_limit, webauthn

from .adapter import SecondFactorAdapter
from .second_factor import period_of, use_code

WRONG_CODE = SecondFactorAdapter.error_messages["incorrect_code"]
ENOUGH_CODES = "That was the fifth code that did not work. Wait 15 minutes, then try again. A passkey works meanwhile."
NO_PASSKEY = "No passkey was made. Press the button once more."
WRONG_PASSKEY = "That passkey did not work here. Try it once more, or use another way in."
# What a browser sends is anything at all, and the readers of it stumble each in their own way.
UNREADABLE = (ValidationError, ValueError, TypeError, LookupError, AttributeError, struct.error)


def code_box(label, hint):
    look = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=40,
        widget=forms.TextInput(attrs=look),
        error_messages={"required": "Type in the code.", "max_length": WRONG_CODE},
    )


def room_for(user):
    """Counts one more code of this person's; returns what takes it back. ValidationError where there were enough."""
    try:
        return check_rate_limit(user)
    except ValidationError:
        raise ValidationError(ENOUGH_CODES) from None


class CodeOfFactor(forms.Form):
    code = code_box("Your code", "The code your app shows now. No app at hand? Type in one of your recovery codes.")

    def clean_code(self):
        was_right = room_for(self.user)
        self.authenticator = use_code(self.user, self.cleaned_data["code"])
        if self.authenticator is None:
            raise ValidationError(WRONG_CODE)
        was_right()
        return self.cleaned_data["code"]


class SecondStepForm(CodeOfFactor, AuthenticateForm):
    pass


class ProveAgainForm(CodeOfFactor, ReauthenticateForm):
    pass


class SetUpAppForm(ActivateTOTPForm):
    code = code_box("The code your app shows", "Six figures. They change every half minute.")

    def clean_code(self):
        was_right = room_for(self.user)
        if period_of(self.secret, self.cleaned_data["code"]) is None:
            raise ValidationError(WRONG_CODE)
        was_right()
        return self.cleaned_data["code"]


class CredentialField(forms.JSONField):
    """Any text: of 5,000 digits or brackets 5,000 deep Python says so, each time by another error."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class FromBrowser(forms.Form):
    credential = CredentialField(
        widget=forms.HiddenInput, error_messages={"required": WRONG_PASSKEY, "invalid": WRONG_PASSKEY}
    )

    def add_error(self, field, error):
        # The box is hidden, so what is wrong with it is said of the whole form.
        super().add_error(None if field == "credential" else field, error)


class Passkey(FromBrowser):
    """Nothing can be guessed here, so nothing is counted: wrong codes lock no passkey out."""

    def clean_credential(self):
        given = self.cleaned_data["credential"]
        try:
            webauthn.parse_authentication_response(given)
            return webauthn.complete_authentication(self.user or webauthn.extract_user_from_response(given), given)
        except UNREADABLE:
            raise ValidationError(WRONG_PASSKEY) from None


class SecondStepPasskey(Passkey, AuthenticateWebAuthnForm):
    pass


class ProveAgainPasskey(Passkey, ReauthenticateWebAuthnForm):
    pass


class SignInPasskey(Passkey, LoginWebAuthnForm):
    pass


class AddPasskeyForm(FromBrowser, SignupWebAuthnForm):
    name = forms.CharField(
        label="What to call it",
        help_text="So that you know it again: my phone.",
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_credential(self):
        given = self.cleaned_data["credential"]
        # allauth looks at no credential that is false, and would keep the number nought as a passkey.
        if not given:
            raise ValidationError(NO_PASSKEY)
        return given

    def clean(self):
        try:
            return super().clean()
        except UNREADABLE:
            raise ValidationError(NO_PASSKEY) from None
