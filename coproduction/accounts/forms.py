"""The sign-in form: one box for what a person has, a phone number or an email address."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms

from .adapter import PhoneField


class CodeForm(RequestLoginCodeForm):
    where = forms.CharField(
        label="Your phone number or email",
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": "Type in your phone number or your email address."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["phone"]

    def clean_where(self):
        """Sorts what was typed into the two boxes that allauth knows, and lets allauth look it up."""
        typed = self.cleaned_data["where"].strip()
        if "@" in typed:
            self.cleaned_data["email"] = forms.EmailField(
                error_messages={"invalid": "Check the email address: it should look like name@example.org."}
            ).clean(typed.lower())
            self.clean_email()
        else:
            self.cleaned_data["phone"] = PhoneField().clean(typed)
            self.clean_phone()
        return typed


class TypedCodeForm(ConfirmLoginCodeForm):
    pass
