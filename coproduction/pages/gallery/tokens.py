"""The tokens as the stylesheet has them, read once: colours with the contrast they hold, sizes and space."""

import re
from functools import cache

from django.conf import settings

DARK = "@media (prefers-color-scheme: dark)"
# What is asked for on the page, and the blocks that make it, the last one winning.
MODES = {
    "light": ((":root",),),
    "dark": ((":root",), (DARK, ":root")),
    "more contrast": ((":root",), (":root.more-contrast",)),
    "more contrast, dark": ((":root",), (DARK, ":root"), (DARK, ":root.more-contrast")),
}
PART = re.compile(r"(?P<head>[^{};]+)\{|\s*--(?P<name>[\w-]+)\s*:\s*(?P<value>[^;{}]+);|[^{};]+;|(?P<end>\})")
GROUNDS = ("ground", "paper")
# Each ink: what it is for, and the grounds it stands on besides the two of every page.
INKS = {
    "ink": ("What is read", ("sunk",)),
    "ink-soft": ("What stands back: hints, labels, dates", ("sunk",)),
    "accent": ("What can be pressed", ("accent-wash",)),
    "accent-deep": ("The same, under a finger", ("accent-wash",)),
    "good": ("Kept, met, done", ("good-wash",)),
    "soon": ("Soon, in part", ("soon-wash",)),
    "late": ("Late, not met, to put right", ("late-wash",)),
    "unheard": ("People have not confirmed it", ("sunk",)),
    "hue-creativity": ("Creativity", ()),
    "hue-relationships": ("Relationships", ()),
    "hue-resources": ("Resources", ()),
    "hue-equality": ("Equality, diversity and inclusion", ()),
    "hue-trauma-informed": ("Trauma-informed", ()),
    "hue-sustainability": ("Sustainability", ()),
}
PAPERS = {
    "ground": "Every page",
    "paper": "What can be picked up: cards, fields",
    "sunk": "What is switched off",
    "accent-wash": "Under a finger",
    "good-wash": "Good news",
    "soon-wash": "Soon",
    "late-wash": "Late",
}
SIZES = {
    "size-1": "Staff's pages",
    "size-2": "Pages of people who take part; ledes",
    "size-3": "A part of a page",
    "size-4": "A page, on a phone",
    "size-5": "A page, on a desk",
}
SPACES = ("s1", "s2", "s3", "s4", "s5", "s6", "s7")


@cache
def blocks():
    """Values by name, by where they stand: the selector, under its media rule if it has one."""
    text = (settings.BASE_DIR / "static" / "css" / "shared.css").read_text()
    found, heads = {}, []
    for part in PART.finditer(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
        if part["head"]:
            heads.append(part["head"].strip())
        elif part["name"]:
            found.setdefault(tuple(heads), {})[part["name"]] = part["value"].strip()
        elif part["end"]:
            heads.pop()
    return found


def in_mode(mode):
    return {name: value for place in MODES[mode] for name, value in blocks()[place].items()}


def contrast(colour, other):
    """As WCAG 2 reckons it, of two colours such as #0a4f50."""
    low, high = sorted((light(colour), light(other)))
    return (high + 0.05) / (low + 0.05)


def light(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lowest(ink, mode):
    """The least contrast of an ink over all grounds that it stands on."""
    values = in_mode(mode)
    return min(contrast(values[ink], values[ground]) for ground in (*GROUNDS, *INKS[ink][1]))


def shown():
    """For the page: inks with their contrast in each mode, papers, sizes, space."""
    values = in_mode("light")
    return {
        "modes": list(MODES),
        "inks": [(name, use, [(mode, lowest(name, mode)) for mode in MODES]) for name, (use, _) in INKS.items()],
        "papers": list(PAPERS.items()),
        "sizes": [(name, use, values[name]) for name, use in SIZES.items()],
        "spaces": [(name, values[name]) for name in SPACES],
    }
