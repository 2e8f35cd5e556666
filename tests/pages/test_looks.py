"""The size of the text and more contrast: one tap, kept for the person, and for nobody else at that phone."""

import pytest
from django.urls import reverse

from tests.conftest import Https, signed_in

LOOKS = reverse("looks")


def html_of(client, path="/safety/"):
    return client.get(path).content.decode().partition("<html ")[2].partition(">")[0]


@pytest.mark.parametrize("size", ["large", "largest"])
def test_a_person_chooses_once_and_each_visit_begins_with_it(asha, asha_client, size):
    answer = asha_client.post(LOOKS, {"size": size, "next": reverse("me:home")})
    assert answer.url == reverse("me:home")
    asha.user.refresh_from_db()
    assert f"text-{size}" in html_of(signed_in(asha.user))


def test_contrast_is_raised_and_taken_back_and_leaves_the_size_alone(asha_client):
    asha_client.post(LOOKS, {"size": "large"})
    asha_client.post(LOOKS, {"contrast": "more"})
    assert "text-large more-contrast" in html_of(asha_client)
    asha_client.post(LOOKS, {"contrast": "usual"})
    assert "text-large" in html_of(asha_client) and "more-contrast" not in html_of(asha_client)


def test_a_stranger_chooses_for_this_visit_alone(client, db):
    client.post(LOOKS, {"size": "largest"})
    assert "text-largest" in html_of(client)
    assert "text-usual" in html_of(Https())


@pytest.mark.parametrize("sent", [{}, {"size": "huge"}, {"contrast": "none"}, {"size": '"><script>'}])
def test_what_makes_no_sense_changes_nothing(asha_client, sent):
    assert asha_client.post(LOOKS, sent).status_code == 302
    assert "text-usual" in html_of(asha_client)


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_it_leads_to_a_place_of_this_house_alone(asha_client, to):
    assert asha_client.post(LOOKS, {"size": "large", "next": to}).url == "/"
    assert asha_client.post(LOOKS, {"size": "large"}, headers={"referer": to}).url == "/"


def test_it_leads_back_to_the_page_on_which_it_was_pressed(asha_client):
    pressed_on = f"https://testserver{reverse('me:money')}?page=2#main"
    assert asha_client.post(LOOKS, {"size": "large"}, headers={"referer": pressed_on}).url == "/me/money/?page=2"
    assert 'value="/me/money/?page=2"' in asha_client.get(LOOKS, headers={"referer": pressed_on}).content.decode()


def test_the_buttons_stand_on_each_page_of_somebody_who_takes_part_and_say_what_is_chosen(asha_client):
    asha_client.post(LOOKS, {"size": "large"})
    for place in ("home", "news", "money", "choices", "say", "data"):
        words = asha_client.get(reverse(f"me:{place}")).content.decode()
        assert words.count('aria-pressed="true"') == 1, place
        assert 'value="large" class="look look-large" aria-pressed="true"' in words, place
