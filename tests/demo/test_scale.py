"""The organisation to measure by: the same each time, as skewed as real ones are, and its pages open."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from coproduction.accounts.models import User
from coproduction.base.days import today
from coproduction.demo import scale
from participants.payments.models import Payment
from projects.project.models import Project
from projects.sessions.models import Session
from tests.conftest import signed_in


@pytest.fixture
def small(db, settings, monkeypatch):
    """A tenth of it, so that no test waits long."""
    settings.DEMO = True
    for name, value in {"PROJECTS": 11, "PEOPLE": 110, "SESSIONS": 150, "OF_ONE_PERSON": 50}.items():
        monkeypatch.setattr(scale, name, value)


def test_it_is_the_same_each_time(small):
    houses = [scale.Scale(1, today()), scale.Scale(1, today()), scale.Scale(2, today())]
    first, again, other = ([row.pk for row in made_by(house)] for house in houses)
    assert first == again != other


def made_by(house):
    """The first project of a house, as it waits to be written."""
    house.manager = house.finance = None
    house.coordinators = [house.hire("a", "coordinator"), house.hire("b", "coordinator")]
    house.people = [house.welcome(number) for number in range(12)]
    house.project(0)
    return [row for rows in house.rows.waiting.values() for row in rows]


def test_a_tenth_of_the_projects_holds_half_of_the_sessions_and_its_pages_open(small):
    call_command("load_scale")
    sessions = Counter(Session.objects.values_list("project", flat=True))
    assert len(sessions) == Project.objects.count() == 11
    large = sum(count for _, count in sessions.most_common(2))
    assert large == pytest.approx(sum(sessions.values()) / 2, rel=0.1)
    payments = Counter(Payment.objects.values_list("participant", flat=True)).most_common(2)
    assert payments[0][1] >= 50 and payments[0][1] >= 1.5 * payments[1][1], payments
    assert set(Payment.objects.values_list("state", flat=True)) >= {"drafted", "submitted", "approved", "received"}
    client = signed_in(User.objects.get(email="manager@scale.example"))
    # Ten of the projects are worked out on the first look.
    client.get(reverse("principles:dashboard"))
    assert "Project 10" in client.get(reverse("principles:dashboard")).content.decode()


def test_it_is_loaded_once_and_in_demo_mode_alone(small, settings):
    call_command("load_scale", times=0)
    with pytest.raises(CommandError, match="already"):
        call_command("load_scale")
    settings.DEMO = False
    with pytest.raises(CommandError, match="COPRODUCTION_DEMO"):
        call_command("load_scale")
