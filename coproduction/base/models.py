import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .privacy import Personal
from .scope import Scoped, ScopedQuerySet


class Channel(models.TextChoices):
    TEXT = "text", "text message"
    EMAIL = "email", "email"


class Wording(models.TextChoices):
    """The only things a message can say: that there is something to read, and where. Never what."""

    NEWS = "news", "There is something new for you to read. Sign in when it is a good time."
    MONEY = "money", "There is something new on your page. Sign in when it is a good time."
    ASK = "ask", "There is a question for you, if you want it. Sign in when it is a good time."
    INVITE = "invite", "You are invited. Open the page and type in this email address."


class MessageQuerySet(ScopedQuerySet["Message"]):
    def not_arrived(self) -> Self:
        """Those that did not go, and those of which nobody knows whether they did."""
        return self.filter(state__in=[Message.State.FAILED, Message.State.UNKNOWN])

    def undelivered(self) -> Self:
        """Those of them of which a person still has to be told in another way."""
        return self.not_arrived().filter(dealt_with_at__isnull=True)


class Message(Scoped):
    """One message on its way out. `key` makes it one, however often it is asked for."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        # Handed over, but no answer came: never sent again blindly, shown to a person instead.
        UNKNOWN = "unknown"
        # The person paused before it went.
        HELD_BACK = "held back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True)
    key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=254)
    wording = models.CharField(max_length=10, choices=Wording.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    # How long one worker keeps it: from being claimed, while it is queued, and anew from being handed over.
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When somebody told the person in another way, and who says so.
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)

    objects = MessageQuerySet.as_manager()
    personal = Personal(path="recipient")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_says_when_it_was_sent"
            ),
            models.CheckConstraint(
                condition=Q(dealt_with_at__isnull=True) | Q(state__in=["failed", "unknown"]),
                name="message_dealt_with_did_not_arrive",
            ),
            models.CheckConstraint(
                condition=Q(dealt_with_by__isnull=True) | Q(dealt_with_at__isnull=False),
                name="message_dealt_with_by_somebody_says_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="message_next")]
