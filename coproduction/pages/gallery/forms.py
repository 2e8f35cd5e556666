"""Forms for the gallery: real ones, with what real people might type into them."""

from django import forms

from coproduction.base.fields import DayField, PoundsField, TimeOfDayField, WholeField

from .pieces import Piece, State

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


def sample(prefix, only=None, /, **typed):
    """A form of one's own ids; bound as soon as something was typed, were it nothing."""
    data = {f"{prefix}-{name}": value for name, value in typed.items()}
    form = Sample(data if typed else None, prefix=prefix)
    for name in set(form.fields) - set(only or form.fields):
        del form.fields[name]
    return form


def field(name, prefix, /, **typed):
    return lambda: sample(f"{name}-{prefix}", (name,), **typed)[name]


def states(name, good, bad=None):
    """Empty, filled in, and come back to be put right."""
    found = [
        State("Empty", {"field": field(name, "empty")}),
        State("Filled in", {"field": field(name, "full", **good)}),
    ]
    return (*found, *([State("To put right", {"field": field(name, "wrong", **bad)})] if bad else ()))


def two_rows():
    rows = forms.formset_factory(Came, extra=0)(
        {
            "rows-TOTAL_FORMS": "2",
            "rows-INITIAL_FORMS": "2",
            "rows-0-came": "yes",
            "rows-0-minutes": "120",
            "rows-1-came": "yes",
            "rows-1-minutes": "-5",
        },
        prefix="rows",
        initial=[{}, {}],
    )
    for form, who in zip(rows.forms, ("Robin", "Kit"), strict=True):
        form.row_name = who
    return rows


def field_piece(key, good, bad=None, /, **piece):
    """A piece for one kind of field; `key` is its name in the sample, `good` and `bad` what is typed."""
    line = f"{{{{ form.{key}.as_field_group }}}}"
    return Piece(key=key, template="forms/field.html", states=states(key, good, bad), line=line, **piece)


PIECES = (
    field_piece(
        "name",
        {"name": "Robin"},
        {"name": ""},
        name="Field, with a hint and an error",
        use="One question. The label asks, the hint says why or how, the error says what to do.",
        avoid="An example inside the box: it goes away just when it is needed.",
    ),
    field_piece(
        "email",
        {"email": "robin@example.org"},
        {"email": "robin at example"},
        name="Field that may stay empty",
        use="Say “optional” at the few that are, not “required” at the many. What was typed stays.",
    ),
    field_piece(
        "about", {"about": "I liked the walk best."}, name="More than one line", use="When people may say much."
    ),
    field_piece(
        "day",
        {"day": "3 December"},
        {"day": "31 February"},
        name="Day",
        use="A day on which something was, or will be. In words or in figures: “today”, “3 December”, “3/12”.",
        avoid="“About three weeks ago”: ask in words then.",
    ),
    field_piece("at", {"at": "2 pm"}, name="Time", use="The hour at which something begins."),
    field_piece(
        "sum",
        {"sum": "4.60"},
        {"sum": "about four"},
        name="Money",
        use="A sum in pounds and pence. A pound sign and commas are taken too. It is kept as whole pence.",
        avoid="A sum that somebody was promised: show it, don't ask for it.",
    ),
    field_piece(
        "minutes",
        {"minutes": "30"},
        {"minutes": "-5"},
        name="Number",
        use="Something that is counted.",
        avoid="Codes and phone numbers: they are not counted.",
    ),
    field_piece(
        "way",
        {"way": "phone"},
        {"way": ""},
        name="One of a few",
        use="Up to seven answers, all of them in sight.",
    ),
    field_piece("helps", {"helps": ["taxi", "words"]}, name="As many as you like", use="Several answers may be right."),
    field_piece(
        "stage",
        {"stage": "design"},
        {"stage": ""},
        name="One of many",
        use="More than seven answers, or a bar of filters.",
        avoid="People who take part: answers in sight are easier than a list that opens.",
    ),
    field_piece(
        "agrees",
        {"agrees": "on"},
        {"agrees": ""},
        name="A single tick",
        use="Something a person agrees to. It is never ticked for them.",
    ),
    Piece(
        key="rows",
        name="A row for each person",
        use="The same few questions about each of several people. On a phone each row becomes a block.",
        template="forms/formset.html",
        states=(State("With one to put right", {"formset": two_rows}),),
        line="{% error_summary formset %} {{ formset }}",
    ),
    Piece(
        key="filters",
        name="Bar of filters",
        use="To make a list shorter. What is chosen stands in the address, so it can be kept and sent on.",
        avoid="Fewer than ten rows.",
        template="components/filter_bar.html",
        states=(State("As it comes", {"form": lambda: Narrowing(prefix="bar"), "part": "filters"}),),
        line='{% include "components/filter_bar.html" with form=form part="list" request=request only %}',
    ),
    Piece(
        key="why",
        name="Why we ask this",
        use="Beside a question that somebody may not want to answer. It names the principle behind it.",
        avoid="Questions that explain themselves.",
        template="components/why.html",
        states=(
            State(
                "Closed",
                {"why": {"principle": "equality", "words": "So that we can offer what helps you take part."}},
            ),
        ),
        line='why = {"helps": Why("equality", "So that …")}  # on the form',
    ),
)
