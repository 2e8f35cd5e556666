from django import forms

from coproduction.accounts.models import Organisation
from coproduction.base.access import COORDINATOR
from coproduction.base.forms import Why
from participants.choices.forms import asked_choices, asked_of_them
from participants.choices.models import Choice
from participants.contact.forms import OF_SOMEBODY_ELSE, SafeContactForm
from participants.contact.models import Channel
from participants.people.forms import HelpsForm, what_was_asked
from participants.sign_in.forms import SignInForm, check_that_codes_come


class WelcomeForm(SafeContactForm):
    """One page. Only the name is needed; all else can be asked when it is a good time."""

    why = {
        **SafeContactForm.why,
        **HelpsForm.why,
        Choice.Kind.PAY.value: Why(
            "resources",
            "Their time is worth money. Those who run their projects see what they pick, and those who pay them.",
        ),
    }

    organisation = forms.ModelChoiceField(label="Organisation", queryset=Organisation.objects.none(), empty_label=None)
    name = forms.CharField(label="The name they like", max_length=60, widget=forms.TextInput(OF_SOMEBODY_ELSE))
    phone = SignInForm.base_fields["phone"]
    email = SignInForm.base_fields["email"]
    by_card = forms.BooleanField(
        label="A printed card",
        required=False,
        help_text="For who has no phone or email of their own, or none that is safe. You make it on their page.",
    )
    needs = HelpsForm.base_fields["needs"]
    needs_asked = HelpsForm.base_fields["needs_asked"]
    strengths = HelpsForm.base_fields["strengths"]
    strengths_asked = HelpsForm.base_fields["strengths_asked"]
    must_ask = False

    parts = (
        ("Who they are", (("organisation", "name"),)),
        ("Signing in, if they want to", (("phone",), ("email",), ("by_card",))),
        *SafeContactForm.parts,
        ("What helps, and what they bring", (("needs", "needs_asked"), ("strengths", "strengths_asked"))),
        ("What they choose", tuple((kind,) for kind in Choice.Kind.values)),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(pk__in=user.organisations_as(COORDINATOR)).order_by("name")
        self.fields["organisation"].queryset = own
        self.fields["organisation"].initial = own.first()
        self.only = own.first() if own.count() < 2 else None
        if self.only:
            del self.fields["organisation"]
        self.fields |= {kind: asked_of_them(kind) for kind in Choice.Kind.values}

    def clean(self):
        # As it was answered, before the sign-in of the same kind fills what was left empty.
        said = {kind: (self[f"{kind}_safe"].value(), self[f"{kind}_address"].value()) for kind in Channel.Kind.values}
        data = super().clean()
        check_that_codes_come(self, said)
        return data

    @property
    def where(self):
        return self.only or self.cleaned_data["organisation"]

    @property
    def asked(self):
        """What `welcome` takes of what was asked: what was not asked is None, or left out."""
        contact = {"contact": self.contact, "channels": self.channels} if self.was_contact_asked else {}
        return {**contact, **what_was_asked(self), "choices": asked_choices(self)}
