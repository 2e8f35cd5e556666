"""The size of the text and the contrast, chosen in the middle of something: nothing that was typed is lost."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories as make
from tests.journeys.test_swaps import Person

SAY, HALF = reverse("me:say"), "Half of what I wanted to"


@pytest.fixture
def asha_at(walks, asha, stage):
    make.InvolvementFactory(participant=asha, stage=stage)
    return Person(walks(320), asha.user).comes_to(SAY)


def half_written(person):
    box = person.page.locator("main textarea")
    box.fill(HALF)
    return box


def test_looks_change_in_place_and_what_was_typed_stays(asha_at, figure):
    page, box, root = asha_at.page, half_written(asha_at), asha_at.page.locator("html")
    choices = [("Largest text", "text-largest"), ("Usual text", "text-usual"), ("More contrast", "more-contrast")]
    for name, dressed in choices:
        button = page.locator("header").get_by_role("button", name=name)
        asha_at.presses(button)
        asha_at.sees(name)
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_be_focused()
        assert dressed in root.get_attribute("class")
        assert box.input_value() == HALF
    asha_at.presses(page.locator("header").get_by_role("button", name="More contrast"))
    asha_at.sees("Usual contrast")
    assert root.get_attribute("class") == "text-usual" and box.input_value() == HALF
    asha_at.presses(page.locator("header").get_by_role("button", name="Large text"))
    asha_at.sees("Large text")
    page.goto(page.url)
    assert root.get_attribute("class") == "text-large", "it was not kept for the next page"
    assert not asha_at.faults
    figure("UX3", len(choices) + 2, "looks chosen in a half-filled form, 0 words lost")


def test_without_a_line_it_says_so_and_keeps_what_was_typed(asha_at):
    box = half_written(asha_at)
    asha_at.walk.context.set_offline(True)
    asha_at.presses(asha_at.page.locator("header").get_by_role("button", name="Largest text"))
    expect(asha_at.page.get_by_role("alert")).to_contain_text("did not go through")
    assert box.input_value() == HALF and asha_at.loads == 0
    assert "text-usual" in asha_at.page.locator("html").get_attribute("class")
