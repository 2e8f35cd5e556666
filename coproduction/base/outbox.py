"""The one place that sends. Everything else puts a message in the outbox and goes on.

A message is handed over at most once: one whose outcome is not known is shown to a person, never sent again blindly.
Sign-in codes do not wait in the outbox: `send_code` hands them over at once, and keeps them nowhere.
"""

import logging
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cached_property
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .models import Channel, Message, Wording

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 6
# Seconds until a carrier over the network is given up.
PATIENCE = 5

log = logging.getLogger(__name__)
# Carries codes over the network. Whoever asks for one must not wait: the wait would tell that the address is known.
codes = ThreadPoolExecutor(4, thread_name_prefix="codes")


class NotSent(Exception):
    """Its words may stand in a log: they name no address and nothing of the message."""


class TemporaryFailure(NotSent):
    """The transport refuses for the moment: try again later."""


class PermanentFailure(NotSent):
    """The transport will never take this message, as where the address cannot be one."""


class OutcomeUnknown(NotSent):
    """Handed over, but no answer came."""


class Carrier(Protocol):
    """What takes a message along. `takes_time`: whoever hands over waits for a network."""

    takes_time: bool

    def send(self, channel: str, address: str, text: str, reference: str) -> None: ...


class FolderTransport:
    """Each message becomes a file: for trying out, for tests, and for a person who carries them by hand."""

    takes_time = False

    def send(self, channel: str, address: str, text: str, reference: str) -> None:
        settings.POST_FOLDER.mkdir(parents=True, exist_ok=True)
        now = timezone.now()
        # The file name says nothing of whom it is for.
        path = settings.POST_FOLDER / f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.txt"
        path.write_text(f"By: {channel}\nTo: {address}\n\n{text}\n")


class NotifyTransport:
    """GOV.UK Notify, with two templates there, one for texts and one for email, whose whole body is ((words))."""

    takes_time = True

    @cached_property
    def client(self) -> Any:
        """Brings a library for the network with it, so it is made where it is used; not for several threads."""
        from notifications_python_client.notifications import NotificationsAPIClient

        return NotificationsAPIClient(settings.NOTIFY["key"], settings.NOTIFY["address"], timeout=PATIENCE)

    def send(self, channel: str, address: str, text: str, reference: str) -> None:
        """`reference` is shown to those who run the account there: an id, nothing of the person."""
        from notifications_python_client.errors import APIError

        client, template, words = self.client, settings.NOTIFY[channel], {"words": text}
        hand_over = client.send_sms_notification if channel == Channel.TEXT else client.send_email_notification
        try:
            hand_over(address, template, personalisation=words, reference=reference)
        except APIError as error:
            # Without its words, which may hold the address.
            raise meaning(error) from None


def meaning(error: Any) -> NotSent:
    """What an error of the client means for the message."""
    import requests

    if error.response is not None:
        status = error.response.status_code
        if status == 429 or status >= 500:
            return TemporaryFailure(f"answered {status}")
        # A good answer that cannot be read is still a good answer, but nobody can say what was taken.
        return PermanentFailure(f"answered {status}") if status >= 400 else OutcomeUnknown(f"answered {status}")
    cause = error.__cause__
    never_left = isinstance(cause, requests.ConnectTimeout) or "NewConnectionError" in type(reason(cause)).__name__
    return TemporaryFailure("not reached") if never_left else OutcomeUnknown("no answer")


def reason(error: BaseException) -> object:
    """Why there was no connection, out of the wrappings it comes in."""
    wrapped = error.args[0] if error.args else None
    return getattr(wrapped, "reason", wrapped)


TRANSPORTS: dict[str, Callable[[], Carrier]] = {"folder": FolderTransport, "notify": NotifyTransport}


def transport() -> Carrier:
    return TRANSPORTS[settings.POST_TRANSPORT]()


def enqueue(*, key: str, organisation: Any, recipient: Any, channel: str, address: str, wording: str) -> Message:
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


def hold_back(recipient: Any) -> int:
    """What waits for this person does not go: a pause holds from the next moment on."""
    waiting = Message.objects.filter(recipient=recipient, state=Message.State.QUEUED)
    return waiting.update(state=Message.State.HELD_BACK)


def send_code(*, channel: str, address: str, code: str) -> None:
    carrier, text = transport(), f"Your code is {code}. It works for 10 minutes."
    if carrier.takes_time:
        codes.submit(carry_code, carrier, channel, address, text)
    else:
        carry_code(carrier, channel, address, text)


def carry_code(carrier: Carrier, channel: str, address: str, text: str) -> None:
    """Whoever asked can ask again. Neither the code nor where it was to go stands in a log."""
    try:
        carrier.send(channel, address, text, str(uuid.uuid4()))
    except NotSent as error:
        log.warning("A code by %s was not handed over: %s (%s)", channel, type(error).__name__, error)
    except Exception as error:
        # Whatever else broke: an answer of its own would tell that the address is known.
        log.error("A code by %s was not handed over: %s", channel, type(error).__name__)


def text_of(message: Message) -> str:
    """Its sentence, and where to go. It names nobody and no organisation."""
    where = reverse("account_request_login_code") if message.wording == Wording.INVITE else "/"
    return f"{Wording(message.wording).label} {settings.SITE_ADDRESS}{where}"


def claim(limit: int = 50) -> list[Message]:
    """Leases messages that are due, in one short transaction that ends before anything is handed over."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    with transaction.atomic():
        due = Message.objects.filter(free, state=Message.State.QUEUED, due_at__lte=now).order_by("due_at")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, no_key=True)
        taken = list(due[:limit])
        for message in taken:
            message.leased_until = now + LEASE
        Message.objects.filter(pk__in=[message.pk for message in taken]).update(leased_until=now + LEASE)
    return taken


def send_due() -> int:
    """Hands over what is due. Returns how many went."""
    expire_leases()
    carrier = transport()
    return sum(hand_over(message, carrier) for message in claim())


def hand_over(message: Message, carrier: Carrier) -> int:
    """Hands one claimed message over. Returns 1 where it went, else 0."""
    if not begin(message):
        return 0
    mine = Message.objects.filter(pk=message.pk, state=Message.State.SENDING)
    try:
        carrier.send(message.channel, message.address, text_of(message), str(message.pk))
    except TemporaryFailure:
        attempts = message.attempts + 1
        wait = timedelta(minutes=2**attempts)
        state = Message.State.QUEUED if attempts < MAX_ATTEMPTS else Message.State.FAILED
        mine.update(state=state, attempts=attempts, due_at=timezone.now() + wait, leased_until=None)
    except PermanentFailure:
        mine.update(state=Message.State.FAILED, leased_until=None)
    except OutcomeUnknown:
        mine.update(state=Message.State.UNKNOWN, leased_until=None)
    except Exception:
        # Whatever else broke, it is about this message alone. What the error says may hold the address.
        log.error("A message may not have gone", exc_info=True)
        mine.update(state=Message.State.UNKNOWN, leased_until=None)
    else:
        return mine.update(state=Message.State.SENT, sent_at=timezone.now(), leased_until=None)
    return 0


def begin(message: Message) -> bool:
    """From here on nobody hands this message over again. False where the lease is lost, because those before took long.

    Until then it is queued still: what was claimed by a worker that stopped goes with the next one, and what waits for
    somebody who pauses is held back.
    """
    now = timezone.now()
    # It was claimed.
    assert message.leased_until is not None
    if message.leased_until <= now:
        return False
    leased = Message.objects.filter(pk=message.pk, state=Message.State.QUEUED, leased_until=message.leased_until)
    return bool(leased.update(state=Message.State.SENDING, leased_until=now + LEASE))


def expire_leases() -> None:
    """Where the lease ran out in the middle of handing over, nobody knows whether the message went."""
    Message.objects.filter(state=Message.State.SENDING, leased_until__lt=timezone.now()).update(
        state=Message.State.UNKNOWN, leased_until=None
    )
