import pytest

from ..conftest import Https, signed_in
from ..world import build


@pytest.fixture
def world(db):
    """The three houses, and a browser for each of the people who try every door."""
    made = build()
    made.clients = {actor.name: signed_in(actor.user) if actor.user else Https() for actor in made.actors}
    return made
