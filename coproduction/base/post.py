"""The one place that sends. Everything else puts a message in the outbox and goes on.

A message is handed over at most once: one whose outcome is not known is shown to a person, never sent again blindly.
Sign-in codes do not wait in the outbox: `send_code` hands them over at once.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from .models import Message, Wording

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 6


class NotNow(Exception):
    """The transport refuses for the moment: try again later."""


class FolderTransport:
    """Each message becomes a file: for trying out, for tests, and for a person who carries them by hand."""

    def send(self, channel, address, text):
        settings.POST_FOLDER.mkdir(parents=True, exist_ok=True)
        now = timezone.now()
        # The file name says nothing of whom it is for.
        path = settings.POST_FOLDER / f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.txt"
        path.write_text(f"By: {channel}\nTo: {address}\n\n{text}\n")


TRANSPORTS = {"folder": FolderTransport}


def transport():
    return TRANSPORTS[settings.POST_TRANSPORT]()


def enqueue(*, key, organisation, recipient, channel, address, wording):
    """Puts one message in the outbox, inside the caller's transaction; the same key twice makes one message."""
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "organisation": organisation,
            "recipient": recipient,
            "channel": channel,
            "address": address,
            "wording": wording,
            "due_at": timezone.now(),
        },
    )
    return message


def hold_back(recipient):
    """What waits for this person does not go: a pause holds from the next moment on."""
    waiting = Message.objects.filter(recipient=recipient, state=Message.State.QUEUED)
    return waiting.update(state=Message.State.HELD_BACK)


def send_code(*, channel, address, code):
    transport().send(channel, address, f"Your code is {code}. It works for 10 minutes.")


def text_of(message):
    """Its sentence, and where to go. It names nobody and no organisation."""
    where = reverse("account_request_login_code") if message.wording == Wording.INVITE else "/"
    return f"{Wording(message.wording).label} {settings.SITE_ADDRESS}{where}"


def claim(limit=50):
    """Takes messages that are due, in one short transaction that ends before anything is handed over."""
    now = timezone.now()
    with transaction.atomic():
        due = Message.objects.filter(state=Message.State.QUEUED, due_at__lte=now).order_by("due_at")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        taken = list(due[:limit])
        Message.objects.filter(pk__in=[message.pk for message in taken]).update(
            state=Message.State.SENDING, leased_until=now + LEASE
        )
    return taken


def send_due():
    """Hands over what is due. Returns how many went."""
    sweep()
    carrier, sent = transport(), 0
    for message in claim():
        mine = Message.objects.filter(pk=message.pk, state=Message.State.SENDING)
        try:
            carrier.send(message.channel, message.address, text_of(message))
        except NotNow:
            attempts = message.attempts + 1
            wait = timedelta(minutes=2**attempts)
            state = Message.State.QUEUED if attempts < MAX_ATTEMPTS else Message.State.FAILED
            mine.update(state=state, attempts=attempts, due_at=timezone.now() + wait, leased_until=None)
        else:
            sent += mine.update(state=Message.State.SENT, sent_at=timezone.now(), leased_until=None)
    return sent


def sweep():
    """A lease that ran out means that nobody knows whether the message went."""
    Message.objects.filter(state=Message.State.SENDING, leased_until__lt=timezone.now()).update(
        state=Message.State.UNKNOWN
    )
