from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.fields import DayField, WholeField
from coproduction.base.forms import Rows, Why
from coproduction.base.tags import minutes
from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.people.picking import PeopleField, PersonField
from participants.people.rows import PersonRow, person_rows
from projects.sessions.models import Way

DAY = 1440  # minutes

MINUTES = ("minutes_during", "minutes_before", "minutes_after")

# How many times as long as planned somebody may have given before we ask whether that is right.
GENEROUS = 3

STATES = [
    ("came", "Came"),
    ("missed", "Didn't come"),
    ("unmet", "Couldn't: a need wasn't met"),
    ("declined", "Said no before"),
    ("invited", "Not known yet"),
]


def minutes_field(label):
    return WholeField(
        label=label,
        min_value=0,
        max_value=DAY,
        required=False,
        error_messages={"max_value": "That is more minutes than a day has.", "min_value": "Minutes are 0 or more."},
    )


class AttendanceRow(PersonRow):
    why = {
        "minutes_before": Why(
            "resources",
            "Reading and thinking are work too. Your team sees the minutes, and each person sees their own.",
        )
    }

    state = forms.ChoiceField(label="Came", choices=STATES, widget=forms.RadioSelect)
    way = forms.ChoiceField(label="How", choices=[("", "–"), *Way.choices], required=False)
    minutes_during = minutes_field("Minutes there")
    minutes_before = minutes_field("Minutes before")
    minutes_after = minutes_field("Minutes after")

    def clean(self):
        data = super().clean()
        came = data.get("state") == Attendance.State.CAME
        if came and not self.errors and all(data.get(name) is None for name in MINUTES):
            # Nothing would be written down as owed to them, and nobody would notice.
            self.add_error("minutes_during", "Write how many minutes they were there. Write 0 if there were none.")
        for name in MINUTES:
            data[name] = data.get(name) or 0
        if came and self.minutes > DAY:
            self.add_error("minutes_during", "Before, there and after come to more minutes than a day has.")
        return data

    @property
    def minutes(self):
        return sum(self.cleaned_data[name] for name in MINUTES)

    @property
    def is_long(self):
        """Far longer than was planned with this person. Half an hour more is nothing to ask about."""
        planned = sum(self.initial.get(name) or 0 for name in MINUTES)
        came = self.cleaned_data.get("state") == Attendance.State.CAME
        return came and self.minutes > max(planned * GENEROUS, planned + 30)


AttendanceRows = person_rows(AttendanceRow)


class WhoseForm(forms.Form):
    """A line that may belong to somebody who was there."""

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        if "participant" in self.fields:
            self.fields["participant"].choose_from(people)


class SaidForm(WhoseForm):
    why = {
        "words": Why(
            "relationships", "So that people hear what came of it. Your team sees it, and so does whoever said it."
        )
    }

    words = forms.CharField(label="What was said", max_length=500)
    participant = PersonField(label="Who said it", required=False, empty_label="Nobody in particular")
    credit = forms.ChoiceField(
        label="Named how", choices=Contribution.Credit.choices, initial=Contribution.Credit.GROUP
    )


class DecidedForm(WhoseForm):
    why = {"disagreed": Why("equality", "So that the view of a few is not lost. Your team sees it.")}

    words = forms.CharField(label="What we decided", max_length=500)
    method = forms.ChoiceField(label="How", choices=[("", "Choose"), *Decision.Method.choices])
    disagreed = forms.CharField(label="Who saw it differently, and how (no names)", max_length=300, required=False)


class PromisedForm(WhoseForm):
    why = {
        "by_when": Why(
            "relationships", "So that we do what we said, in time. Whoever it was promised to sees it, and your team."
        )
    }

    words = forms.CharField(label="What we promised", max_length=300)
    by_when = DayField(label="By when", example=False)
    participant = PersonField(label="To whom", required=False, empty_label="Everyone")

    def __init__(self, *args, held_on, **kwargs):
        self.held_on = held_on
        super().__init__(*args, **kwargs)

    def clean_by_when(self):
        if self.cleaned_data["by_when"] < self.held_on:
            raise forms.ValidationError("This day is before the session. Check the day.")
        return self.cleaned_data["by_when"]


class EmptyLines(Rows):
    """Lines that stand empty at first."""

    alike = True


SaidLines = forms.formset_factory(SaidForm, formset=EmptyLines, extra=3, max_num=30)

DecidedLines = forms.formset_factory(DecidedForm, formset=EmptyLines, extra=2, max_num=30)

PromisedLines = forms.formset_factory(PromisedForm, formset=EmptyLines, extra=2, max_num=30)


def filled(lines):
    """What stands in the lines of a formset that somebody wrote in."""
    return [line.cleaned_data for line in lines if line.has_changed()]


class LogForm(IdempotentForm):
    why = {
        "staff_there": Why(
            "equality", "It shows if staff were many and others few when you decided. Your team sees the number."
        )
    }

    also_came = PeopleField(
        label="Came without being invited",
        required=False,
        help_text="They get the planned minutes, and the same offer as the others.",
    )
    staff_there = WholeField(label="How many staff were there", min_value=0, max_value=99, initial=1)

    so_long = forms.BooleanField(label="Yes, these minutes are right", required=False)

    def __init__(self, *args, others, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        if not self.is_bound:
            del self.fields["so_long"]
        if others:
            self.fields["also_came"].choose_from(others)
        else:
            del self.fields["also_came"]

    def clean(self):
        typed = super().clean()
        long = [row for row in self.rows if row.is_long] if self.rows.is_valid() else []
        if not long:
            del self.fields["so_long"]
        elif not typed.get("so_long"):
            given = ", ".join(f"{row.row_name}: {minutes(row.minutes)}" for row in long)
            self.add_error(
                "so_long",
                f"This is much longer than planned. {given}. Is that right? Tick the box, or change the minutes.",
            )
        return typed

    @staticmethod
    def as_attendance(person, session):
        return {
            "participant": person,
            "state": Attendance.State.CAME,
            "way": session.ways[0] if len(session.ways) == 1 else "",
            "minutes_before": 0,
            "minutes_during": session.minutes,
            "minutes_after": 0,
        }
