"""What a drawn form carries so that what is typed into it is known again: whose page it is, and which draft.

Signed, so that it proves that we drew this form for this person. So words can be kept that arrive after the session has
ended, when nobody can say any more who is at the browser: they are kept for the person who opened the form, and shown
to nobody else.
"""

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from typing import NamedTuple

from django.core.signing import BadSignature, TimestampSigner

SIGNER = TimestampSigner(sep=".", salt="coproduction.accounts.drafts")
# As long as what it marks is kept.
GOOD_FOR = timedelta(days=14)


class Mark(NamedTuple):
    """`draft`: the id that what is typed here is kept under. `after`: of the draft that this form was filled in with,
    as it stood then, in `version`; None where the form was empty.
    """

    owner: uuid.UUID
    draft: uuid.UUID
    form: str
    after: uuid.UUID | None = None
    version: int = 0

    def __str__(self):
        after = [short(self.after), str(self.version)] if self.after else []
        return SIGNER.sign("~".join([short(self.owner), short(self.draft), self.form, *after]))


def read_mark(words):
    """What was sent as a mark; None where it is none of ours, or too old."""
    try:
        owner, draft, form, *after = SIGNER.unsign(words, max_age=GOOD_FOR).split("~")
    except BadSignature:
        return None
    return Mark(long(owner), long(draft), form, *((long(after[0]), int(after[1])) if after else ()))


def short(pk):
    return urlsafe_b64encode(pk.bytes).decode().rstrip("=")


def long(words):
    return uuid.UUID(bytes=urlsafe_b64decode(f"{words}=="))
