from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base.refusals import Refused
from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.offers.models import Offer
from participants.payments.actions import draft_for
from participants.people.models import Participant
from participants.promises.models import Promise
from participants.sessions.actions import NOT_PICKED, pay_ways
from projects.sessions.actions import mark_held
from projects.sessions.models import Session

CAME = Attendance.State.CAME


@action("session logged")
def log_session(
    *,
    session: Session,
    attendance: Sequence[Mapping[str, Any]],
    contributions: Iterable[Mapping[str, Any]],
    decisions: Iterable[Mapping[str, Any]],
    promises: Iterable[Mapping[str, Any]],
    staff_there: int,
    at: datetime | None = None,
    by: User,
) -> Session:
    """Who came, what was said, decided and promised, and a draft payment for each who is owed one: all or nothing.

    `attendance`: dicts of participant, state, way, minutes_before, minutes_during, minutes_after.
    `contributions`: words, participant (or None), credit. `decisions`: words, method, disagreed.
    `promises`: words, by_when, participant (or None).
    """
    at = at or timezone.now()
    session = Session.objects.select_for_update().select_related("stage", "project").get(pk=session.pk)
    if session.starts_at > at:
        raise Refused("This session has not begun yet. Log it once it has.")
    mark_held(session, session.on, by, at)
    write_attendance(session, attendance)
    offer_to_those_who_just_came(session, attendance)
    write_voices(session, contributions, promises)
    came = sum(row["state"] == CAME for row in attendance)
    there = {"participants_there": came, "staff_there": staff_there, "decided_on": session.on}
    Decision.objects.bulk_create(
        Decision(session=session, stage=session.stage, **there, **decision) for decision in decisions
    )
    draft_for(session, by, at)
    return session


def write_voices(
    session: Session, contributions: Iterable[Mapping[str, Any]], promises: Iterable[Mapping[str, Any]]
) -> None:
    mine = {"session": session, "project": session.project}
    Contribution.objects.bulk_create(Contribution(**mine, said_on=session.on, **said) for said in contributions)
    Promise.objects.bulk_create(Promise(**mine, made_on=session.on, **promise) for promise in promises)


def write_attendance(session: Session, attendance: Sequence[Mapping[str, Any]]) -> None:
    standing = {row.participant_id: row for row in Attendance.objects.filter(session=session)}
    for row in attendance:
        values = row if row["state"] == CAME else {"state": row["state"]}
        record = standing.get(row["participant"].pk) or Attendance(session=session, participant=row["participant"])
        for name, value in values.items():
            if name != "participant":
                setattr(record, name, value)
        record.save()


def offer_to_those_who_just_came(session: Session, attendance: Sequence[Mapping[str, Any]]) -> None:
    """Somebody who came without an invitation is offered the same as the others, dated on the day it was."""
    model = Offer.objects.filter(session=session).order_by("rate_pence").first()
    offered = set(Offer.objects.filter(session=session).values_list("participant", flat=True))
    came = [row["participant"] for row in attendance if row["state"] == CAME]
    new = [person for person in came if person.pk not in offered]
    if model is None or not new:
        return
    ways = pay_ways(new)
    Offer.objects.bulk_create(copy_offer(model, person, ways.get(person.pk, NOT_PICKED), session.on) for person in new)


def copy_offer(model: Offer, person: Participant, pay_way: str, on: date) -> Offer:
    return Offer(
        session=model.session,
        participant=person,
        rate_name=model.rate_name,
        unit=model.unit,
        rate_pence=model.rate_pence,
        minutes_before=model.minutes_before,
        minutes_during=model.minutes_during,
        pay_way=pay_way,
        offered_on=on,
        answer=Offer.Answer.DECLINED if pay_way == "decline" else Offer.Answer.NONE,
    )
