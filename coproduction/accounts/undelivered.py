"""Messages that did not arrive, or of which nobody knows: somebody has to tell the person in another way."""

from django.utils import timezone

from coproduction.base.access import MANAGER
from coproduction.base.models import Message
from coproduction.base.refusals import Refused

from .audit import action


def managed_by(user):
    """Those of the organisations that this person manages."""
    return Message.objects.undelivered().filter(organisation__in=user.organisations_as(MANAGER))


@action("undelivered message dealt with")
def mark_dealt_with(*, message, by):
    # One query decides which of two who press it at the same moment was first.
    mine = Message.objects.undelivered().filter(pk=message.pk)
    if not mine.update(dealt_with_at=timezone.now(), dealt_with_by=by):
        raise Refused("Somebody else has marked this already.")
    message.refresh_from_db()
    return message
