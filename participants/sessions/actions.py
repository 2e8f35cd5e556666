from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.attendance.models import Attendance
from participants.choices.models import Choice
from participants.offers.models import Offer
from participants.people.models import Participant
from projects.money.models import Rate
from projects.sessions.actions import create_session, make_safety_plan
from projects.sessions.models import Session
from projects.stages.models import Stage

# Nothing picked yet: how the money gets to the person is still to be agreed with them.
NOT_PICKED = "other"


@action("session planned")
def plan_session(
    *,
    stage: Stage,
    fields: Mapping[str, Any],
    safety: Mapping[str, str] | None,
    invited: Iterable[Participant],
    rate: Rate | None,
    on: date | None = None,
    at: datetime | None = None,
    by: User,
) -> Session:
    """`fields` of Session by name; `safety` the four answers or None; `invited` participants;
    `rate` a Rate whose figures are copied into each offer, or None for no offer.
    """
    on = on or days.today()
    invited = list(invited)
    require_ours(invited, rate, stage)
    session = create_session(stage, {**fields, "invited_on": on if invited else None})
    if safety:
        make_safety_plan(session=session, fields=safety, at=at, by=by)
    Attendance.objects.bulk_create(Attendance(session=session, participant=person) for person in invited)
    if rate:
        ways = pay_ways(invited)
        Offer.objects.bulk_create(
            offer(session, person, rate, ways.get(person.pk, NOT_PICKED), on) for person in invited
        )
    return session


def require_ours(invited: Sequence[Participant], rate: Rate | None, stage: Stage) -> None:
    ids = {person.pk for person in invited}
    here = Participant.objects.current().filter(organisation=stage.organisation_id, pk__in=ids).count()
    if here != len(ids):
        raise Refused("Someone on the list does not take part any more. Look at the list again.")
    if rate and rate.organisation_id != stage.organisation_id:
        raise Refused("Choose a rate from a card of your own organisation.")


def pay_ways(people: Collection[Participant]) -> dict[UUID, str]:
    """How each person wants to be paid now, by their id."""
    standing = Choice.objects.current().picked().filter(kind=Choice.Kind.PAY, participant__in=people)
    return dict(standing.values_list("participant", "picked"))


def offer(session: Session, person: Participant, rate: Rate, pay_way: str, on: date) -> Offer:
    declined = pay_way == "decline"
    return Offer(
        session=session,
        participant=person,
        rate_name=rate.name,
        unit=rate.unit,
        rate_pence=rate.pence,
        minutes_before=session.preparation_minutes,
        minutes_during=session.minutes,
        pay_way=pay_way,
        offered_on=on,
        answer=Offer.Answer.DECLINED if declined else Offer.Answer.NONE,
    )
