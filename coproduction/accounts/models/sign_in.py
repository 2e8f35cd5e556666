"""What guards the ways in: codes that were sent and judged, printed cards, invitations of staff."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coproduction.base.privacy import KEEP, NotPersonal, Personal
from coproduction.base.scope import Scoped, ScopedQuerySet


class AttemptSlot(models.Model):
    """One of the few places in which a code can be judged, or sent: used, it is free again after a while.

    `key` is a keyed digest of the account, or of the address where there is no account: see `sign_in_codes`.
    """

    key = models.CharField(max_length=64)
    slot = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    personal = NotPersonal("keyed digests and times, which name nobody")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "slot"], name="attempt_has_its_own_slot")]


class SentCode(models.Model):
    """The last code that went out for an account. A new one takes its place; once used it is gone."""

    key = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    personal = NotPersonal("keyed digests and a time, which name nobody")


class CardQuerySet(ScopedQuerySet):
    def current(self, now):
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=now)


class SignInCard(Scoped):
    """A printed card with which one person signs in once. What is printed on it is not kept, only its digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Printed, and typed in with the words: it finds the card, so that wrong words count against one account.
    number = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=128)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()
    personal = Personal(path="user")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="person_has_one_card_at_a_time",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="card_ends_after_it_is_made"),
        ]


class InvitationQuerySet(ScopedQuerySet):
    def current(self, now):
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=now)


class Invitation(Scoped):
    """Somebody is asked to work here, in these roles. It is theirs alone: `user` proved the address by a code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    roles = models.JSONField(default=list)
    # Empty where the organisation was set up with it.
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()
    personal = Personal(path="user", on_erase=KEEP, why="who was let in, and by whom")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="person_is_invited_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_accepted_or_withdrawn",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("invited_at")), name="invitation_ends_after_it_is_sent"),
        ]
