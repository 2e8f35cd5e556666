"""Whose phone or email it is, however it is spelled: two ways of writing the same one are told to be the same."""

import re
import unicodedata
from contextlib import suppress
from typing import NamedTuple

import phonenumbers

from .adapter import e164
from .invitations import folded

EMAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
# Where dots before the @ do not matter.
WITHOUT_DOTS = {"gmail.com", "googlemail.com"}


class Spelled(NamedTuple):
    """`exact`: where a message to it goes. `same`: alike for every spelling under which the same person reads it."""

    exact: str
    same: str


def spellings(text):
    """Each phone and email in what was typed, which may say more: "07700 900123, after six" has one."""
    text = unicodedata.normalize("NFKC", text or "")
    return [
        *map(spelled_email, EMAIL.findall(text)),
        *(Spelled(phone, phone) for phone in phones(EMAIL.sub(" ", text))),
    ]


def phones(text):
    if whole := e164(text):
        return [whole]
    found = phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE)
    return [phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164) for match in found]


def spelled_email(typed):
    address = folded(typed).rstrip(".")
    name, _, domain = address.rpartition("@")
    with suppress(UnicodeError):  # No domain that a message reaches; it is still the same as itself.
        domain = domain.encode("idna").decode()
    # What stands after a plus is the reader's own mark: the message comes to the same box.
    box = name.split("+")[0] or name
    if domain in WITHOUT_DOTS:
        box, domain = box.replace(".", ""), "gmail.com"
    return Spelled(address, f"{box}@{domain}")
