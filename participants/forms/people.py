from django import forms

from coproduction.accounts.adapter import THEIR_PHONE, PhoneField
from coproduction.accounts.addresses import same_address
from coproduction.accounts.models import Organisation
from coproduction.accounts.once import OnceForm
from coproduction.base.access import COORDINATOR
from coproduction.base.forms import Why
from participants.models import Channel, Choice
from projects.models import Project

from .choices import asked_of_them, offered
from .lines import Lines

NOT_ASKED = "Write what they said, or tick that you asked. Without either, nobody has been asked."
CONTACT_FIELDS = ("hours", "voicemail", "shared_phone", "say_from", "dont_chase")
OF_SOMEBODY_ELSE = {"autocomplete": "off"}
# Where the sign-in of the same kind is safe too, it need not be typed twice.
SAME_AS = {"text": "phone", "call": "phone", "email": "email"}
# A sign-in code comes by the channel of its kind: where that is not safe, it would never come.
CODE_COMES_BY = {"phone": "text", "email": "email"}
NO_CODE_WOULD_COME = {
    "phone": "A code comes as a text message, and texts to this phone are marked 'No, not safe'. "
    "Choose 'Ask me first' or 'Yes, safe' for texts, take another phone, or make a printed card.",
    "email": "A code comes as an email, and emails to this address are marked 'No, not safe'. "
    "Choose 'Ask me first' or 'Yes, safe' for emails, take another address, or make a printed card.",
}
ADDRESS = {
    "text": "Number for text messages",
    "call": "Number for calls",
    "email": "Email address",
    "letter": "Where letters go",
}

KEYBOARD = {"text": {"inputmode": "tel"}, "call": {"inputmode": "tel"}, "email": {"inputmode": "email"}}


def check_that_codes_come(form, said):
    """`said` is {kind: (safe, address)}: no sign-in code goes to a channel that is not safe, so nobody is to wait."""
    for field, kind in CODE_COMES_BY.items():
        safe, address = said.get(kind, ("", ""))
        typed = form.cleaned_data.get(field)
        if typed and safe == Channel.Safe.NO and same_address(address, typed):
            form.add_error(field, NO_CODE_WOULD_COME[field])


def asked_tick(label):
    return forms.BooleanField(label=label, required=False)


def was_asked(form, what, *fields):
    """Whether somebody asked: they ticked that they did, or wrote something other than stood there."""
    return bool(form.cleaned_data.get(f"{what}_asked")) or not set(form.changed_data).isdisjoint(fields)


class Sections:
    """A long form in short parts: `parts` are pairs of heading and groups of names of fields."""

    parts = ()

    @property
    def sections(self):
        for title, groups in self.parts:
            yield title, [[self[name] for name in names if name in self.fields] for names in groups]


class SafeContactForm(Sections, OnceForm):
    why = {
        f"{Channel.Kind.values[0]}_safe": Why(
            "trauma_informed",
            "A message that somebody else sees can put a person in danger. It goes only where they say it is safe, and "
            "only those who run their projects see this.",
        )
    }
    hours = forms.CharField(label="Good days and hours", max_length=120, required=False)
    voicemail = forms.BooleanField(label="A voicemail is all right", required=False)
    shared_phone = forms.BooleanField(label="Somebody else uses this phone too", required=False)
    say_from = forms.CharField(
        label="Who we say we are", max_length=80, required=False, help_text="If somebody else picks up or opens it."
    )
    dont_chase = forms.BooleanField(
        label="Don't chase me", required=False, help_text="We write, but never remind. It counts against nobody."
    )
    contact_asked = asked_tick("We asked them, and what stands here is right")
    # Whether the form is for nothing but asking.
    must_ask = True
    channel_groups = tuple((f"{kind}_safe", f"{kind}_address") for kind in Channel.Kind.values)
    other_groups = (("hours", "say_from"), ("voicemail", "shared_phone", "dont_chase"), ("contact_asked",))
    parts = (("How it is safe to reach them", (*channel_groups, *other_groups)),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, label in Channel.Kind.choices:
            self.fields[f"{kind}_safe"] = forms.ChoiceField(
                label=f"{label}: is it safe?",
                choices=Channel.Safe.choices,
                widget=forms.RadioSelect,
                # Where nobody chose: nothing is sent, and nobody is shut out.
                initial=Channel.Safe.ASK,
            )
            self.fields[f"{kind}_address"] = forms.CharField(
                label=ADDRESS[kind],
                max_length=300,
                required=False,
                widget=forms.TextInput({**OF_SOMEBODY_ELSE, **KEYBOARD.get(kind, {})}),
            )

    def clean(self):
        data = super().clean()
        if self.must_ask and not self.was_contact_asked:
            self.add_error("contact_asked", NOT_ASKED)
        for kind in Channel.Kind.values:
            address = data.get(f"{kind}_address") or data.get(SAME_AS.get(kind, ""), "")
            if data.get(f"{kind}_safe") == Channel.Safe.YES and not address:
                self.add_error(f"{kind}_address", "Write it here, or choose 'Ask me first' above.")
            data[f"{kind}_address"] = address or ""
        return data

    @property
    def was_contact_asked(self):
        """An answer that nobody touched is none: 'Ask me first' stands there for safety until somebody asks."""
        return was_asked(self, "contact", *CONTACT_FIELDS, *(name for group in self.channel_groups for name in group))

    @property
    def contact(self):
        return {name: self.cleaned_data[name] for name in CONTACT_FIELDS}

    @property
    def channels(self):
        data = self.cleaned_data
        return {kind: (data[f"{kind}_safe"], data[f"{kind}_address"]) for kind in Channel.Kind.values}

    @staticmethod
    def start_from(safe):
        """What stands now, to be asked again. `safe` is a SafeContact or None."""
        if safe is None:
            return {}
        start = {name: getattr(safe, name) for name in CONTACT_FIELDS}
        for channel in safe.channels.all():
            start |= {f"{channel.kind}_safe": channel.safe, f"{channel.kind}_address": channel.address}
        return start


class SignInForm(OnceForm):
    """`said`: {kind: (safe, address)}, as they answered how it is safe to reach them."""

    phone = PhoneField(
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


LINES = ("needs", "strengths")


class HelpsForm(OnceForm):
    why = {
        "needs": Why(
            "creativity",
            "So that help is there before they need it. Only they and those who run their projects see this.",
        ),
        "strengths": Why(
            "trauma_informed", "We start from what people are good at. Those who run their projects see this."
        ),
    }
    needs = Lines(
        label="What helps them take part",
        required=False,
        help_text="One thing a line. Do not write about someone's past here.",
    )
    needs_asked = asked_tick("We asked them, and nothing else is needed")
    strengths = Lines(
        label="What they are good at, or want to do",
        required=False,
        help_text="One thing a line, in their words. Do not write about someone's past here.",
    )
    strengths_asked = asked_tick("We asked them, and there is nothing else to write")

    def clean(self):
        typed = super().clean()
        if self.asked == {"needs": None, "strengths": None}:
            self.add_error("needs_asked", NOT_ASKED)
        return typed

    @property
    def asked(self):
        return what_was_asked(self)


def what_was_asked(form):
    """{"needs": lines, "strengths": lines}, each None where that was not asked."""
    return {what: form.cleaned_data.get(what, []) if was_asked(form, what, what) else None for what in LINES}


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
        return {**contact, **what_was_asked(self), "choices": offered(self)}


class PeopleFilter(forms.Form):
    project = forms.ModelChoiceField(
        label="Project", queryset=Project.objects.none(), required=False, empty_label="All projects"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = Project.objects.run_by(user).live()
