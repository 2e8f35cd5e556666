"""Codes for signing in: few are judged, each works once and for ten minutes, and only the one that was sent last.

All of it is counted for an account, over all its addresses, browsers and machines. Where an address has no account the
address is counted instead, by the same steps, so that nobody learns from them who has one.
"""

import secrets
import unicodedata
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import AttemptSlot, SentCode, User

LIFE = timedelta(minutes=10)
# Places, and how long each is taken: so many in any stretch of that length, whoever asks how often.
JUDGED = (5, timedelta(minutes=15))
SENT = (10, timedelta(hours=1))
# Longer than any of the above: what is older counts for nothing.
FORGOTTEN_AFTER = timedelta(days=1)
IGNORED = {"Zs", "Cc", "Cf", "Pd"}


def six_digits():
    return f"{secrets.randbelow(10**6):06d}"


def as_typed(text):
    """The six digits in what a person typed or pasted, in whatever script, without spaces and dashes; else None."""
    kept = [letter for letter in text if unicodedata.category(letter) not in IGNORED]
    if len(kept) != 6 or not all(letter.isdecimal() for letter in kept):
        return None
    return "".join(str(unicodedata.decimal(letter)) for letter in kept)


def account_at(channel, address):
    """Who signs in with this address (folded: lower case, or as +447700900123), or None. One query for anyone."""
    account = User.objects.filter(**{"email" if channel == "email" else "phone": address}).first()
    return account if account and account.is_active else None


def keyed(purpose, *words):
    return salted_hmac(f"coproduction.sign_in_codes.{purpose}", "\n".join(words), algorithm="sha256").hexdigest()


def key_of(account, address):
    return keyed("account", str(account.pk)) if account else keyed("address", address)


def may_be_sent(key):
    """Takes one of the account's ten sendings of an hour; False where none is left."""
    return claim_slot(keyed("sent", key), *SENT)


def store_code(key, ticket, code):
    """The last code that went out for the account, in place of any before it. `code` is None where none went out.

    `ticket` is known to the asking browser's session alone: the code is good for that browser.
    """
    # What nobody can type in still has to look the same in the table.
    digest = keyed("code", key, ticket, code or secrets.token_hex())
    row = SentCode(key=key, digest=digest, sent_at=timezone.now())
    SentCode.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["key"], update_fields=["digest", "sent_at"]
    )


def may_attempt(key):
    """Takes one of the account's five places of a quarter of an hour; False where none is free."""
    return claim_slot(key, *JUDGED)


def consume_code(key, ticket, code):
    """True for the one request that brings the code sent last, within its life. After that it is gone."""
    digest, since = keyed("code", key, ticket, code), timezone.now() - LIFE
    used, _ = SentCode.objects.filter(key=key, digest=digest, sent_at__gt=since).delete()
    return used == 1


def claim_slot(key, slots, taken_for):
    """No lock is held, and a try that finds no place leaves no trace: so it makes nobody wait longer."""
    now = timezone.now()
    last = dict(AttemptSlot.objects.filter(key=key).values_list("slot", "at"))
    return any(take_slot(key, slot, last.get(slot), now, taken_for) for slot in range(slots))


def take_slot(key, slot, at, now, taken_for):
    """Of several who see the same place free, one makes or changes its row."""
    if at is not None:
        before = now - taken_for
        return at <= before and AttemptSlot.objects.filter(key=key, slot=slot, at__lte=before).update(at=now) == 1
    try:
        with transaction.atomic():
            AttemptSlot.objects.create(key=key, slot=slot, at=now)
    except IntegrityError:
        return False
    return True


def delete_old():
    """A place or a code of yesterday holds nobody up: gone, it means the same."""
    before = timezone.now() - FORGOTTEN_AFTER
    AttemptSlot.objects.filter(at__lt=before).delete()
    SentCode.objects.filter(sent_at__lt=before).delete()
