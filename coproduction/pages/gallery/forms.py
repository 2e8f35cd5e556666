"""Forms for the gallery: real ones, with what real people might type into them."""

from django import forms

from coproduction.base.fields import DayField, PoundsField, TimeOfDayField, WholeField

WAYS = [("room", "In the room"), ("phone", "By phone"), ("post", "In writing")]
HELP = [("taxi", "A taxi there and back"), ("break", "A break each half hour"), ("words", "Papers in big print")]


class Sample(forms.Form):
    name = forms.CharField(
        label="What would you like to be called?",
        help_text="The name that others on the project see.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": "Write a name. Any name that you like is right."},
    )
    email = forms.EmailField(
        label="Your email",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Write an email with an @ in it, such as asha@example.org."},
    )
    about = forms.CharField(
        label="What would you like to say?",
        help_text="As long or as short as you like.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    day = DayField(label="On which day?")
    at = TimeOfDayField(label="At what time?", required=False)
    sum = PoundsField(label="How much was the bus?", help_text="In pounds and pence, such as 4.60.")
    minutes = WholeField(
        label="How many minutes did you prepare?",
        min_value=0,
        error_messages={"min_value": "Write 0 or more minutes."},
    )
    way = forms.ChoiceField(label="How would you like to join?", choices=WAYS, widget=forms.RadioSelect)
    helps = forms.MultipleChoiceField(
        label="What helps you take part?", choices=HELP, required=False, widget=forms.CheckboxSelectMultiple
    )
    stage = forms.ChoiceField(
        label="Which stage?", choices=[("", "Choose one"), ("plan", "Plan"), ("design", "Design")]
    )
    agrees = forms.BooleanField(
        label="I may be sent a text about this",
        help_text="You can take this back at any time.",
        error_messages={"required": "Tick this, or leave the page: both are fine."},
    )


class Came(forms.Form):
    """One row of a table of forms."""

    came = forms.ChoiceField(label="Came?", choices=[("yes", "Came"), ("no", "Did not come")], widget=forms.RadioSelect)
    minutes = WholeField(label="Minutes", min_value=0, error_messages={"min_value": "Write 0 or more minutes."})
    note = forms.CharField(label="Note", required=False)


class Narrowing(forms.Form):
    stage = forms.ChoiceField(label="Stage", required=False, choices=[("", "Any"), ("plan", "Plan")])
    state = forms.ChoiceField(label="Which", required=False, choices=[("", "Live ones"), ("closed", "Closed ones")])


class Short(forms.Form):
    """The form that can be sent here. Nothing is kept of it."""

    name = Sample.base_fields["name"]
    sum = Sample.base_fields["sum"]
    way = Sample.base_fields["way"]
