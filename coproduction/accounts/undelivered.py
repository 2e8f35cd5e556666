"""Messages that did not arrive, or of which nobody knows: somebody has to tell the person in another way."""

from django.utils import timezone

from coproduction.base.access import MANAGER
from coproduction.base.models import Message, Wording
from coproduction.base.refusals import Refused

from .audit import action

MARKED_ALREADY = "Somebody else has marked this already."


def undelivered_for_manager(user):
    """Those of the organisations that this person manages."""
    return Message.objects.undelivered().filter(organisation__in=user.organisations_as(MANAGER))


def one_telling(message):
    """What is alike in the messages of which one talk with a person is enough: but for `state`, whether they went."""
    for_whom = message.recipient_id or message.pk
    return message.organisation_id, for_whom, message.state, message.wording == Wording.INVITE


def told_together(message, among):
    """Those of `among` that wait with this one, and had been written when it was."""
    waiting = among.undelivered().filter(recipient=message.recipient_id, queued_at__lte=message.queued_at)
    return [other for other in waiting if one_telling(other) == one_telling(message)]


@action("undelivered message dealt with")
def mark_dealt_with(*, message, among, by):
    """The person was told, so whatever waits for them with this message is dealt with. `among`: what `by` may see."""
    together = told_together(message, among)
    if message not in together:
        raise Refused(MARKED_ALREADY)
    # One query decides which of two who press it at the same moment was first.
    mine = Message.objects.undelivered().filter(pk__in=[alike.pk for alike in together])
    if not mine.update(dealt_with_at=timezone.now(), dealt_with_by=by):
        raise Refused(MARKED_ALREADY)
    message.refresh_from_db()
    return message
