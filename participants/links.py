"""Where pages lead on to what rooms offer, so that a page need not know each room."""

from django.urls import reverse

from coproduction.base.rooms import modules

from .rooms import ROOMS


def links_on(place, **ids):
    """Pairs of words and address. `ids`: what the path of each needs."""
    found = (link for room in modules("participants", ROOMS, "links") for link in room.LINKS)
    return [(link.words, reverse(link.route, kwargs=ids)) for link in found if link.place is place]
