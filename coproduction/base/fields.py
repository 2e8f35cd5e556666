"""Boxes in which people write as they would on paper: days, times of day, pounds and whole numbers.

Each is a plain text box. Browsers empty boxes of the kinds date, time and number when they can't read what was typed;
in these, what was typed stands until it is put right.
"""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy

from . import days
from .day_words import Unclear, day_in_words, example, read_day, read_time
from .tags import clock
from .tags import pence as in_pounds


def box(kind: str, mode: str, template: str | None = None) -> forms.TextInput:
    """A text box. `kind` is its class, which gives it its width; `mode` the keyboard that a phone shows."""
    widget = forms.TextInput({"class": kind, "inputmode": mode, "autocomplete": "off", "spellcheck": "false"})
    widget.template_name = template or widget.template_name
    return widget


class InWords(forms.Field):
    """Read by `read`, shown by `show`. Gives a `kind`, or None where it may stay empty."""

    kind: type
    read: Callable[[str], Any]
    show: Callable[[Any], str]

    def to_python(self, value: Any) -> Any:
        if isinstance(value, self.kind):
            return value
        if value in self.empty_values or not value.strip():
            return None
        try:
            return self.read(value)
        except Unclear as unclear:
            raise ValidationError(str(unclear), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return self.show(value) if isinstance(value, self.kind) else value


class DayField(InWords):
    """A date, in words or figures. Gives a `date`, or None where it may stay empty.

    `ahead`: without a year it is the first that is not over. `back`: it is about what has been, so a weekday is the
    last one. Without `example`, a page has to say itself how a day can be written.
    """

    kind, show = date, staticmethod(day_in_words)
    default_error_messages = {"required": "Write the day, such as today, or 26 November."}

    def __init__(
        self, *, ahead: bool = False, back: bool = False, example: bool = True, help_text: str = "", **kwargs: Any
    ) -> None:
        self.ahead, self.back = ahead, back
        hint = lazy(lambda: f"{help_text} {self.example}".strip(), str)() if example else help_text
        super().__init__(widget=box("day", "text"), help_text=hint, **kwargs)

    @property
    def example(self) -> str:
        return f"For example {example(days.today(), self.back)}."

    def read(self, words: str) -> date:
        return read_day(words, days.today(), self.ahead, self.back)


class TimeOfDayField(InWords):
    """A time of day. Gives a `time`, or None where it may stay empty."""

    kind, read, show = time, staticmethod(read_time), staticmethod(clock)
    default_error_messages = {"required": "Write the time, such as 2 pm."}

    def __init__(self, *, help_text: str = "For example 2 pm, or 14:30.", **kwargs: Any) -> None:
        super().__init__(widget=box("time", "text"), help_text=help_text, **kwargs)


# The largest number that every column of whole numbers can hold, on both databases.
MOST_WHOLE = 32_767


class WholeField(forms.IntegerField):
    """A whole number of nothing or more, such as minutes."""

    default_error_messages = {
        "invalid": "Write a whole number, such as 30.",
        "min_value": "Write %(limit_value)s or more.",
        "max_value": "Write %(limit_value)s or fewer.",
    }

    def __init__(self, *, min_value: int = 0, max_value: int = MOST_WHOLE, **kwargs: Any) -> None:
        super().__init__(widget=box("number", "numeric"), min_value=min_value, max_value=max_value, **kwargs)


POUNDS = re.compile(r"(?P<pounds>\d*)(?:\.(?P<pence>\d{0,2}))?")
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")
COMMA_FOR_PENCE = re.compile(r"\d+,\d{2}")
# In pence: one penny short of a hundred million pounds, as much as a budget's column takes with ease.
MOST_PENCE = 9_999_999_999


class PoundsField(forms.Field):
    """Typed in pounds ("1,200" or "£62.50"), given back in whole pence; None where it may stay empty.

    `most`: the largest sum in pence that its column can hold, or that anything worked out from it can.
    """

    default_error_messages = {
        "required": "Write a sum in pounds, such as 12 or 62.50.",
        "invalid": "Write a sum in pounds, such as 1200 or 62.50.",
        "below": "Write a sum of nothing or more.",
        "stops": "There is more than one full stop. Write the sum like this: 62.50.",
        "figures": "Write a sum with no more than two figures for the pence.",
        "thousands": "Write a comma only between thousands, such as 1,250. Pence come after a full stop.",
        "large": "This sum is very large: the most is %(most)s. Check how many zeros it has.",
    }

    def __init__(self, *, most: int = MOST_PENCE, **kwargs: Any) -> None:
        self.most = most
        super().__init__(widget=box("sum", "decimal", "forms/pounds.html"), **kwargs)

    def to_python(self, value: Any) -> int | None:
        if value is None or isinstance(value, int):
            return value
        typed = value.strip().replace("£", "", 1).strip()
        if not value.strip():
            return None
        if typed[:1] in ("-", "−"):
            raise self.refusal("below")
        if COMMA_FOR_PENCE.fullmatch(typed):
            meant = typed.replace(",", ".")
            raise ValidationError(f"Did you mean £{meant}? Write the pence after a full stop: {meant}.", code="comma")
        if "," in typed and not THOUSANDS.fullmatch(typed):
            raise self.refusal("thousands" if typed.replace(",", "").replace(".", "").isdecimal() else "invalid")
        return self.in_pence(typed.replace(",", ""))

    def in_pence(self, typed: str) -> int:
        figures = typed.replace(".", "")
        if not (figures.isdecimal() and figures.isascii()):
            raise self.refusal("invalid")
        found = POUNDS.fullmatch(typed)
        if not found:
            raise self.refusal("stops" if typed.count(".") > 1 else "figures")
        # So many figures are never a sum, and Python itself refuses to read thousands of them.
        figures = found["pounds"].lstrip("0")[:20]
        pence = int(figures or 0) * 100 + int((found["pence"] or "").ljust(2, "0"))
        if pence > self.most:
            raise self.refusal("large", most=in_pounds(self.most))
        return pence

    def refusal(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def prepare_value(self, value: Any) -> Any:
        return in_pounds(value).removeprefix("£") if isinstance(value, int) else value
