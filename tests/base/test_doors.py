import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import override_settings
from django.urls import clear_url_caches, path

from coproduction.base.access import ANYONE, COORDINATOR, SIGNED_IN, Door, DoorMiddleware, doors_by_route

urlpatterns = [path("one/", HttpResponse, name="one"), path("two/", HttpResponse, name="two")]

BOTH = [Door("one", COORDINATOR), Door("two", SIGNED_IN)]
ONE_SHORT = BOTH[:1]
ONE_TOO_MANY = [*BOTH, Door("three", COORDINATOR)]
ONE_TWICE = [*BOTH, Door("one", SIGNED_IN)]


@pytest.fixture
def table():
    """Starts the house with these routes and the table of that name."""

    def start(name):
        with override_settings(ROOT_URLCONF=__name__, DOORS=f"{__name__}.{name}"):
            clear_url_caches()
            try:
                return DoorMiddleware(lambda request: None)
            finally:
                clear_url_caches()

    yield start
    clear_url_caches()


def test_it_starts_where_each_route_has_its_door(table):
    assert set(table("BOTH").doors) == {"one", "two"}


@pytest.mark.parametrize(
    "name, says", [("ONE_SHORT", "no door: two"), ("ONE_TOO_MANY", "lead nowhere: three"), ("ONE_TWICE", "one.* twice")]
)
def test_it_does_not_start_where_doors_and_routes_differ(table, name, says):
    with pytest.raises(ImproperlyConfigured, match=says):
        table(name)


def test_the_doors_of_this_house_fit_its_routes():
    assert len(doors_by_route()) > 5


def test_a_door_for_anyone_says_why():
    with pytest.raises(ImproperlyConfigured, match="say why"):
        Door("one", ANYONE)


def test_nobody_is_let_in_by_a_door_for_the_signed_in():
    assert not Door("one", SIGNED_IN).admits(AnonymousUser())


def test_a_role_that_ended_opens_nothing_on_the_next_request(cora, cora_client, project):
    from django.urls import reverse

    place = reverse("project_overview", args=[project.pk])
    assert cora_client.get(place).status_code == 200
    cora.memberships.update(ended_at="2100-01-01T00:00:00Z")
    assert cora_client.get(place).status_code == 404
