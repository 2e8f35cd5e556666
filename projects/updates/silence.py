"""When an update breaks a silence: "nothing new" is news once, not twice in a row."""

import re

# What the tick beside each part of an update writes.
NOTHING_NEW = "Nothing new."

# The same, as people type it: without capitals, dots and spaces.
SAID_SO = frozenset(
    {"nothingnew", "nothing", "none", "no", "na", "nonews", "nothingtoreport", "nothingnewtoreport"}
    | {"nothingtosay", "nochange", "nochanges", "asbefore", "sameasbefore", "nothinghaschanged", "nothingyet"}
)


def is_nothing_new(words: str) -> bool:
    return re.sub(r"[^a-z]", "", words.lower()) in SAID_SO


def breaking(updates):
    """Those of them, the oldest first, that break a silence. Each has `nothing_new`: all four parts say so."""
    before = False
    for update in updates:
        if not (update.nothing_new and before):
            yield update
        before = update.nothing_new
