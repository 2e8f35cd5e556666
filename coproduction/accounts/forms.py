"""The sign-in form: one box for what a person has, a phone number or an email address."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms

from .adapter import PhoneField
from .card_words import WORDS
from .cards import DIGITS, WORDS_ON_A_CARD, words_in


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


class CardForm(forms.Form):
    """What stands on a printed card, however it is typed."""

    number = forms.CharField(
        label="The number",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Type in the number on your card."},
    )
    words = forms.CharField(
        label="The five words",
        max_length=200,
        help_text="Big or small letters, spaces or dashes: all of it is right.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": "Type in the five words on your card."},
    )
    own_phone = forms.BooleanField(
        label="This is my own phone",
        required=False,
        help_text="Then you stay signed in for two weeks. Leave it empty on a phone that others use too.",
    )

    def clean_number(self):
        number = "".join(sign for sign in self.cleaned_data["number"] if sign.isdecimal() and sign.isascii())
        if len(number) != DIGITS:
            raise forms.ValidationError("The number has six digits. Look at your card again.")
        return number

    def clean_words(self):
        """Says which word cannot be right: the words that stand on cards are known to everyone."""
        words = words_in(self.cleaned_data["words"])
        if strange := next((word for word in words if word not in WORDS), None):
            raise forms.ValidationError(f"Look again at the word '{strange}'. It does not stand on a card like this.")
        if len(words) != WORDS_ON_A_CARD:
            raise forms.ValidationError("There are five words. Look at your card again.")
        return words
