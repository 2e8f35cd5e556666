"""Three people's work by keyboard alone: somebody who takes part, a coordinator, a manager."""

import pytest
from django.urls import reverse

from coproduction.demo.cast import SIGN_IN
from participants.payments.models import Payment
from participants.people.models import Participant
from tests.made_up import load
from tests.second_factor import app_in_hand

from .keys import Keys

pytestmark = pytest.mark.looks


def sound(walk, steps):
    assert not walk.faults, "\n".join(walk.faults)
    assert walk.steps >= steps


def test_somebody_who_takes_part_needs_no_mouse(walks):
    load()
    paid = Payment.objects.filter(state="released", participant__name="Femi").latest("pk")
    walk = walks(320, kind=Keys).sign_in(Participant.objects.get(pk=paid.participant_id).user.email)
    walk.reads("Hello Femi").press("News").press("Money").open(reverse("me:payment", args=[paid.pk]))
    walk.press("I've got the money").reads("Thank you for telling us.")
    walk.press("Say").press_in_vain("Tell us", "Write a few words")
    walk.write("What would you like to say or ask?", "Is there coffee?").press("Tell us").reads("Is there coffee?")
    walk.press("My page", exact=False).press("Pause for a while").reads("You've paused")
    walk.press("Come back").reads("Good to have you back")
    leaves_by_shift(walk)
    sound(walk, 12)


def leaves_by_shift(walk):
    walk.context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Rain"))
    for _ in range(3):
        walk.page.keyboard.press("Shift")
    walk.page.wait_for_url("https://www.bbc.co.uk/weather")
    # The one address outside that is meant.
    walk.faults.pop()


def test_a_coordinator_needs_no_mouse(walks):
    load()
    app_in_hand(SIGN_IN["cora"])
    walk = walks(1280, kind=Keys).sign_in(SIGN_IN["cora"])
    walk.press("Projects").press("Hostel food").press("Sessions").press("Log it", exact=False)
    walk.write("What we decided, this line", "Soup on Mondays")
    walk.press_in_vain("Log this session", "How: Choose an answer")
    walk.choose("How, this line", "everyone agreed").press("Log this session").reads("Logged. Thank you.")
    walk.press("Updates").press("Tell people").press_in_vain("Tell them now", "Write something, or tick 'Nothing new'")
    for part in ("What we did", "What came of it", "What is in the way"):
        walk.write(part, "We cooked together.")
    last = walk.page.get_by_label("Nothing new").last
    walk.reach(last)
    walk.page.keyboard.press("Space")
    walk.press("Tell them now").reads("We cooked together.")
    sound(walk, 18)


def test_a_manager_needs_no_mouse(walks):
    load()
    app_in_hand(SIGN_IN["mina"])
    walk = walks(1280, kind=Keys).sign_in(SIGN_IN["mina"])
    walk.press("Dashboard").press("Drop-in redesign").press("Resources", exact=False).reads("What this principle asks")
    walk.press("Projects").press("Money", exact=False).press("Approve", exact=False).reads("Approved.")
    sound(walk, 9)
