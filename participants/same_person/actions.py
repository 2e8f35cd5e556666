"""A colleague says whether they take part here too; if so, and it is proved, their account opens its own pages too.

The trail keeps that somebody answered on that day, and neither who nor what: it would out them. What they said stands
in `SamePerson`, which nobody else reads.
"""

from collections.abc import Iterable
from typing import Any

from coproduction.accounts.audit import action
from coproduction.accounts.models import Membership, Organisation, User
from coproduction.accounts.spellings import spellings
from coproduction.base.refusals import Refused
from participants.contact.models import Channel
from participants.payments.models import Payment
from participants.people.likeness import to_ask_about
from participants.people.models import GivenAddress, Participant, SamePerson, digest


@action("asked whether they take part too", anonymous=True)
def answer_same_person(
    *, participants: Iterable[Participant], answer: str, proved: bool = False, by: User
) -> Organisation:
    """Of one organisation: all those that "no" is about, or the one that is them. `proved`: that the address given for
    the participant is theirs; unproved, a yes is kept and joins nothing. A no leaves closed what is closed.
    """
    ids = [participant.pk for participant in participants]
    held = list(
        Participant.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=ids)
        .select_related("organisation")
    )
    if not held or to_ask_about(by).filter(pk__in=ids).count() < len(ids):
        raise Refused("This is settled already.")
    for participant in held:
        joins = answer == SamePerson.Answer.YES and proved and may_join(participant, by)
        if joins:
            join(participant, by)
        SamePerson.objects.create(user=by, participant=participant, answer=answer, joined=joins)
    return held[0].organisation


def may_join(participant: Participant, by: User) -> bool:
    """Nobody takes part twice in one organisation."""
    return not Participant.objects.same_as(by).filter(organisation=participant.organisation_id).exists()


def join(participant: Participant, by: User) -> None:
    """Their account opens the person's own pages too. What staff see of this person's sign-in, and can do for it, stays
    as it was: from "they can sign in now" somebody would guess who answered.
    """
    place: dict[str, Any] = {"user": by, "organisation": participant.organisation, "role": Membership.Role.PARTICIPANT}
    Membership.objects.get_or_create(**place, ended_at=None)
    # What is approved stands as it is, and what they wrote down themselves the database lets nobody turn into money to
    # themselves: to them it is closed all the same.
    theirs = Payment.objects.filter(participant=participant, approved_at__isnull=True)
    theirs.exclude(drafted_by=by).update(payee=by)


# What proves it -------------------------------------------------------------------------------------------------
PROVED, UNPROVABLE = "proved", "unprovable"


def proof_needed(participant: Participant, by: User) -> str | tuple[str, str]:
    """PROVED; or a pair of channel and address, to which a code has to go; or UNPROVABLE.

    Where the participant signs in by an address of their own, only a code to it will do: then joining opens nothing
    that signing in there would not. Else the address given for them has to be that of the colleague's account, as it is
    known to reach them; another spelling of it may be somebody else's box, so it is asked by a code. Somebody who has
    signed in without an address, as by a card, is there already: their record is not taken from under them.
    """
    own = participant.user
    if own and (own.email or own.phone):
        return address_of_sign_in(own)
    if own and own.last_login:
        return UNPROVABLE
    if GivenAddress.objects.filter(participant=participant, exact__in=reached_at(participant, by)).exists():
        return PROVED
    return in_another_spelling(participant, by)


def address_of_sign_in(user: User) -> str | tuple[str, str]:
    if user.email and not user.email_unsafe:
        return "email", user.email
    return ("text", user.phone) if user.phone and not user.phone_unsafe else UNPROVABLE


def reached_at(participant: Participant, by: User) -> list[str]:
    """Digests of the addresses at which this account is known to reach them: who works here came in by the email."""
    own = [by.email, by.phone if by.phone_verified else None]
    return [digest(participant.organisation_id, spelled.exact) for text in own for spelled in spellings(text)]


def in_another_spelling(participant: Participant, by: User) -> str | tuple[str, str]:
    """Where codes may go: not where the person said that a message is not safe."""
    own = {spelled.same for text in (by.email, by.phone) for spelled in spellings(text)}
    kinds = [Channel.Kind.TEXT, Channel.Kind.EMAIL]
    channels = Channel.objects.filter(contact__participant=participant, kind__in=kinds).exclude(safe=Channel.Safe.NO)
    for channel in channels.order_by("kind"):
        for spelled in spellings(channel.address):
            if spelled.same in own and ("@" in spelled.exact) == (channel.kind == Channel.Kind.EMAIL):
                return channel.kind, spelled.exact
    return UNPROVABLE
