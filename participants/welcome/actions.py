from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coproduction.accounts.addresses import create_participant
from coproduction.accounts.audit import action
from coproduction.accounts.models import Organisation, User
from coproduction.base import days
from participants.choices.actions import offer_choice
from participants.contact.actions import keep_contact
from participants.people.actions import keep_what_helps
from participants.people.models import GivenAddress, Participant


@action("person welcomed")
def welcome(
    *,
    organisation: Organisation,
    name: str,
    contact: Mapping[str, Any] | None = None,
    channels: Mapping[str, tuple[str, str]] | None = None,
    phone: str = "",
    email: str = "",
    by_card: bool = False,
    needs: Sequence[str] | None = None,
    strengths: Sequence[str] | None = None,
    choices: Mapping[str, str] | None = None,
    on: date | None = None,
    by: User,
) -> Participant:
    """A sign-in is made where one was asked for: by a phone, an email, or `by_card` alone.

    `contact` has hours, voicemail, shared_phone, say_from, dont_chase; `channels` is {kind: (safe, address)};
    `needs` and `strengths` are lines; `choices` is {kind: picked, or "" where it was offered and not answered yet}.
    None, or a kind left out: they were not asked.
    """
    on = on or days.today()
    wanted = phone or email or by_card
    user = create_participant(organisation=organisation, name=name, phone=phone, email=email) if wanted else None
    participant = Participant.objects.create(
        organisation=organisation, user=user, name=name, welcomed_on=on, welcomed_by=by
    )
    GivenAddress.keep(participant, phone, email, sign_in=True)
    if contact is not None:
        keep_contact(participant, contact, channels or {}, on)
    keep_what_helps(participant, needs, strengths, on)
    for kind, picked in (choices or {}).items():
        offer_choice(participant=participant, kind=kind, picked=picked, on=on, by=by)
    return participant
