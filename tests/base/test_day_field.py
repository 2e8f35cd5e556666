from datetime import date, datetime, time, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from coproduction.base import days
from coproduction.base.day_words import MONTHS, WEEKDAYS, Unclear, day_in_words, example, moment, read_day, read_time
from coproduction.base.days import LONDON
from coproduction.base.fields import DayField, TimeOfDayField
from coproduction.base.tags import clock

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.fixture
def on_tuesday(monkeypatch):
    monkeypatch.setattr(days, "today", lambda: TUESDAY)


@pytest.mark.parametrize(
    "typed",
    [
        "26 November", "26 Nov 2026", "Thursday 26 November 2026", "26/11/2026", "26.11.26", "26/11", "26-11-2026",
        "2026-11-26", "2026/11/26", "26th November", "the 26th of Nov.", "  26   NOVEMBER\t2026 ", "26november",
        "Thursday, 26 November, 2026", "thurs 26/11", "Thu 26.11.2026", "November 26", "Nov 26, 2026", "on 26 November",
        "Thursday", "next Thursday", "this thursday", "THURS", "26\u00a0November",
    ],
)  # fmt: skip
def test_a_day_is_understood_as_people_write_it(typed):
    assert read_day(typed, TUESDAY) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("today", TUESDAY, TUESDAY),
        ("Tomorrow", date(2026, 12, 31), date(2027, 1, 1)),
        ("yesterday", date(2027, 1, 1), date(2026, 12, 31)),
        # The turn of the year.
        ("3 January", date(2026, 12, 29), date(2027, 1, 3)),
        ("29 December", date(2027, 1, 3), date(2026, 12, 29)),
        ("1 July", TUESDAY, date(2026, 7, 1)),
        ("1 May", TUESDAY, date(2027, 5, 1)),
        # Leap days.
        ("29 February 2028", TUESDAY, date(2028, 2, 29)),
        ("29 February", TUESDAY, date(2028, 2, 29)),
        ("29/2", date(2024, 3, 1), date(2024, 2, 29)),
        ("29 February", date(2101, 1, 1), date(2104, 2, 29)),
        # "next" and "last" never mean today.
        ("Tuesday", TUESDAY, TUESDAY),
        ("next Tuesday", TUESDAY, date(2026, 12, 1)),
        ("last Tuesday", TUESDAY, date(2026, 11, 17)),
        ("last Monday", TUESDAY, date(2026, 11, 23)),
        ("Weds", TUESDAY, date(2026, 11, 25)),
        ("3 Sept", TUESDAY, date(2026, 9, 3)),
        ("26/11/99", TUESDAY, date(2099, 11, 26)),
    ],
)
def test_what_is_left_out_is_found_near_today(typed, today, meant):
    assert read_day(typed, today) == meant


def test_every_weekday_and_its_short_forms():
    for number, name in enumerate(WEEKDAYS):
        for word in (name, name[:3], name[:4], name.upper()):
            for which, reach in (("", range(7)), ("this ", range(7)), ("next ", range(1, 8)),
                                 ("last ", range(-7, 0))):  # fmt: skip
                found = read_day(f"{which}{word}", TUESDAY)
                assert found.weekday() == number and (found - TUESDAY).days in reach, (which, word)
        assert (read_day(name, TUESDAY, back=True) - TUESDAY).days in range(-6, 1)


def test_the_end_of_something_lies_ahead():
    assert read_day("1 July", TUESDAY, ahead=True) == date(2027, 7, 1)
    assert read_day("24 November", TUESDAY, ahead=True) == TUESDAY
    assert read_day("1 July 2026", TUESDAY, ahead=True) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Friday 26 November 2026", "26 November 2026 is a Thursday, not a Friday. Check which one you mean."),
        ("Fri 26/11", "26 November 2026 is a Thursday, not a Friday. Check which one you mean."),
        ("31 November", "There is no 31 November: November has 30 days. Check the day."),
        ("30 Feb 2027", "There is no 30 February: February has 28 days. Check the day."),
        ("29 February 2027", "There is no 29 February 2027: February 2027 has 28 days. Check the day."),
        ("0 May", "There is no 0 May: May has 31 days. Check the day."),
        ("11/26/2026", "There is no month 26. Write the day first, then the month: 26 November, or next Thursday."),
        ("1/1/0001", "Check the year: it says 1."),
    ],
)
def test_a_refusal_says_what_does_not_fit(typed, said):
    with pytest.raises(Unclear, match=f"^{said}$".replace("?", r"\?")):
        read_day(typed, TUESDAY)


@pytest.mark.parametrize(
    "typed",
    ["rubbish", "26", "May", "next week", "next 26 November", "last", "26 Movember", "26/11/2026/1", "²/3",
     "2026-W48", "26 ma", "th", "Thursday Friday", "26 November 20266", "\x00", "1" * 500],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_an_example_near_today(typed):
    with pytest.raises(Unclear, match=r"Write it like this: 26 November, or next Thursday\."):
        read_day(typed, TUESDAY)


@given(DAYS, DAYS)
@settings(max_examples=150)
def test_every_way_to_write_a_whole_date_leads_to_it(day, today):
    name = MONTHS[day.month - 1]
    ways = [
        day_in_words(day), f"{WEEKDAYS[day.weekday()]} {day_in_words(day)}", day.isoformat(), f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}", f"{day.day} {name[:3]} {day.year}", f" {day.day}TH of {name} {day.year}",
    ]  # fmt: skip
    assert {read_day(way, today) for way in ways} == {day}


@given(DAYS, DAYS)
@settings(max_examples=150)
def test_without_a_year_no_other_year_would_be_nearer(day, today):
    found = read_day(f"{day.day} {MONTHS[day.month - 1]}", today)
    assert (found.day, found.month) == (day.day, day.month)
    if (day.day, day.month) != (29, 2):
        assert abs(found - today) <= timedelta(days=183)


@given(DAYS)
@settings(max_examples=50)
def test_the_example_can_be_typed_as_it_stands(today):
    for back in (False, True):
        date_words, weekday = example(today, back).split(", or ")
        assert read_day(date_words, today) == read_day(weekday, today, back=back)


@given(st.text(max_size=30), DAYS)
@settings(max_examples=200)
def test_whatever_is_typed_is_a_day_or_refused(typed, today):
    try:
        assert isinstance(read_day(typed, today), date)
    except Unclear as unclear:
        assert str(unclear).endswith(".")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2pm", time(14)), ("2 PM", time(14)), ("2.30 pm", time(14, 30)), ("2:30pm", time(14, 30)),
        ("2 p.m.", time(14)), ("14:00", time(14)), ("14.30", time(14, 30)), ("1400", time(14)), ("09:30", time(9, 30)),
        ("0930", time(9, 30)), ("930 am", time(9, 30)), ("10:00", time(10)), ("12 am", time(0)), ("12pm", time(12)),
        ("midday", time(12)), ("Noon", time(12)), ("midnight", time(0)), ("0:30", time(0, 30)), ("15", time(15)),
        ("half past two pm", time(14, 30)), ("quarter to 3 in the afternoon", time(14, 45)),
        ("two o'clock pm", time(14)),
        ("at 10 past 9 am", time(9, 10)), ("a quarter to one pm", time(12, 45)), ("five to 12 am", time(23, 55)),
        ("twenty past seven in the evening", time(19, 20)), ("half past 14", time(14, 30)),
    ],
)  # fmt: skip
def test_a_time_is_understood_as_people_write_it(typed, meant):
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "either"),
    [("2", "2 am or 2 pm"), ("2:30", "2:30 am or 2:30 pm"), ("10", "10 am"), ("half past two", "2:30 am")],
)
def test_morning_or_evening_is_asked_and_not_guessed(typed, either):
    with pytest.raises(Unclear, match=either):
        read_time(typed)


@pytest.mark.parametrize("typed", ["half two", "24:00", "14:60", "14 am", "0 pm", "1:2", "14:00:00:00", "pm", ""])
def test_what_is_no_time_is_refused_with_an_example(typed):
    with pytest.raises(Unclear, match="14:00"):
        read_time(typed)


@pytest.mark.parametrize(
    ("day", "at", "words"),
    [
        (date(2027, 3, 28), time(1), "There is no 1:00 am on 28 March 2027"),
        (date(2027, 3, 28), time(1, 59), "There is no 1:59 am"),
        (date(2026, 10, 25), time(1, 30), "1:30 am on 25 October 2026 comes twice"),
    ],
)
def test_the_hour_in_which_clocks_change_is_asked_about(day, at, words):
    with pytest.raises(Unclear, match=words):
        moment(day, at)


@pytest.mark.parametrize("at", [time(0, 59), time(2), time(14)])
def test_all_other_times_are_a_moment_in_london(at):
    for day in (date(2027, 3, 28), date(2026, 10, 25), date(2026, 7, 1)):
        assert moment(day, at) == datetime.combine(day, at, tzinfo=LONDON)


@given(st.times())
@settings(max_examples=60)
def test_a_time_can_be_typed_as_it_is_shown(at):
    at = at.replace(second=0, microsecond=0)
    assert read_time(clock(at)) == at


class Meeting(forms.Form):
    day = DayField(label="On which day?")
    over = DayField(label="Over on", required=False, back=True, help_text="Leave it empty if it is not.")
    at = TimeOfDayField(label="At what time?")


def test_boxes_show_a_day_and_a_time_as_people_say_them(on_tuesday):
    form = Meeting(initial={"day": date(2026, 11, 26), "at": time(14, 30)})
    assert 'value="26 November 2026"' in str(form["day"]) and 'value="2:30 pm"' in str(form["at"])
    assert 'type="text"' in str(form["day"]) and "placeholder" not in str(form["day"])


def test_hints_give_an_example_near_today(on_tuesday):
    form = Meeting()
    assert form["day"].help_text == "For example 26 November, or next Thursday."
    assert form["over"].help_text == "Leave it empty if it is not. For example 20 November, or last Friday."
    assert 'aria-describedby="id_day_helptext"' in str(form["day"])


def test_what_was_typed_comes_back_exactly_with_its_refusal(on_tuesday):
    form = Meeting({"day": "  Friday 26 Nov 2026", "over": "31/11", "at": "2"})
    assert not form.is_valid() and set(form.errors) == {"day", "over", "at"}
    for name, typed in form.data.items():
        assert f'value="{typed}"' in str(form[name])
    assert form.errors["day"] == ["26 November 2026 is a Thursday, not a Friday. Check which one you mean."]


def test_empty_is_none_where_it_may_be_and_asked_for_where_not(on_tuesday):
    form = Meeting({"day": " ", "over": "  ", "at": ""})
    assert form.errors["day"] == ["Write the day, such as today, or 26 November."]
    assert form.errors["at"] == ["Write the time, such as 2 pm."]
    assert form.cleaned_data["over"] is None


def test_a_day_that_stands_there_already_is_no_change(on_tuesday):
    form = Meeting({"day": "26 Nov", "at": "2pm"}, initial={"day": date(2026, 11, 26), "at": time(14)})
    assert not form.has_changed()
    assert Meeting({"day": "no day"}, initial={"day": date(2026, 11, 26)}).has_changed()


@pytest.mark.parametrize("field", [DayField(label="x"), TimeOfDayField(label="x")])
def test_what_can_not_be_read_is_a_validation_error(field):
    with pytest.raises(ValidationError):
        field.clean("rubbish")
