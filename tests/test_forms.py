"""What holds for every form of the house: whose contact a browser may fill in, why something is asked, nothing lost."""

import importlib

import pytest
from django import forms
from django.template.loader import render_to_string

from coproduction.base.forms import ALL, Why
from coproduction.base.readability import read
from coproduction.base.words import PRINCIPLE_NAMES
from participants.agreements.forms import SayOfWaysForm
from participants.choices.forms import ChoicesForm
from participants.contact.forms import SafeContactForm
from participants.contact.models import Channel
from participants.contributions.forms import SayForm
from participants.decisions.models import Decision
from participants.people.models import Participant
from participants.power.forms import PowerForm
from participants.sessions.forms import SessionForm
from participants.survey.forms import SixForm
from participants.tell.forms import TellForm
from participants.welcome.forms import WelcomeForm
from principles.forms import ReflectForm
from projects.money.models import Rate
from projects.planning.forms import PlanForm
from tests.source import name_of, python_files

OURS = ("coproduction.", "participants.", "projects.", "principles.")
# Fields about the person at the keyboard, by form and name. Every other contact is somebody else's.
THEIR_OWN = {
    ("CodeForm", "where"): "username",
    ("TypedCodeForm", "code"): "one-time-code",
    ("CodeOfFactor", "code"): "one-time-code",
    ("SecondStepForm", "code"): "one-time-code",
    ("ProveAgainForm", "code"): "one-time-code",
    ("SetUpAppForm", "code"): "one-time-code",
    ("AcceptForm", "name"): "name",
    ("Sample", "name"): "nickname",
    ("Sample", "email"): "email",
}
# Contact of somebody else, by form and name; their boxes stay empty until somebody types.
SOMEBODY_ELSES = {
    *(("WelcomeForm", name) for name in ("name", "phone", "email")),
    *((form, f"{kind}_address") for form in ("WelcomeForm", "SafeContactForm") for kind in Channel.Kind.values),
    *((form, name) for form in ("SignInForm", "ChangeSignInForm") for name in ("phone", "email")),
    *((form, name) for form in ("NewOrganisationForm", "SetUpForm") for name in ("person", "email")),
    ("InviteForm", "name"),
    ("InviteForm", "email"),
}
ABOUT_CONTACT = ("phone", "email", "_address", "person", "where")
# The seven moments, and what participants are asked.
MOMENTS = (PlanForm, WelcomeForm, SessionForm, TellForm)
PARTICIPANTS = (SayForm, SixForm, ChoicesForm, SayOfWaysForm)
# Labelled as the form is opened: with a name, or with the question of its step.
LABELLED_WHEN_OPENED = {("TakeDownForm", "agreed"), ("WordsForm", "words"), ("SettleForm", "words")}
# What no box reads, so that it comes back with each of them.
NONSENSE = "  31 November, 25,50 <b>&amp;'\" "


def all_forms():
    """Every form class of ours, by name."""
    for path in python_files():
        if path.stem in {"forms", "factor_forms"} or "forms" in path.parts:
            importlib.import_module(name_of(path))
    found, queue = {}, [forms.BaseForm]
    while queue:
        for kind in queue.pop().__subclasses__():
            queue.append(kind)
            if kind.__module__.startswith(OURS):
                found[kind.__name__] = kind
    return found


def drawn_forms(cora):
    """Some forms whose fields are made as they are opened."""
    nobody = Participant.objects.none()
    return {
        "WelcomeForm": WelcomeForm(user=cora),
        "SafeContactForm": SafeContactForm(),
        "PlanForm": PlanForm(user=cora),
        "SessionForm": SessionForm(people=nobody, rates=Rate.objects.none()),
        "TellForm": TellForm(decisions=Decision.objects.none()),
        "SixForm": SixForm(),
        "PowerForm": PowerForm(),
        "ReflectForm": ReflectForm(),
    }


@pytest.fixture
def every_field(cora):
    """(form, field): the field, of all forms, as classes say it and as they are drawn."""
    fields = {(name, field): one for name, kind in all_forms().items() for field, one in kind.base_fields.items()}
    for name, form in drawn_forms(cora).items():
        fields |= {(name, field): one for field, one in form.fields.items()}
    assert len(fields) > 150
    return fields


def test_a_browser_fills_in_the_contact_of_whoever_types_and_of_nobody_else(every_field):
    for place, wanted in THEIR_OWN.items():
        assert every_field[place].widget.attrs.get("autocomplete") == wanted, place
    for place in SOMEBODY_ELSES:
        assert every_field[place].widget.attrs.get("autocomplete") == "off", place
    typed = {
        place
        for place, field in every_field.items()
        if isinstance(field.widget, forms.TextInput | forms.EmailInput)
        and (field.widget.input_type in ("email", "tel") or place[1].endswith(ABOUT_CONTACT))
    }
    unknown = typed - set(THEIR_OWN) - SOMEBODY_ELSES
    assert not unknown, f"Say above whose contact this is: {sorted(unknown)}"


def test_no_label_hides_in_a_box_and_no_browser_empties_one(every_field):
    for place, field in every_field.items():
        assert "placeholder" not in field.widget.attrs, place
        kind = field.widget.attrs.get("type", getattr(field.widget, "input_type", ""))
        assert kind not in ("date", "time", "number", "datetime-local", "password"), place


def test_each_field_has_a_label(every_field):
    for place, field in every_field.items():
        assert field.widget.is_hidden or field.label or place in LABELLED_WHEN_OPENED, place


def test_every_kind_of_box_gives_back_what_was_typed(every_field, figure):
    counted = 0
    for place, field in every_field.items():
        if not isinstance(field.widget, forms.TextInput | forms.Textarea | forms.EmailInput):
            continue
        form = type("Only", (forms.Form,), {"field": field})({"field": NONSENSE})
        form.full_clean()
        again = str(form["field"])
        assert "  31 November, 25,50 &lt;b&gt;&amp;amp;&#x27;&quot; " in again, place
        counted += 1
    figure("FM1", counted, "boxes of all forms gave back exactly what was typed, 0 lost")


def test_choices_give_back_what_was_chosen(every_field):
    for place, field in every_field.items():
        choices = [value for value, _ in getattr(field, "choices", ()) if value]
        if not choices or isinstance(field, forms.ModelChoiceField):
            continue
        last = [str(choices[-1])] if isinstance(field, forms.MultipleChoiceField) else str(choices[-1])
        form = type("Only", (forms.Form,), {"field": field, "other": forms.CharField()})({"field": last})
        assert not form.is_valid() and form["field"].value() == last, place
        assert any(mark in str(form["field"]) for mark in ("checked", "selected", "hidden")), place


def test_why_names_a_principle_and_a_field_that_is_there(every_field):
    told = {name: kind.why for name, kind in all_forms().items() if getattr(kind, "why", None)}
    assert len(told) >= 15
    for name, why in told.items():
        for field, one in why.items():
            assert isinstance(one, Why) and one.principle in PRINCIPLE_NAMES, (name, field)
            assert read(one.words).longest <= 20 and one.words.endswith("."), (name, field)
            assert field == ALL or (name, field) in every_field, (name, field)


@pytest.mark.parametrize("kind", [*MOMENTS, *PARTICIPANTS], ids=lambda kind: kind.__name__)
def test_the_moments_and_what_participants_are_asked_say_why(kind):
    assert kind.why


def test_what_participants_are_told_of_the_reasons_reads_at_nine():
    words = " ".join(one.words for kind in PARTICIPANTS for one in kind.why.values())
    reading = read(words)
    assert reading.plain and reading.grade is not None, (reading.grade, reading.hard)


def test_why_stands_with_its_field_with_its_principle_and_can_be_told_apart():
    class Form(forms.Form):
        why = {"helps": Why("creativity", "So that it is there in time."), ALL: Why("equality", "You count.")}
        helps = forms.CharField(label="What helps?")
        other = forms.CharField(label="What else?")

    page = render_to_string("forms/form.html", {"form": Form(), **Form().get_context()})
    assert page.count("<details") == 2 and page.index("<details") < page.index('name="helps"')
    helps = page.index('name="helps"')
    assert helps < page.index("So that it is there in time.") < page.index('name="other"')
    assert 'Why we ask this<span class="visually-hidden">: What helps?</span>' in page
    assert "hue-creativity" in page and '<span class="name">Creativity</span>' in page
