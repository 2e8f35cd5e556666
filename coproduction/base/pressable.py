"""Links and phone numbers in what people wrote, so that they can be pressed. Everything else stays as it was written.

Only http and https: no other address does anything, whatever somebody typed. Never used in messages.
"""

import re
from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join

from .http import address_parts
from .tags import dial

register = template.Library()

# A British number, one abroad with its plus, or a help line that is shorter.
LINK_OR_PHONE = re.compile(
    r"""
    (?P<link>\bhttps?://[^\s<>"'`\\^{|}]+)
    | (?<![\w+./-]) (?P<phone>
        (?:\+44[ ]?(?:\(0\)[ ]?)? | 0) [1-9](?:[ -]?\d){8,9}
        | \+(?!44)[1-9](?:[ -]?\d){7,13}
        | 0800[ ]?1111
        | 116[ ]?\d{3}
    ) (?![\w-]|[.]\d)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
# What ends the sentence around a link rather than the link.
AFTER_A_LINK = ".,;:!?…’”*_"
OPENED_BY = {")": "(", "]": "["}


@register.filter
def pressable(words: str) -> str:
    """HTML with everything escaped, and links and numbers as links."""
    return format_html_join("", "{}", ((piece,) for piece in pieces_of(str(words))))


def pieces_of(words: str) -> Iterator[str]:
    """Text as it was written, and safe HTML for what can be pressed."""
    end = 0
    for found in LINK_OR_PHONE.finditer(words):
        link, phone = found["link"], found["phone"]
        pressed = without_end(link) if link else phone
        yield words[end : found.start()]
        yield press_link(pressed) if link else press_phone(pressed)
        end = found.start() + len(pressed)
    yield words[end:]


def without_end(link: str) -> str:
    """A link as it was meant: a closing bracket is its own only where it opened one."""
    while (last := link[-1]) in AFTER_A_LINK or (last in OPENED_BY and link.count(last) > link.count(OPENED_BY[last])):
        link = link[:-1]
    return link


def press_link(link: str) -> str:
    """Where it leads has to stand in it for everybody to see: an @ before the name of the site hides it."""
    place = address_parts(link)
    if place is None or not place.hostname or "@" in place.netloc or not link.isprintable():
        return link
    return format_html('<a href="{0}" rel="noreferrer noopener">{0}</a>', link)


def press_phone(phone: str) -> str:
    return format_html('<a class="nowrap" href="tel:{}">{}</a>', dial(phone.replace("(0)", "")), phone)
