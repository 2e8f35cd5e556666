from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from projects.stages.models import Stage

from .models import SafetyPlan, Session


def create_session(stage: Stage, fields: Mapping[str, Any]) -> Session:
    """Part of planning a session. `fields` of Session by name."""
    stage = Stage.objects.select_for_update(no_key=True).select_related("project").get(pk=stage.pk)
    if stage.closed_on or stage.project.closed_on:
        raise Refused("This stage is closed, so a session can't be planned in it. Choose a stage that is open.")
    if stage.not_applicable_reason:
        raise Refused("This stage is marked as not needed. Open it first, then plan the session.")
    session = Session(stage=stage, **fields)
    session.save()
    return session


def mark_held(session: Session, on: date, by: User, at: datetime) -> None:
    """Part of logging a session: once, and never for one that was called off. `session` is read and locked."""
    if not Session.objects.planned().filter(pk=session.pk).update(held_on=on, logged_at=at, logged_by=by):
        raise Refused("This session is logged already, or it was cancelled.")
    session.held_on, session.logged_at, session.logged_by = on, at, by


@action("safety plan made")
def make_safety_plan(
    *, session: Session, fields: Mapping[str, str], at: datetime | None = None, by: User
) -> SafetyPlan:
    """`fields` are the four answers by name. Made again, the newer answers stand, with the moment of the first:
    the plan was there from then on.
    """
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    plan = SafetyPlan.objects.filter(session=session).first()
    if plan is None:
        plan = SafetyPlan(session=session, made_at=at or timezone.now())
    for name in ("who_is_there", "quiet_place", "turn_to", "good_area"):
        setattr(plan, name, fields[name])
    plan.save()
    return plan


@action("session called off")
def cancel_session(*, session: Session, on: date | None = None, by: User) -> Session:
    if not Session.objects.planned().filter(pk=session.pk).update(cancelled_on=on or days.today()):
        raise Refused("This session is logged already, or it was cancelled before.")
    session.refresh_from_db()
    return session
