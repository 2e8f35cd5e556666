"""A card, from the button that makes it to the page of whoever holds it: on a small phone, by camera and by hand."""

import pytest
from django.conf import settings

from tests.conftest import signed_in


def comes_in(walk, user):
    """Signed in already: how is another test's matter."""
    kept = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    where = walk.address.replace("http://", "https://")
    walk.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kept, "url": where}])


def makes_a_card(walk, person):
    """Number and words, as they stand on the printed page."""
    walk.open(f"/people/{person.pk}/").press("Make a card")
    assert walk.page.title() == "A way in, once"
    walk.page.emulate_media(media="print")
    printed = walk.page.locator("body").inner_text()
    walk.page.emulate_media(media="screen")
    for word in (person.name, "oproduction", "Riverside", "People"):
        assert word not in printed
    number = walk.page.locator(".way-in-number").inner_text()
    assert number in printed
    return number, walk.page.locator(".way-in li").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_card_is_made_printed_and_let_its_person_in(walks, cora, asha, scripts):
    coordinator, person = walks(1280), walks(320, scripts)
    comes_in(coordinator, cora)
    number, words = makes_a_card(coordinator, asha)
    if scripts:
        scans(person, number, words)
    else:
        types(person, number, words)
    person.press("Sign me in").reads("Hello Asha")
    assert not person.context.storage_state()["origins"]
    faults = coordinator.faults + person.faults
    assert not faults, "\n".join(faults)


def scans(walk, number, words):
    """What the camera opens: filled in, and gone from the address bar and from where Back leads."""
    walk.open(f"/accounts/card/#{number.replace(' ', '')}-{'-'.join(words)}")
    assert walk.page.url.endswith("/accounts/card/")
    assert walk.page.get_by_label("The five words").input_value() == " ".join(words)
    assert words[0] not in walk.page.evaluate("JSON.stringify(history.state) + location.href")


def types(walk, number, words):
    walk.open("/accounts/sign-in/").press("I have a card")
    walk.press_in_vain("Sign me in", "Enter the number", "Enter the five words")
    walk.write("The number", number).write("The five words", ", ".join(words).title())
