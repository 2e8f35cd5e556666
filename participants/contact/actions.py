from collections.abc import Mapping
from datetime import date
from typing import Any

from coproduction.accounts.addresses import same_address
from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days, outbox
from coproduction.base.access import STAFF
from coproduction.base.scope import everywhere
from participants.people.models import Participant

from .models import Channel, SafeContact


@action("safe contact asked again")
def recheck_contact(
    *,
    participant: Participant,
    contact: Mapping[str, Any],
    channels: Mapping[str, tuple[str, str]],
    on: date | None = None,
    by: User,
) -> Participant:
    """Takes what `welcome` takes. It is dated even where nothing changed: it was asked."""
    keep_contact(participant, contact, channels, on or days.today())
    return participant


def keep_contact(
    participant: Participant, contact: Mapping[str, Any], channels: Mapping[str, tuple[str, str]], on: date
) -> None:
    safe, _ = SafeContact.objects.update_or_create(participant=participant, defaults={**contact, "checked_on": on})
    for kind, (answer, address) in channels.items():
        Channel.objects.update_or_create(contact=safe, kind=kind, defaults={"safe": answer, "address": address})
    if participant.user_id and any(answer != Channel.Safe.YES for answer, _ in channels.values()):
        # What waits to be sent was meant for what was safe before; it stands on their page all the same.
        outbox.hold_back(participant.user)
    mark_unsafe(participant)


def mark_unsafe(participant: Participant) -> None:
    """No sign-in code goes where the person said that a message is not safe: to that number or address, or, where they
    named none, to any. Said otherwise later, it goes there again.
    """
    if not participant.user_id:
        return
    user = User.objects.get(pk=participant.user_id)
    with everywhere("what is not safe for a person is not safe, whoever was told"):
        said = Channel.objects.filter(contact__participant__user=user, safe=Channel.Safe.NO)
        unsafe = list(said.values_list("kind", "address"))
    user.phone_unsafe = any(kind == "text" and same_address(said, user.phone) for kind, said in unsafe)
    # The email of somebody who works here is how work lets them in: not a colleague's to shut.
    shut = any(kind == "email" and same_address(said, user.email) for kind, said in unsafe)
    user.email_unsafe = shut and not user.roles & STAFF
    user.save(update_fields=["phone_unsafe", "email_unsafe"])


@action("contact confirmed by the person")
def confirm_contact(*, participant: Participant, on: date | None = None, by: User) -> SafeContact:
    """The person says that what we know about reaching them is still right."""
    contact = participant.contact
    contact.checked_on = on or days.today()
    contact.save(update_fields=["checked_on"])
    return contact
