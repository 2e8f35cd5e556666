"""The forms by which an organisation is set up, and by which staff come in and change their roles."""

from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.accounts.invitations import folded
from coproduction.accounts.models import Organisation
from coproduction.accounts.organisations import as_seen, is_setup_token
from coproduction.accounts.roles import NAMES, STAFF_ROLES
from coproduction.base.fields import WholeField
from coproduction.base.short_forms import unreadable_line

DAYS = (
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
)
FEWEST, FEWEST_OUTSIDE, MOST = 5, 10, 100
NUMBER = {"invalid": "Write a whole number.", "required": "Write a number."}


class AddressField(forms.EmailField):
    """An email address, however it was typed."""

    default_error_messages = {"invalid": "Check the email address: it should look like name@example.org."}
    widget = forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"})

    def to_python(self, value):
        return folded(super().to_python(value))


def number(label, least, most, help_text=""):
    return WholeField(label=label, help_text=help_text, error_messages=NUMBER, min_value=least, max_value=most)


class SettingsForm(forms.ModelForm):
    """What an organisation settles for itself. `settled` is that, by field."""

    working_days = forms.MultipleChoiceField(
        label="Days on which somebody of your team answers",
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one day."},
    )
    reply_days = number("Answers come within how many working days?", 1, 20)
    small_group = number(
        "Smallest group whose figures are shown to your own staff",
        FEWEST,
        MOST,
        "5 or more. About fewer people nothing is shown, so that nobody can be worked out.",
    )
    small_group_outside = number(
        "Smallest group whose figures are shown to others",
        FEWEST_OUTSIDE,
        MOST,
        "10 or more. For those outside your organisation.",
    )

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = (
            "name",
            "region",
            "working_days",
            "reply_days",
            "small_group",
            "small_group_outside",
            "advice",
        )
        labels = {
            "name": "What is it called?",
            "region": "Bank holidays of",
            "advice": "Free independent advice on money and benefits",
        }
        help_texts = {"advice": "Who gives it, and their number. Participants see it before they say yes to money."}
        error_messages = {"name": {"required": "Write the name of the organisation."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["working_days"] = list(self.initial.get("working_days") or "")

    def clean_working_days(self):
        return "".join(sorted(self.cleaned_data["working_days"]))

    def clean(self):
        settled = super().clean()
        inside, outside = settled.get("small_group"), settled.get("small_group_outside")
        if inside and outside and outside < inside:
            self.add_error("small_group_outside", "Write at least the number for your own staff: others see less.")
        return settled

    @property
    def settled(self):
        return {field: self.cleaned_data[field] for field in self._meta.fields}


class ChangeSettingsForm(IdempotentForm, SettingsForm):
    # What the settings were when the page was opened.
    seen = forms.CharField(widget=forms.HiddenInput)

    class Meta(SettingsForm.Meta):
        fields = (*SettingsForm.Meta.fields, "short_forms")
        labels = SettingsForm.Meta.labels | {"short_forms": "Short forms that you use, and what they mean"}
        help_texts = SettingsForm.Meta.help_texts | {
            "short_forms": "One a line, such as: ICB: Integrated Care Board. An update can use them as they are then: "
            "what they mean stands below it."
        }
        widgets = {"short_forms": forms.Textarea({"rows": 4})}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["seen"] = as_seen(instance)

    def clean_short_forms(self):
        typed = self.cleaned_data["short_forms"]
        if line := unreadable_line(typed):
            raise forms.ValidationError(f"Write each like this, ICB: Integrated Care Board. This one is not: {line}")
        return typed


class NewOrganisationForm(SettingsForm):
    """An organisation and its first person."""

    person = forms.CharField(
        label="Name of the first coordinator",
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Write their name."},
    )
    email = AddressField(
        label="Their email address",
        help_text="They are invited, and say from inside who else works here.",
        error_messages={"required": "Write their email address."},
    )


class SetUpForm(NewOrganisationForm):
    field_order = ("word",)
    word = forms.CharField(
        label="The set-up word",
        help_text="Whoever runs the server gets it by: manage.py setup_token",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": "Type in the set-up word."},
    )

    def clean_word(self):
        if not is_setup_token(self.cleaned_data["word"]):
            raise forms.ValidationError("This is not the set-up word of this site. Copy it as manage.py prints it.")


class InviteForm(IdempotentForm):
    name = forms.CharField(
        label="Their name",
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Write their name."},
    )
    email = AddressField(label="Their work email address", error_messages={"required": "Write their email address."})
    roles = forms.MultipleChoiceField(
        label="What will they do here?",
        choices=STAFF_ROLES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one."},
    )


class RolesField(forms.MultipleChoiceField):
    """Not optional, though it may be empty: whoever leaves has none, and that is said by a box of its own."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value):
        if value:
            super().validate(value)


class RolesForm(IdempotentForm):
    roles = RolesField(label="What they do here", choices=STAFF_ROLES)
    leaves = forms.BooleanField(label="They leave: end all of this", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, held, **kwargs):
        now = [name for name in NAMES if name in held]
        initial = {"roles": now, "seen": ",".join(now)}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        answers = super().clean()
        if answers.get("leaves"):
            answers["roles"] = []
        elif not answers.get("roles") and "roles" not in self.errors:
            self.add_error("roles", "Tick at least one. If they leave, tick that they leave.")
        return answers

    @property
    def before(self):
        return self.cleaned_data["seen"].split(",")


class AcceptForm(IdempotentForm):
    name = forms.CharField(
        label="Your name, as colleagues and participants see it",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Write your name."},
    )
