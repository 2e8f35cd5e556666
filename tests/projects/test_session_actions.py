import pytest
from django.utils import timezone

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from projects.sessions.actions import cancel_session, create_session, make_safety_plan, mark_held
from projects.sessions.models import Session
from tests.factories import SessionFactory, StageFactory, moment

FOUR = {"who_is_there": "Cora", "quiet_place": "The garden", "turn_to": "Sam", "good_area": "Yes"}


@pytest.fixture
def session(stage):
    return SessionFactory(stage=stage)


def test_no_session_is_planned_in_a_stage_that_is_closed_or_does_not_apply(project):
    for stage in (
        StageFactory(project=project, closed=True),
        StageFactory(project=project, not_applicable_reason="Not here"),
    ):
        with pytest.raises(Refused):
            create_session(stage, {"about": "The doors"})
    assert not Session.objects.for_project(project).exists()


def test_a_session_is_held_once(session, cora, sam):
    mark_held(session, today(), cora, timezone.now())
    assert (session.held_on, session.logged_by) == (today(), cora)
    with pytest.raises(Refused):
        mark_held(session, today(), sam, timezone.now())
    session.refresh_from_db()
    assert session.logged_by == cora


def test_a_session_that_was_called_off_is_neither_held_nor_called_off_again(session, cora):
    assert cancel_session(session=session, by=cora).cancelled_on == today()
    with pytest.raises(Refused):
        mark_held(session, today(), cora, timezone.now())
    with pytest.raises(Refused):
        cancel_session(session=session, by=cora)


def test_a_session_that_was_held_is_not_called_off(stage, cora):
    held = SessionFactory(stage=stage, held=True)
    with pytest.raises(Refused):
        cancel_session(session=held, by=cora)


def test_a_safety_plan_made_again_keeps_the_moment_of_the_first(session, cora):
    first = moment(days=4)
    make_safety_plan(session=session, fields=FOUR, at=first, by=cora)
    plan = make_safety_plan(session=session, fields={**FOUR, "turn_to": "Cora"}, by=cora)
    plan.refresh_from_db()
    assert (plan.made_at, plan.turn_to) == (first, "Cora")
