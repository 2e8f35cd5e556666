"""How allauth meets this house: nobody signs themselves up, a code goes by phone or email through the one post."""

import re
from base64 import urlsafe_b64encode

import phonenumbers
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from django.utils.crypto import salted_hmac

from coproduction.base import outbox
from coproduction.base.http import is_own_path

from .models import User
from .sign_in_codes import six_digits


def e164(text):
    """A British or international number as people type it, as +447700900123; None where it cannot be one."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


# What somebody else's phone is typed into: the browser must not offer the number of whoever types.
THEIR_PHONE = forms.TextInput({"type": "tel", "autocomplete": "off"})


KIND = phonenumbers.PhoneNumberType
# What gets text messages, and what this library knows no kind of, since it may be newer than its lists.
MAY_GET_TEXTS = {KIND.MOBILE, KIND.FIXED_LINE_OR_MOBILE, KIND.UNKNOWN}
BRITISH = phonenumbers.country_code_for_region("GB")
# Ten figures after the 0. Numbers in 070 and 076 are no mobiles, but for those of the Isle of Man.
BRITISH_MOBILE = re.compile(r"7(?:[1-57-9]\d{8}|624\d{6})")


def can_get_texts(number):
    """Whether a number, as `e164` gives it, can be a mobile phone's: for a British one by its figures alone."""
    parsed = phonenumbers.parse(number)
    if parsed.country_code == BRITISH:
        return bool(BRITISH_MOBILE.fullmatch(phonenumbers.national_significant_number(parsed)))
    return phonenumbers.number_type(parsed) in MAY_GET_TEXTS


class PhoneField(forms.CharField):
    """The phone of whoever is at the keyboard. Where it is somebody else's, give it `widget=THEIR_PHONE`."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return value
        number = e164(value)
        if number is None:
            raise forms.ValidationError("Check the phone number: it may have a digit too many or too few.")
        return number


class MobileField(PhoneField):
    """A phone that a sign-in code can come to."""

    def clean(self, value):
        number = super().clean(value)
        if number and not can_get_texts(number):
            raise forms.ValidationError(
                "A code comes as a text message, and this can't be a mobile number. Write one such as 07700 900 123."
            )
        return number


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Stricter than allauth's own: a path of this house, never an address, not even our own."""
        return is_own_path(url)

    def generate_login_code(self):
        return six_digits()

    def generate_phone_verification_code(self, *, user, phone):
        return six_digits()

    def phone_form_field(self, **kwargs):
        return PhoneField(**kwargs)

    def get_phone(self, user):
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user, phone, verified):
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user, phone):
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone):
        return User.objects.filter(phone=phone, is_active=True).first()

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        outbox.send_code(channel="text", address=phone, code=code)

    def send_unknown_account_sms(self, phone, **kwargs):
        """A number that we do not know gets nothing: strangers are not written to."""

    def send_mail(self, template_prefix, email, context):
        # Of allauth's mails only the code is wanted; notices of its own would say too much on a shared phone.
        if code := context.get("code"):
            outbox.send_code(channel="email", address=email, code=code)

    def get_login_stages(self):
        ours = {"allauth.mfa.stages.AuthenticateStage": "coproduction.accounts.stages.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names that an authenticator app or a phone keeps are neutral: somebody else may see its list."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code did not work. Each code works once, and not for long: use the one you see now."
    }

    def get_totp_issuer(self):
        return "My page"

    def get_totp_label(self, user):
        return str(user)

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": "My page"}

    def get_public_key_credential_user_entity(self, user):
        names = {"name": str(user), "display_name": str(user)}
        return {**super().get_public_key_credential_user_entity(user), **names}

    def generate_authenticator_name(self, user, type):
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"

    def encrypt(self, text):
        return kept_secrets().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return kept_secrets().decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, *args, **kwargs):
        """None: a mail about a second factor says too much on a shared phone."""


def kept_secrets():
    """What an app or a recovery code is worked out from lies encrypted. An old key of the house still opens it."""
    keys = [
        salted_hmac("coproduction.accounts.second factor", "kept", secret=secret, algorithm="sha256").digest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
