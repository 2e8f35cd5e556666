import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coproduction.base.days import LONDON, today
from participants.attendance.models import Attendance
from participants.offers.models import Offer
from projects.sessions.models import SafetyPlan, Session
from tests.factories import (
    AttendanceFactory,
    InvolvementFactory,
    OfferFactory,
    PauseFactory,
    SessionFactory,
)

FOUR = {"who_is_there": "Cora", "quiet_place": "The garden", "turn_to": "Sam", "good_area": "Yes"}


@pytest.fixture
def involved(stage, asha, ben):
    for person in (asha, ben):
        InvolvementFactory(stage=stage, participant=person)
    return asha, ben


@pytest.fixture
def plan_url(project, stage):
    return reverse("gatherings:plan_session", args=[project.pk, stage.pk])


def typed(people, rate, **changes):
    fields = {
        "token": str(uuid.uuid4()),
        "about": "The front desk",
        "day": (today() + timedelta(days=20)).isoformat(),
        "time": "14:00",
        "minutes": "90",
        "preparation_minutes": "30",
        "place_kind": "neutral",
        "place": "The library",
        "ways": ["room", "phone"],
        "invited": [str(person.pk) for person in people],
        "rate": str(rate.pk),
    }
    return {**fields, **changes}


def test_a_session_can_be_logged_from_its_page_once_it_has_begun(cora_client, project, stage):
    for ahead, offered in ((1, False), (-1, True)):
        session = SessionFactory(stage=stage, starts_at=timezone.now() + timedelta(hours=ahead))
        page = cora_client.get(reverse("gatherings:session", args=[project.pk, session.pk])).content.decode()
        assert (reverse("stages:log_session", args=[project.pk, session.pk]) in page) is offered


def test_the_page_is_filled_in_for_a_known_group(cora_client, plan_url, involved, rate):
    page = cora_client.get(plan_url)
    form = page.context["form"]
    assert page.status_code == 200
    assert set(form["invited"].value()) == {person.pk for person in involved}
    assert form["rate"].value() == rate.pk


def test_whoever_has_paused_is_left_in_peace(cora_client, plan_url, involved):
    PauseFactory(participant=involved[1])
    page = cora_client.get(plan_url).content.decode()
    assert involved[0].name in page and involved[1].name not in page


def test_it_plans_a_session_at_the_hour_that_london_reads(cora_client, plan_url, involved, rate):
    answer = cora_client.post(plan_url, typed(involved, rate, day="2027-07-01"))
    session = Session.objects.get()
    assert answer.status_code == 302 and answer.url == reverse(
        "gatherings:session", args=[session.project_id, session.pk]
    )
    assert session.starts_at.astimezone(LONDON).strftime("%d %H:%M") == "01 14:00"
    assert session.ways == ["room", "phone"]
    assert Offer.objects.filter(session=session).count() == Attendance.objects.filter(session=session).count() == 2
    assert not SafetyPlan.objects.exists()


def test_a_session_can_be_planned_without_money(cora_client, plan_url, involved, rate):
    assert "No money this time" in cora_client.get(plan_url).content.decode()
    cora_client.post(plan_url, typed(involved, rate) | {"rate": ""})
    assert Session.objects.exists() and not Offer.objects.exists()


def test_what_people_get_is_shown_before_anything_is_saved(cora_client, plan_url, involved, rate):
    answer = cora_client.post(plan_url, typed(involved, rate, look="1"))
    assert answer.status_code == 200 and not Session.objects.exists()
    assert "£30.00 for 2 hours" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ways": []}, "Tick at least one way."),
        ({"sensitive": "on"}, "Say what may be hard to hear"),
        ({"turn_to": "Sam"}, "Answer all four now, or leave all four for later."),
        ({"minutes": "0"}, "Say how long it lasts: at least one minute."),
        ({"papers_sent_on": "2100-01-01"}, "This day is still to come."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(cora_client, plan_url, involved, rate, changes, words):
    answer = cora_client.post(plan_url, typed(involved, rate, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Session.objects.exists()
    assert words in page and "The library" in page


def test_nobody_outside_the_stage_can_be_slipped_in(cora_client, plan_url, involved, rate, organisation):
    outsider = InvolvementFactory().participant
    answer = cora_client.post(plan_url, typed([*involved, outsider], rate))
    assert answer.status_code == 422 and not Session.objects.exists()


def test_a_session_in_a_closed_stage_is_refused_in_words(cora_client, plan_url, stage, involved, rate):
    stage.closed_on = today()
    stage.save()
    answer = cora_client.post(plan_url, typed(involved, rate))
    assert answer.status_code == 422 and "This stage is closed" in answer.content.decode()


def test_the_four_questions_are_answered_later(cora_client, project, stage):
    session = SessionFactory(stage=stage)
    url = reverse("gatherings:safety", args=[project.pk, session.pk])
    assert cora_client.post(url, {"token": str(uuid.uuid4()), "turn_to": "Sam"}).status_code == 422
    assert cora_client.post(url, {"token": str(uuid.uuid4()), **FOUR}).status_code == 302
    assert "The garden" in cora_client.get(url).content.decode()


@pytest.fixture
def small_session(stage, asha):
    session = SessionFactory(stage=stage)
    AttendanceFactory(session=session, participant=asha)
    OfferFactory(session=session, participant=asha)
    return session


def test_the_team_sees_who_is_invited_and_what_they_were_offered(cora_client, project, small_session, asha):
    page = cora_client.get(reverse("gatherings:session", args=[project.pk, small_session.pk])).content.decode()
    assert asha.name in page and "£30.00 for 2 hours" in page and "1 person" in page


def test_a_manager_sees_neither_names_nor_small_numbers(mina_client, project, small_session, asha):
    page = mina_client.get(reverse("gatherings:session", args=[project.pk, small_session.pk])).content.decode()
    assert small_session.about in page and "small numbers" in page
    assert asha.name not in page and "1 person" not in page and "£30.00" not in page


def test_a_manager_sees_how_many_of_a_larger_group(mina_client, project, stage):
    session = SessionFactory(stage=stage)
    AttendanceFactory.create_batch(5, session=session)
    page = mina_client.get(reverse("gatherings:session", args=[project.pk, session.pk])).content.decode()
    assert "5 people" in page


def test_a_stranger_finds_no_such_session(oli_client, asha_client, project, small_session):
    for name in ("gatherings:session", "gatherings:safety", "gatherings:call_off"):
        url = reverse(name, args=[project.pk, small_session.pk])
        assert oli_client.get(url).status_code == 404
        assert asha_client.get(url).status_code == 404


def test_a_session_of_another_project_does_not_open_through_ones_own(cora_client, project):
    elsewhere = SessionFactory()
    assert cora_client.get(reverse("gatherings:session", args=[project.pk, elsewhere.pk])).status_code == 404


def test_a_session_is_called_off_once(cora_client, project, small_session):
    url = reverse("gatherings:call_off", args=[project.pk, small_session.pk])
    assert cora_client.get(url).status_code == 405
    page = cora_client.post(url, follow=True)
    assert "Cancelled. Tell the people" in page.content.decode()
    assert "was cancelled before" in cora_client.post(url, follow=True).content.decode()
