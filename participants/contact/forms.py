from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.forms import Why
from participants.people.forms import NOT_ASKED, Parts, Sections, asked_tick, was_asked

from .models import Channel

CONTACT_FIELDS = ("hours", "voicemail", "shared_phone", "say_from", "dont_chase")

OF_SOMEBODY_ELSE = {"autocomplete": "off"}

# Where the sign-in of the same kind is safe too, it need not be typed twice.
SAME_AS = {"text": "phone", "call": "phone", "email": "email"}

ADDRESS = {
    "text": "Number for text messages",
    "call": "Number for calls",
    "email": "Email address",
    "letter": "Where letters go",
}

KEYBOARD = {"text": {"inputmode": "tel"}, "call": {"inputmode": "tel"}, "email": {"inputmode": "email"}}


class SafeContactForm(Sections, IdempotentForm):
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
    parts: Parts = (("How it is safe to reach them", (*channel_groups, *other_groups)),)

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
