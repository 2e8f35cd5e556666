"""Who may be reached how. The one place that decides for participants; the post only carries."""

from collections import defaultdict
from typing import NamedTuple

from coproduction.base import days, outbox
from participants.choices.models import Choice
from participants.contact.models import Channel
from participants.deliveries.models import Delivery

Route, State, Kind = Delivery.Route, Delivery.State, Channel.Kind

# Fetch these with the participants, and telling many people costs no more queries than telling one.
REACH = ("contact__channels", "choices", "pauses")

BY_HAND = {"call": Route.CALL, "letter": Route.LETTER, "person": Route.PERSON}

IN_A_WORD = {Kind.TEXT: "Text", Kind.CALL: "Call", Kind.EMAIL: "Email", Kind.LETTER: "Letter"}

NUDGES = {Kind.TEXT: Route.TEXT, Kind.EMAIL: Route.EMAIL}


class Told(NamedTuple):
    """`channel` is there only where a text or email may go."""

    route: str
    state: str
    channel: Channel | None = None


def how_to_tell(participant, on):
    """How news reaches this person on the day `on`. Nothing goes to a channel that they did not say is safe."""
    safe = safe_channels(participant)
    wish = choice_of(participant, Choice.Kind.NEWS)
    if is_paused(participant) or participant.ended_on:
        return Told(BY_HAND.get(wish, Route.PAGE), State.WAITING)
    if wish in BY_HAND:
        return by_hand(BY_HAND[wish], safe)
    if participant.user_id is None and contact_of(participant) is None:
        # Nobody asked what is safe: that is no wish of theirs, so somebody still has to tell them.
        return Told(Route.PERSON, State.WAITING)
    if participant.user_id is None:
        # Without a page of their own, only a person can tell them.
        return by_hand(Route.CALL if Kind.CALL in safe else Route.LETTER, safe)
    if may_be_nudged(participant, on):
        for kind, route in NUDGES.items():
            if kind in safe:
                return Told(route, State.SENT, safe[kind])
    return Told(Route.PAGE, State.SENT)


def by_hand(route, safe):
    """Somebody still has to do it, so it waits; unless a call or letter is not safe."""
    if route != Route.PERSON and route not in safe:
        return Told(route, State.BLOCKED)
    return Told(route, State.WAITING)


def may_be_nudged(participant, on):
    contact = contact_of(participant)
    return contact is not None and contact.fresh(on) and not contact.dont_chase


def nudge(*, participant, wording, key, on=None):
    """Puts a text or email in the outbox where that is safe now. It says only that there is something to read."""
    told = how_to_tell(participant, on or days.today())
    if told.channel is None:
        return None
    return outbox.enqueue(
        key=key,
        organisation=participant.organisation,
        recipient=participant.user,
        channel=told.channel.kind,
        address=told.channel.address,
        wording=wording,
    )


def safe_channels(participant):
    contact = contact_of(participant)
    channels = contact.channels.all() if contact else ()
    return {channel.kind: channel for channel in channels if channel.safe == Channel.Safe.YES}


def safe_ways_of(people):
    """{id of a person: the ways they said are safe, in words, the shortest first}; none where there is none."""
    found = defaultdict(list)
    safe = Channel.objects.filter(contact__participant__in=people, safe=Channel.Safe.YES)
    for person, kind in safe.order_by("-kind").values_list("contact__participant", "kind"):
        found[person].append(IN_A_WORD[kind])
    return found


def contact_of(participant):
    return getattr(participant, "contact", None)


def choice_of(participant, kind):
    """What they picked, or "" where they did not yet, asked or not. Sorted here, so that fetched choices are used."""
    standing = [choice for choice in participant.choices.all() if choice.kind == kind and choice.replaced_at is None]
    return standing[0].picked if standing else ""


def is_paused(participant):
    return any(pause.ended_at is None for pause in participant.pauses.all())
