"""The forms of signing in: one box for what a person has, a phone number or an email address, and one for the code."""

from django import forms

from .adapter import PhoneField
from .sign_in_codes import as_typed


class CodeForm(forms.Form):
    """`cleaned_data["where"]`: {"email": ...} in lower case, or {"phone": ...} as +447700900123."""

    where = forms.CharField(
        label="Your phone number or email",
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": "Type in your phone number or your email address."},
    )

    def clean_where(self):
        typed = self.cleaned_data["where"].strip()
        if "@" not in typed:
            return {"phone": PhoneField().clean(typed)}
        email = forms.EmailField(
            error_messages={"invalid": "Check the email address: it should look like name@example.org."}
        )
        return {"email": email.clean(typed.lower())}


class TypedCodeForm(forms.Form):
    code = forms.CharField(
        label="Your code",
        help_text="Six digits. Spaces and dashes do not matter.",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false", "size": 12}
        ),
        error_messages={"required": "Type in the code from the message."},
    )
    own_phone = forms.BooleanField(
        label="This is my own phone. Keep me signed in here.",
        help_text="For people who take part. Leave this empty on a phone or computer that others use.",
        required=False,
    )

    def clean_code(self):
        code = as_typed(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError("A code has six digits, like 012345. Look at the message and type it again.")
        return code
