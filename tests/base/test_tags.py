from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template.loader import render_to_string

from coproduction.base import tags
from coproduction.base.words import FINDING_STATES, PRINCIPLES


class Plan(forms.Form):
    title = forms.CharField(label="What is it called?", help_text="A name people will know.")
    size = forms.ChoiceField(label="How big is it", choices=[("one", "One event")], widget=forms.RadioSelect)
    note = forms.CharField(label="Anything else", required=False)
    token = forms.CharField(widget=forms.HiddenInput)


class Row(forms.Form):
    minutes = forms.IntegerField(label="Minutes")
    row_name = "Asha"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (6250, "£62.50"),
        (0, "£0.00"),
        (5, "£0.05"),
        (123456789, "£1,234,567.89"),
        (-2500, "−£25.00"),
        (None, ""),
    ],
)
def test_pence_reads_as_pounds(amount, words):
    assert tags.pence(amount) == words


@pytest.mark.parametrize("amount", [62.5, "6250", True])
def test_pence_refuses_what_is_not_a_whole_number(amount):
    with pytest.raises(TypeError):
        tags.pence(amount)


def test_a_day_names_its_year_only_when_it_is_another_one():
    assert tags.day(date(2026, 12, 3)) == "Thursday 3 December 2026"
    assert tags.day(date(2026, 12, 3), 2026) == "Thursday 3 December"
    assert tags.day(date(2026, 12, 3), date(2026, 1, 1)) == "Thursday 3 December"
    assert tags.day(date(2026, 12, 3), 2027) == "Thursday 3 December 2026"
    assert tags.day(None) == ""


def test_a_moment_is_told_in_british_time():
    late_evening = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert tags.day(late_evening) == "Thursday 2 July 2026"
    assert tags.short_day(late_evening) == "Thu 2 Jul"
    assert tags.clock(late_evening) == "12:30 am"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (14, 0, "2 pm"),
        (9, 30, "9:30 am"),
        (12, 0, "midday"),
        (0, 0, "midnight"),
        (12, 5, "12:05 pm"),
    ],
)
def test_a_clock_time_reads_as_people_say_it(hour, minute, words):
    assert tags.clock(datetime(2026, 1, 1, hour, minute, tzinfo=ZoneInfo("Europe/London"))) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (150, "2½ hours"),
        (30, "30 minutes"),
        (60, "1 hour"),
        (90, "1½ hours"),
        (75, "1 hour 15 minutes"),
        (121, "2 hours 1 minute"),
        (0, "no time"),
        (None, ""),
    ],
)
def test_minutes_read_as_hours(value, words):
    assert tags.minutes(value) == words


def test_counts_agree_with_their_noun():
    assert [tags.plural_words(n, "person,people") for n in (0, 1, 2)] == [
        "no people",
        "1 person",
        "2 people",
    ]
    assert [tags.spelled(n) for n in (0, 3, 12)] == ["no", "three", "12"]


def test_a_phone_number_can_be_dialled():
    assert tags.dial("+44 117 (496) 0000") == "+441174960000"


@pytest.mark.parametrize(
    "stored, words",
    [
        ("+447700900123", "07700 900123"),
        ("+353871234567", "+353 87 123 4567"),
        ("at the shop", "at the shop"),
        ("", ""),
    ],
)
def test_a_phone_number_reads_as_people_here_know_it(stored, words):
    assert tags.as_dialled(stored) == words


@pytest.mark.parametrize("choices, said", [([("a", "A"), ("", "Skip this one")], False), ([("a", "A")], True)])
def test_a_question_that_can_be_skipped_among_its_answers_is_not_called_optional_too(choices, said):
    class Form(forms.Form):
        one = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=False)

    assert tags.may_stay_empty(Form()["one"]) is said


def test_no_two_finding_states_share_a_shape_and_each_shows_its_word():
    shapes = {tags.state_look(key).shape for key, *_ in FINDING_STATES}
    assert len(shapes) == len(FINDING_STATES)
    for key, word, _ in FINDING_STATES:
        assert word in render_to_string("components/state.html", {"state": key})


def test_an_unknown_state_is_never_shown_as_good():
    assert tags.state_look("something new") == tags.LOOKS["none"]


def test_every_principle_has_a_glyph_of_its_own():
    drawn = {render_to_string("components/glyphs/principle.html", {"key": key}) for key, *_ in PRINCIPLES}
    unknown = render_to_string("components/glyphs/principle.html", {"key": "unknown"})
    assert len(drawn - {unknown}) == len(PRINCIPLES)


def test_the_summary_leads_to_each_control_and_the_first_choice_of_a_group():
    summary = tags.error_summary(Plan({}))["problems"]
    assert summary == [
        ("", tags.LOST_PART),
        ("id_title", "What is it called? Fill this in."),
        ("id_size_0", "How big is it: Choose an answer."),
    ]


def test_the_summary_of_a_row_says_whose_row_it_is():
    rows = forms.formset_factory(Row)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-minutes": "x"})
    assert tags.error_summary(rows, None)["problems"] == [("id_form-0-minutes", "Asha: Minutes: Enter a whole number.")]


def test_a_message_written_for_its_field_stands_alone_in_the_summary():
    class SignIn(forms.Form):
        where = forms.CharField(label="Your phone", error_messages={"required": "Type in your phone number."})

    assert tags.error_summary(SignIn({}))["problems"] == [("id_where", "Type in your phone number.")]


def test_a_fresh_form_has_no_problems_and_no_prefix():
    assert tags.error_summary(Plan())["problems"] == []
    assert tags.error_prefix(Plan(), "") == ""
    assert tags.error_prefix(Plan({})) == "Error: "


def test_a_drawn_form_ties_hints_and_errors_to_controls_and_marks_what_is_optional():
    page = str(Plan({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_helptext"' in page
    assert 'id="id_title_error"' in page
    assert '<fieldset class="group has-error" aria-describedby="id_size_error">' in page
    assert page.count("(optional)") == 1
    assert 'name="token"' in page
