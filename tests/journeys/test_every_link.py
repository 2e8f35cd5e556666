"""Over the made-up people's projects: whatever can be reached from where each of them comes in answers, and fits."""

import pytest
from django.urls import resolve

from coproduction.accounts.models import User
from coproduction.demo.cast import SIGN_IN
from tests.conftest import Https, signed_in
from tests.figures import DEPTH
from tests.made_up import load

from .links import reached
from .showing import MEASURED_ALONE, PLAIN

pytestmark = pytest.mark.looks

# What the rules of axe say of each page is asked elsewhere: here it is long names and full lists.
MODES = PLAIN if DEPTH == "full" else (MEASURED_ALONE,)


def test_all_that_can_be_reached_answers_and_fits(db, shown, figure):
    load()
    found, looked_at = 0, set()
    for who, address in SIGN_IN.items():
        user = User.objects.get(email=address)
        answers = reached(signed_in(user), user)
        assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}
        assert len(answers) > 8
        found += len(answers)
        for path, answer in answers.items():
            route = resolve(path.partition("?")[0]).view_name
            if DEPTH == "full" or route not in looked_at:
                looked_at.add(route)
                shown.show(f"{who}: {path}", answer, MODES)
    assert not shown.faults, "\n".join(shown.faults)
    figure("UX1", found, "pages reached by links in the demo, each answers, each kind fits a phone")


def test_what_a_stranger_sees_is_sound(db, shown):
    for path in ("/", "/principles/", "/accounts/sign-in/", "/nowhere/"):
        shown.show(path, Https().get(path, follow=True))
    assert not shown.faults, "\n".join(shown.faults)
    assert shown.seen == 4
