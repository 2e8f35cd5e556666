"""Numbers of people, for those who may not see the people themselves."""

from coproduction.base.words import NOT_SHOWN


def people_in_words(count, least, *, names_seen=False):
    """Small numbers point at persons and are not said, nobody and a few alike; save to those who see the names."""
    if not names_seen and count < least:
        return f"{NOT_SHOWN} (small numbers)"
    return f"{count or 'no'} {'person' if count == 1 else 'people'}"
