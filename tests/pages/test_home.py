import pytest
from django.urls import reverse


def test_signed_out_it_says_what_this_is_and_offers_a_way_in(client, db):
    page = client.get("/").content.decode()
    assert "Work done together" in page and reverse("account_request_login_code") in page


def test_outside_demo_mode_nobody_is_offered_to_be_somebody(client, db):
    assert "try it as" not in client.get("/").content.decode()
    assert client.post("/try-it/", {"who": "cora"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "route"), [("cora", "today"), ("mina", "principles:dashboard"), ("fin", "money:list"), ("asha", "me:home")]
)
def test_each_role_begins_at_its_own_page(request, who, route):
    assert request.getfixturevalue(f"{who}_client").get("/").url == reverse(route)


def test_who_has_no_part_yet_is_told_so(client, organisation):
    from tests.conftest import signed_in
    from tests.factories import UserFactory

    assert "Nobody has given you a part" in signed_in(UserFactory()).get("/").content.decode()


def test_health_says_ok_and_nothing_else(client):
    assert client.get("/healthz").content == b"ok"
