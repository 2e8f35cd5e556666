"""Words for numbers, days and states, available in every template."""

from datetime import date, datetime, time
from functools import cache
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeVar, cast

import phonenumbers
from django import template
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.forms import BoundField, Field
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateformat import format as spell
from django.utils.html import format_html
from django_htmx.jinja import htmx_script

from coproduction.base import days
from coproduction.base.access import STAFF
from coproduction.base.day_words import MONTHS, WEEKDAYS
from coproduction.base.drafts import Drafted, desk_of_request
from coproduction.base.forms import Why
from coproduction.base.people import Visitor
from coproduction.base.typed import what_was_typed
from coproduction.base.words import FINDING_WORDS, PRINCIPLE_NAMES

register = template.Library()

Moment = TypeVar("Moment", bound=date | time)


class StatusBadge(NamedTuple):
    word: str
    shape: str
    tone: str


LOOKS = {
    # What a check found.
    "met": StatusBadge(FINDING_WORDS["met"], "full", "good"),
    "partly": StatusBadge(FINDING_WORDS["partly"], "half", "part"),
    "not_met": StatusBadge(FINDING_WORDS["not_met"], "ring", "late"),
    "no_data": StatusBadge(FINDING_WORDS["no_data"], "dashes", "none"),
    "not_applicable": StatusBadge(FINDING_WORDS["not_applicable"], "dot", "none"),
    "records_only": StatusBadge(FINDING_WORDS["records_only"], "sheet", "none"),
    "group_met": StatusBadge(FINDING_WORDS["group_met"], "ringed", "good"),
    "not_confirmed": StatusBadge(FINDING_WORDS["not_confirmed"], "dots", "unheard"),
    # How soon somebody is owed something.
    "late": StatusBadge("Late", "triangle", "late"),
    "today": StatusBadge("Today", "diamond", "soon"),
    "soon": StatusBadge("Soon", "hollow_diamond", "soon"),
    # Where something is; the caller brings the word where these are too plain.
    "done": StatusBadge("Done", "tick", "good"),
    "now": StatusBadge("Now", "full", "now"),
    "later": StatusBadge("Later", "ring", "none"),
    "wait": StatusBadge("Waiting", "clock", "none"),
    "good": StatusBadge("Yes", "full", "good"),
    "part": StatusBadge("In part", "half", "part"),
    "open": StatusBadge("Not yet", "ring", "none"),
    "off": StatusBadge("No", "dot", "none"),
    "none": StatusBadge("Not known", "dashes", "none"),
    "unheard": StatusBadge("Not heard", "dots", "unheard"),
}


# A hidden part has no control to go to, so its own message would help nobody.
LOST_PART = "Part of this page did not reach us. Reload the page and send it again."


@register.filter
def state_look(key: object) -> StatusBadge:
    return LOOKS.get(str(key), LOOKS["none"])


# What each kind of sign takes.
GLYPHS = {"shape": "shape", "principle": "key"}


@register.simple_tag
@cache
def glyph(kind: str, key: str) -> str:
    """A sign out of components/glyphs. Drawn once: it is the same for everybody, and a list has one in each line."""
    return render_to_string(f"components/glyphs/{kind}.html", {GLYPHS[kind]: key})


@register.simple_tag
def badge(key: object, label: str = "", text: str = "") -> str:
    """The sign of a state, as components/state.html says; straight into a list, where a template for each line would
    take longer than all else in it.
    """
    look = state_look(key)
    word = label or look.word
    seen = format_html('{}<span class="visually-hidden">, {}</span>', text, word) if text else word
    return format_html(
        '<span class="state tone-{}">{}<span>{}</span></span>', look.tone, glyph("shape", look.shape), seen
    )


@register.simple_tag(takes_context=True)
def drawn_once(context: template.Context, component: str, **values: Any) -> str:
    """A component in the rows of a list: drawn once for all rows that give it the same values."""
    # What a template keeps while it is drawn; others keep other things there.
    kept: Any = context.render_context
    drawn: dict[tuple[str, str], str] = kept.setdefault(drawn_once, {})
    key = component, repr(values)
    if key not in drawn:
        drawn[key] = render_to_string(component, values)
    return drawn[key]


@register.filter
def principle_name(key_or_name: str) -> str:
    return PRINCIPLE_NAMES.get(key_or_name, key_or_name)


@register.filter
def pence(amount: int | None) -> str:
    """Whole pence to pounds. Refuses anything but a whole number: a rounded sum is a wrong sum."""
    if amount is None:
        return ""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError(f"Money is whole pence, not {type(amount).__name__}.")
    pounds, rest = divmod(abs(amount), 100)
    return f"{'−' if amount < 0 else ''}£{pounds:,}.{rest:02d}"


def local(moment: Moment) -> Moment:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return cast(Moment, timezone.localtime(moment))
    return moment


@register.filter
def day(value: date | Literal[""] | None, this_year: date | int | None = None) -> str:
    """ "Thursday 3 December 2026"; without the year when it is the one passed (a year, or a day in it)."""
    if not value:
        return ""
    value = local(value)
    same = value.year == getattr(this_year, "year", this_year)
    return spell(value, "l j F" if same else "l j F Y")


@register.filter
def near_day(value: date | Literal[""] | None) -> str:
    """ "Thursday 3 December", with its year only where it is another than the present one."""
    return day(value, days.today())


@register.filter
def short_day(value: date | Literal[""] | None) -> str:
    if not value:
        return ""
    value = local(value)
    return f"{WEEKDAYS[value.weekday()][:3]} {value.day} {MONTHS[value.month - 1][:3]}"


def span(since: date, until: date) -> str:
    """Two days: "1 to 14 December", "28 December 2026 to 3 January 2027"."""
    if since == until:
        return spell(until, "j F")
    year = "" if since.year == until.year else " Y"
    month = "" if (since.year, since.month) == (until.year, until.month) else " F"
    return f"{spell(since, f'j{month}{year}')} to {spell(until, f'j F{year}')}"


@register.filter
def clock(value: time | datetime | Literal[""] | None) -> str:
    """ "2 pm", "2:30 pm", "midday"."""
    if not value:
        return ""
    value = local(value)
    if (value.hour, value.minute) in {(0, 0), (12, 0)}:
        return "midday" if value.hour else "midnight"
    hour = value.hour % 12 or 12
    return f"{hour}{f':{value.minute:02d}' if value.minute else ''} {'am' if value.hour < 12 else 'pm'}"


@register.filter
def minutes(value: int | str | None) -> str:
    """Whole minutes to words: "2½ hours", "1 hour 15 minutes", "30 minutes"."""
    if value is None or value == "":
        return ""
    hours, rest = divmod(int(value), 60)
    if not hours and not rest:
        return "no time"
    if not hours:
        return plural_words(rest, "minute,minutes")
    if rest == 30:
        return f"{hours}½ hours"
    return " ".join(
        filter(
            None,
            [
                plural_words(hours, "hour,hours"),
                plural_words(rest, "minute,minutes") if rest else "",
            ],
        )
    )


@register.filter
def plural_words(count: int, forms: str) -> str:
    """3 with "person,people" is "3 people"; 0 is "no people"."""
    singular, plural = forms.split(",")
    return f"{count if count else 'no'} {singular if count == 1 else plural}"


@register.filter
def spelled(count: int) -> str:
    """Small numbers in words, for sentences."""
    names = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
    ]
    return names[count] if 0 <= count < len(names) else str(count)


@register.filter
def sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


@register.filter
def as_dialled(phone: str) -> str:
    """A stored number as people here know it: 07700 900123. Whatever is no number stays as it is."""
    try:
        number = phonenumbers.parse(phone, "GB")
    except phonenumbers.NumberParseException:
        return phone
    home = number.country_code == phonenumbers.country_code_for_region("GB")
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


@register.filter
def dial(phone: str) -> str:
    """A number as tel: links want it."""
    return "".join(sign for sign in str(phone) if sign.isdigit() or sign == "+")


@register.filter
def is_lone_check(field: BoundField) -> bool:
    widget = field.field.widget
    return getattr(widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Whether to say that it is optional: not where "skip" or "not asked yet" stands among the answers."""
    answers = field.field.widget.choices if field.use_fieldset and hasattr(field.field.widget, "choices") else ()
    skips = any(value in ("", None) for value, _ in answers)
    return not (field.field.required or skips or is_lone_check(field))


@register.filter
def why_of(field: BoundField) -> Why | None:
    """The `Why` that its form says of a field; None where it says nothing."""
    return getattr(field.form, "why", {}).get(field.name)


@register.filter
def control_id(field: BoundField) -> str:
    """The id a link can go to: a group of choices has none of its own, so its first choice."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def messages_of(field: BoundField) -> list[str]:
    """A field's errors, in words that say what to do where Django only says that it is required, or too long."""
    plain = str(Field.default_error_messages["required"])
    mend = "Choose an answer." if hasattr(field.field, "choices") else "Fill this in."
    said = chain.from_iterable(too_long(error) or error.messages for error in field.errors.as_data())
    return [mend if message == plain else str(message) for message in said]


def too_long(error: ValidationError) -> list[str]:
    """How much there is, how much fits and how much to take out; empty where the error is another one."""
    if error.code != "max_length" or not error.params:
        return []
    long, most = error.params["show_value"], error.params["limit_value"]
    return [f"{long:,} letters; {most:,} fit. Take out {long - most:,}."]


def asked(field: BoundField, message: str) -> str:
    """The message with its question, for a list that stands away from it; one written for this field needs none."""
    usual = {
        name: words
        for kind in reversed(type(field.field).__mro__)
        for name, words in vars(kind).get("default_error_messages", {}).items()
    }
    if any(words == message for name, words in field.field.error_messages.items() if words != usual.get(name)):
        return message
    label = field.label or field.name
    return f"{label}{'' if label.endswith('?') else ':'} {message}"


def problems_in(form: Any) -> list[tuple[str, str]]:
    # A page may use the same name for something else.
    if not getattr(form, "is_bound", False):
        return []
    if hasattr(form, "forms"):
        own = [("", message) for message in form.non_form_errors()]
        return own + [problem for row in form.forms for problem in problems_in(row)]
    own = [("", message) for message in form.non_field_errors()]
    if any(field.errors for field in form.hidden_fields()):
        own.append(("", LOST_PART))
    whose = getattr(form, "row_name", "")
    return own + [
        (
            control_id(field),
            f"{whose}: {asked(field, message)}" if whose else asked(field, message),
        )
        for field in form.visible_fields()
        for message in messages_of(field)
    ]


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """One list of all that is to be put right in these forms and formsets, each line leading to its control; and what
    was typed into them before.
    """
    problems = [problem for form in forms if form for problem in problems_in(form)]
    drafted = [form for form in forms if isinstance(form, Drafted) and form.mark]
    kept = [draft for form in drafted for draft in form.kept]
    desk = desk_of_request()
    return {
        "problems": problems,
        "kept": kept[0] if kept else None,
        "elsewhere": [(draft, what_was_typed(draft.fields)) for draft in kept[1:]],
        "ends_by_itself": bool(drafted and desk and desk.seconds_left is not None),
    }


@register.simple_tag
def error_prefix(*forms: Any) -> str:
    """What the page title begins with, so that a reader hears it first."""
    return "Error: " if any(problems_in(form) for form in forms if form) else ""


@register.filter
def works_here(user: Visitor | None) -> bool:
    return bool(user and user.is_authenticated and user.roles & STAFF)


@register.filter
def frame_of(user: Visitor | None) -> str:
    """What a page that is for everybody stands in: with the way out of one tap, for those who take part."""
    return "base.html" if works_here(user) else "base_participant.html"


@register.filter
def shown(page: Page[Any], forms: str) -> str:
    """How much of a list is in sight, said when it has changed: "7 projects shown", "21 to 40 of 57 projects"."""
    whole = plural_words(page.paginator.count, forms)
    if not page.has_other_pages():
        return sentence_start(f"{whole} shown")
    return f"{page.start_index()} to {page.end_index()} of {whole}"


@register.simple_tag(takes_context=True)
def swaps(context: template.Context, part: str, acts: bool = False) -> str:
    """For a form or a group of links: where scripts run, the answer changes this part of the page alone.

    It goes where it goes without them. `acts`: it does something, so what is shown after it is no new place to go
    back from.
    """
    # The one place that a whole page shares, whatever it includes.
    context.render_context.dicts[0]["swaps"] = part
    return format_html(
        'hx-boost="true" hx-target="#{0}" hx-sync="#{0}:replace" hx-{1}-url="true"', part, "replace" if acts else "push"
    )


@register.simple_tag(takes_context=True)
def script_to_swap(context: template.Context) -> str:
    """The script of htmx, at the end of a page, where something on it swaps; no other page fetches it."""
    return htmx_script() if context.render_context.dicts[0].get("swaps") else ""
