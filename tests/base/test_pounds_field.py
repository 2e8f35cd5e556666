import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coproduction.base.fields import PoundsField, WholeField
from coproduction.base.tags import pence


class Asking(forms.Form):
    pence = PoundsField(label="How much?")
    more = PoundsField(label="How much more?", required=False)
    minutes = WholeField(label="Minutes", min_value=1, max_value=60, required=False)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("25", 2500), ("25.00", 2500), ("£25", 2500), ("£ 25.5", 2550), ("1,250.50", 125050), ("1250", 125000),
        ("1,234,567", 123456700), (" 62.50 ", 6250), ("0", 0), ("0.05", 5), (".50", 50), ("12.", 1200), ("007", 700),
    ],
)  # fmt: skip
def test_a_sum_is_kept_in_whole_pence(typed, pence):
    assert PoundsField().clean(typed) == pence


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("25.5.0", "There is more than one full stop. Write the sum like this: 62.50."),
        ("25.505", "Write a sum with no more than two figures for the pence."),
        ("-25", "Write a sum of nothing or more."),
        ("£−25", "Write a sum of nothing or more."),
        ("25,50", "Did you mean £25.50? Write the pence after a full stop: 25.50."),
        ("1,2500", "Write a comma only between thousands, such as 1,250. Pence come after a full stop."),
        ("1.250,50", "Write a comma only between thousands, such as 1,250. Pence come after a full stop."),
        ("123456789", "This sum is very large: the most is £99,999,999.99. Check how many zeros it has."),
        ("twenty", "Write a sum in pounds, such as 1200 or 62.50."),
        ("25p", "Write a sum in pounds, such as 1200 or 62.50."),
        ("££5", "Write a sum in pounds, such as 1200 or 62.50."),
        ("٢٥", "Write a sum in pounds, such as 1200 or 62.50."),
        ("1e3", "Write a sum in pounds, such as 1200 or 62.50."),
        ("£", "Write a sum in pounds, such as 1200 or 62.50."),
        (".", "Write a sum in pounds, such as 1200 or 62.50."),
        ("", "Write a sum in pounds, such as 12 or 62.50."),
    ],
)
def test_a_refusal_says_what_to_write_and_guesses_nothing(typed, said):
    form = Asking({"pence": typed})
    assert form.errors["pence"] == [said]
    assert f'value="{typed}"' in str(form["pence"]) or not typed


@given(st.integers(0, 10**10 - 1))
def test_every_sum_can_be_typed_as_it_is_shown(amount):
    assert PoundsField().clean(pence(amount)) == amount


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_sum_or_refused(typed):
    try:
        assert PoundsField(required=False).clean(typed) in (None, *range(1)) or PoundsField().clean(typed) > 0
    except ValidationError as refused:
        assert all(refused.messages)


def test_a_pound_sign_stands_before_the_box_and_is_no_placeholder():
    drawn = str(Asking(initial={"pence": 125050})["pence"])
    assert '<span aria-hidden="true">£</span><input' in drawn and 'inputmode="decimal"' in drawn
    assert 'value="1,250.50"' in drawn and "placeholder" not in drawn


def test_nothing_typed_is_nothing():
    form = Asking({"pence": "5", "more": "  ", "minutes": ""})
    assert form.is_valid() and form.cleaned_data == {"pence": 500, "more": None, "minutes": None}
    assert not Asking({"pence": "5.00"}, initial={"pence": 500}).has_changed()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("ten", "Write a whole number, such as 30."), ("0", "Write 1 or more."), ("61", "Write 60 or fewer.")],
)
def test_a_whole_number_says_what_it_wants_and_keeps_what_was_typed(typed, said):
    form = Asking({"pence": "5", "minutes": typed})
    assert form.errors["minutes"] == [said] and f'value="{typed}"' in str(form["minutes"])
