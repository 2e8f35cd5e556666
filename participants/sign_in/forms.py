from django import forms

from coproduction.accounts.adapter import THEIR_PHONE, MobileField
from coproduction.accounts.addresses import same_address
from coproduction.accounts.idempotency import IdempotentForm
from participants.contact.forms import OF_SOMEBODY_ELSE
from participants.contact.models import Channel

# A sign-in code comes by the channel of its kind: where that is not safe, it would never come.
CODE_COMES_BY = {"phone": "text", "email": "email"}

NO_CODE_WOULD_COME = {
    "phone": "A code comes as a text message, and texts to this phone are marked 'No, not safe'. "
    "Choose 'Ask me first' or 'Yes, safe' for texts, take another phone, or make a printed card.",
    "email": "A code comes as an email, and emails to this address are marked 'No, not safe'. "
    "Choose 'Ask me first' or 'Yes, safe' for emails, take another address, or make a printed card.",
}


def check_that_codes_come(form, said):
    """`said` is {kind: (safe, address)}: no sign-in code goes to a channel that is not safe, so nobody is to wait."""
    for field, kind in CODE_COMES_BY.items():
        safe, address = said.get(kind, ("", ""))
        typed = form.cleaned_data.get(field)
        if typed and safe == Channel.Safe.NO and same_address(address, typed):
            form.add_error(field, NO_CODE_WOULD_COME[field])


class SignInForm(IdempotentForm):
    """`said`: {kind: (safe, address)}, as they answered how it is safe to reach them."""

    phone = MobileField(
        label="Phone to sign in with",
        required=False,
        widget=THEIR_PHONE,
        help_text="A sign-in phone belongs to one person. It gets a code, and nothing else.",
    )
    email = forms.EmailField(
        label="Email to sign in with",
        required=False,
        max_length=254,
        widget=forms.EmailInput(OF_SOMEBODY_ELSE),
        error_messages={"invalid": "Check the email address: it should look like name@example.org."},
    )

    def __init__(self, *args, said, **kwargs):
        super().__init__(*args, **kwargs)
        self.said = said

    def clean(self):
        data = super().clean()
        check_that_codes_come(self, self.said)
        return data


class ChangeSignInForm(SignInForm):
    """It starts empty, and nothing tells what stands now."""

    no_phone = forms.BooleanField(label="No phone any more", required=False)
    no_email = forms.BooleanField(label="No email any more", required=False)
    field_order = ("phone", "no_phone", "email", "no_email")

    def clean(self):
        data = super().clean()
        for field in ("phone", "email"):
            if data.get(field) and data.get(f"no_{field}"):
                self.add_error(field, f"Write the new {field}, or tick 'No {field} any more': not both.")
        if not self.errors and not any(data.get(name) for name in self.field_order):
            self.add_error("phone", "Write what is new, or tick what goes.")
        return data

    @property
    def take_away(self):
        return [field for field in ("phone", "email") if self.cleaned_data[f"no_{field}"]]
