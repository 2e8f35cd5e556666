"""One person, one pair of hands: what tells that a participant and a colleague are the same, without being read."""

import hashlib

from django.db import models

from coproduction.accounts.records import Record
from coproduction.accounts.spellings import spellings
from coproduction.base.privacy import Personal

from .people import Participant


class GivenAddress(Record):
    """A phone or email that was ever given for a person, to be compared and never read: digests of its spelling.

    It stays when the address is changed later or was left off because it is somebody else's, so that no change opens
    what was closed. Nobody sees it: whoever knew what it is compared with would learn whom it is like.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    exact = models.CharField(max_length=64)
    same = models.CharField(max_length=64)
    sign_in = models.BooleanField("given to sign in with", default=False)

    parent = "participant"
    seen_by = frozenset()
    known_as = "marks of the numbers and addresses a person gave, so that nobody pays themselves"
    personal = Personal(path="participant")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "exact", "sign_in"], name="given_address_is_kept_once")
        ]
        indexes = [models.Index(fields=["same"], name="given_address_same")]

    @classmethod
    def keep(cls, participant, *texts, sign_in=False):
        """`texts`: as people typed them, empty ones among them. What it does is the same whosever they are."""
        place = participant.organisation_id
        found = dict.fromkeys(spelled for text in texts for spelled in spellings(text))
        cls.objects.bulk_create(
            (
                cls(
                    participant=participant,
                    exact=digest(place, one.exact),
                    same=digest(place, one.same),
                    sign_in=sign_in,
                )
                for one in found
            ),
            ignore_conflicts=True,
        )


def digest(organisation_id, text):
    """By organisation, so that one address in two of them shows nothing in common. Not keyed by a secret of the server:
    a changed key would open what is closed, and nobody would notice.
    """
    return hashlib.sha256(f"{organisation_id}\n{text}".encode()).hexdigest()
