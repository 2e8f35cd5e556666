from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base import days
from coproduction.base.day_words import Unclear, moment
from coproduction.base.fields import DayField, TimeOfDayField, WholeField
from coproduction.base.forms import Why
from coproduction.base.tags import pence
from participants.people.models import Participant
from projects.money.models import Rate
from projects.sessions.forms import HELP, LABELS
from projects.sessions.forms import WHY as WHY_SAFE
from projects.sessions.models import SafetyPlan, Session, Way

SAFETY = tuple(LABELS)

A_DAY = 1440  # minutes

TOO_LONG = "That is more minutes than a day has."


class NameField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person):
        return person.name


class RateField(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def label_from_instance(self, rate):
        before = ", reading before included" if rate.covers_preparation else ""
        return f"{rate.name}: {pence(rate.pence)} {rate.get_unit_display()}{before}"


class SessionForm(IdempotentForm, forms.ModelForm):
    """Who, when, where, and what people are offered. The four questions on safety can wait."""

    why = {
        "time_chosen_together": Why(
            "creativity", "More people can come when it fits their lives. Your team sees this."
        ),
        "content_note": Why(
            "trauma_informed", "So that people can choose before they come. Everyone who is invited reads it."
        ),
        "papers_sent_on": Why(
            "resources", "People need time to read. Everyone who is invited sees the day, and so does your team."
        ),
        "rate": Why(
            "resources", "People should know before they say yes. Each person sees what they themselves are offered."
        ),
        "who_is_there": WHY_SAFE,
    }

    day = DayField(label="On which day?")
    time = TimeOfDayField(label="From what time?")
    minutes = WholeField(
        label="For how many minutes?",
        min_value=1,
        max_value=A_DAY,
        initial=120,
        error_messages={"min_value": "Say how long it lasts: at least one minute.", "max_value": TOO_LONG},
    )
    preparation_minutes = WholeField(
        label="Minutes of reading or other work before it",
        help_text="People are offered money for this time too.",
        min_value=0,
        max_value=A_DAY,
        initial=0,
        error_messages={"min_value": "Write 0 minutes or more.", "max_value": TOO_LONG},
    )
    papers_sent_on = DayField(
        label="On which day did papers go out?",
        help_text="Leave it empty if there are none, or they have not gone yet.",
        required=False,
        back=True,
    )
    ways = forms.MultipleChoiceField(
        label="How can people take part?",
        help_text="Two ways or more let more people in.",
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one way."},
    )
    invited = NameField(
        Participant.objects.none(), label="Who is invited?", help_text="Untick whoever is not.", required=False
    )
    rate = RateField(
        Rate.objects.none(),
        label="What are people offered for their time?",
        required=False,
        blank=True,
        empty_label="No money this time",
    )

    # As on the page, so that the list of what to put right follows it.
    field_order = (
        "about", "day", "time", "minutes", "time_chosen_together", "place_kind", "place", "place_chosen_together",
        "ways", "sensitive", "content_note", "preparation_minutes", "papers_sent_on", "invited", "rate",
    )  # fmt: skip

    class Meta:
        model = Session
        fields = [
            "about", "minutes", "preparation_minutes", "place_kind", "place", "time_chosen_together",
            "place_chosen_together", "sensitive", "content_note", "papers_sent_on",
        ]  # fmt: skip
        labels = {
            "about": "What will we talk about?",
            "place_kind": "What kind of place?",
            "place": "Where is it?",
            "time_chosen_together": "The group chose the day and time",
            "place_chosen_together": "The group chose the place",
            "sensitive": "Something hard may come up",
            "content_note": "What may be hard to hear?",
        }
        help_texts = {
            "about": "People who are invited read this.",
            "place": "An address with a way to find it, a link, or the number to call.",
            "content_note": "So that people can choose. Name the subject; tell nobody's story.",
        }
        widgets = {"place_kind": forms.RadioSelect}

    def __init__(self, *args, people, rates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place_kind"].choices = Session.Place.choices
        self.fields["invited"].queryset = people
        self.fields["rate"].queryset = rates
        by_the_hour = rates.filter(unit=Rate.Unit.HOUR).first()
        self.initial |= {"invited": [person.pk for person in people], "rate": by_the_hour and by_the_hour.pk}
        for name in SAFETY:
            longest = SafetyPlan._meta.get_field(name).max_length
            self.fields[name] = forms.CharField(
                label=LABELS[name], help_text=HELP.get(name, ""), max_length=longest, required=False
            )

    def clean(self):
        typed = super().clean()
        if typed.get("sensitive") and not typed.get("content_note"):
            self.add_error("content_note", "Say what may be hard to hear, so that people can choose.")
        given = [name for name in SAFETY if typed.get(name)]
        for name in SAFETY:
            if given and not typed.get(name) and name not in self.errors:
                self.add_error(name, "Answer all four now, or leave all four for later.")
        if typed.get("day") and typed.get("time"):
            self.clean_start(typed)
        sent_on = typed.get("papers_sent_on")
        if sent_on and sent_on > days.today():
            self.add_error("papers_sent_on", "This day is still to come. Leave it empty until the papers have gone.")
        return typed

    def clean_start(self, typed):
        try:
            typed["starts_at"] = moment(typed["day"], typed["time"])
        except Unclear as unclear:
            self.add_error("time", str(unclear))

    @property
    def planned(self):
        """What `plan_session` takes, save the stage."""
        typed = self.cleaned_data
        fields = {name: typed[name] for name in self._meta.fields}
        fields["ways"] = typed["ways"]
        fields["starts_at"] = typed["starts_at"]
        safety = {name: typed[name] for name in SAFETY}
        return {
            "fields": fields,
            "safety": safety if all(safety.values()) else None,
            "invited": list(typed["invited"]),
            "rate": typed["rate"],
        }
