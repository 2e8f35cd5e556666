from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Field, Value, When
from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base.refusals import Refused
from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.offers.models import Offer
from participants.payments.actions import Due, draft_for, unpaid_of
from participants.people.models import Participant
from participants.promises.models import Promise
from participants.sessions.actions import NOT_PICKED, pay_ways
from projects.sessions.actions import mark_held
from projects.sessions.models import Session

CAME = Attendance.State.CAME

# What logging says of a row.
WRITTEN = ("state", "way", "minutes_before", "minutes_during", "minutes_after")

NOT_THERE = {"way": "", "minutes_before": 0, "minutes_during": 0, "minutes_after": 0}


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
    session = lock_session(session)
    if session.starts_at > at:
        raise Refused("This session has not begun yet. Log it once it has.")
    mark_held(session, session.on, by, at)
    write_attendance(session, attendance)
    write_voices(session, contributions, promises)
    came = sum(row["state"] == CAME for row in attendance)
    there = {"participants_there": came, "staff_there": staff_there, "decided_on": session.on}
    Decision.objects.bulk_create(
        Decision(session=session, stage=session.stage, **there, **decision) for decision in decisions
    )
    draft_for(session, by, at, offer_to_those_who_just_came(session, attendance, by))
    return session


def lock_session(session: Session) -> Session:
    sessions = Session.objects.select_for_update(no_key=True, of=("self", "stage", "project"))
    return sessions.select_related("stage", "project", "organisation").get(pk=session.pk)


def write_voices(
    session: Session, contributions: Iterable[Mapping[str, Any]], promises: Iterable[Mapping[str, Any]]
) -> None:
    mine = {"session": session, "project": session.project}
    Contribution.objects.bulk_create(Contribution(**mine, said_on=session.on, **said) for said in contributions)
    Promise.objects.bulk_create(Promise(**mine, made_on=session.on, **promise) for promise in promises)


def write_attendance(session: Session, attendance: Sequence[Mapping[str, Any]]) -> None:
    """Who came in full; of the others only why not. All rows that are there are written in one statement."""
    written = {row["participant"].pk: row if row["state"] == CAME else {"state": row["state"]} for row in attendance}
    rows = Attendance.objects.filter(session=session)
    changes = {name: new_values(name, written) for name in WRITTEN}
    if rows.filter(participant__in=written).update(**changes) == len(written):
        return
    standing = set(rows.values_list("participant", flat=True))
    Attendance.objects.bulk_create(
        Attendance(session=session, **row if row["state"] == CAME else {**row, **NOT_THERE})
        for row in attendance
        if row["participant"].pk not in standing
    )


def new_values(name: str, written: Mapping[UUID, Mapping[str, Any]]) -> Any:
    """What each person's row says from now on, by what it says: most say the same, and often all."""
    people = defaultdict(list)
    for participant, row in written.items():
        if name in row:
            people[row[name]].append(participant)
    for value, alike in people.items():
        if len(alike) == len(written):
            return value
    field = Attendance._meta.get_field(name)
    assert isinstance(field, Field)
    values = [When(participant__in=alike, then=Value(value)) for value, alike in people.items()]
    return Case(*values, default=F(name), output_field=field)


def offer_to_those_who_just_came(session: Session, attendance: Sequence[Mapping[str, Any]], by: User) -> list[Due]:
    """Somebody who came without an invitation is offered the same as the others, dated on the day it was. Returns who
    came and has no payment yet.
    """
    unpaid = unpaid_of(session, by)
    without = {due.participant_id for due in unpaid if due.terms is None}
    new = [row["participant"] for row in attendance if row["participant"].pk in without]
    model = Offer.objects.filter(session=session).order_by("rate_pence").first() if new else None
    if model is None:
        return unpaid
    ways = pay_ways(new)
    Offer.objects.bulk_create(copy_offer(model, person, ways.get(person.pk, NOT_PICKED), session.on) for person in new)
    return unpaid_of(session, by)


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
