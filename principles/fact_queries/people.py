"""The people in it: no names, only what was asked, offered and done, and when."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from participants.adaptations.models import Adaptation
from participants.attendance.models import Attendance
from participants.briefings.models import Briefing
from participants.choices.models import Choice
from participants.contact.models import Channel, SafeContact
from participants.involvement.models import Involvement
from participants.people.models import Participant, Pause
from principles.facts import AdaptationFact, AttendanceFact, BriefingFact, ChoiceFact, InvolvementFact, PersonFact, Ref

from .as_of import AsOf

MINUTES = ("minutes_before", "minutes_during", "minutes_after")


def all_invited(scope: AsOf) -> QuerySet[Involvement]:
    return Involvement.objects.filter(project__in=scope.region, invited_on__lte=scope.as_of)


def projects_by_person(scope: AsOf) -> dict[UUID, dict[UUID, None]]:
    projects: dict[UUID, dict[UUID, None]] = defaultdict(dict)
    for row in scope.rows(all_invited(scope), "participant_id"):
        projects[row.participant_id][row.project_id] = None
    return projects


def people(scope: AsOf) -> Iterator[tuple[UUID, PersonFact]]:
    """Everyone who was ever asked to take part, once for each project."""
    who = all_invited(scope).values("participant")
    rests = pauses(scope, who)
    checked = dict(SafeContact.objects.filter(participant__in=who).values_list("participant", "checked_on"))
    safe = Channel.objects.filter(contact__participant__in=who, safe=Channel.Safe.YES)
    reachable = set(safe.values_list("contact__participant", flat=True))
    projects = projects_by_person(scope)
    fields = ("id", "welcomed_on", "needs_asked_on", "strengths_asked_on")
    for row in Participant.objects.filter(pk__in=who).order_by("pk").values_list(*fields, named=True):
        fact = PersonFact(
            Ref("person", row.id, row.welcomed_on),
            welcomed_on=scope.known(row.welcomed_on),
            needs_asked_on=scope.known(row.needs_asked_on),
            strengths_asked_on=scope.known(row.strengths_asked_on),
            paused=any(ended is None for _, ended in rests[row.id]),
            rests=tuple(rests[row.id]),
            contact_checked_on=scope.known(checked.get(row.id)),
            contact_checked_since=scope.is_later(checked.get(row.id)),
            any_channel_safe=row.id in reachable,
        )
        for project in projects[row.id]:
            yield project, fact


def pauses(scope: AsOf, who: QuerySet[Involvement, Any]) -> dict[UUID, list[tuple[date, date | None]]]:
    """{participant id: pairs of days, from when to when; None while one lasts}."""
    found: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    began = Pause.objects.filter(participant__in=who, began_at__lte=scope.end)
    for person, began_at, ended_at in began.order_by("began_at").values_list("participant", "began_at", "ended_at"):
        found[person].append((scope.day(began_at), scope.known(scope.day(ended_at))))
    return found


def involvements(scope: AsOf) -> Iterator[tuple[UUID, InvolvementFact]]:
    rows = scope.rows(all_invited(scope), "participant_id", "stage_id", "state", "invited_on", "joined_on", "ended_on")
    for row in rows:
        yield (
            row.project_id,
            InvolvementFact(
                Ref("involvement", row.id, row.joined_on or row.invited_on),
                person=row.participant_id,
                stage=row.stage_id,
                state=state_on_the_day(scope, row),
                invited_on=row.invited_on,
                joined_on=scope.known(row.joined_on),
                ended_on=scope.known(row.ended_on),
            ),
        )


def state_on_the_day(scope: AsOf, row: Any) -> str:
    """Who joined or left later had not done so yet. A "no" and a pause keep no day: they stay as they are."""
    if scope.is_later(row.joined_on):
        return "invited"
    if row.state == "ended" and scope.is_later(row.ended_on):
        return "active" if row.joined_on else "invited"
    return row.state


def attendances(scope: AsOf) -> Iterator[tuple[UUID, AttendanceFact]]:
    """Whoever came is to be offered pay, save for those who choose not to be paid.

    Who came to a stage before joining it walked in: nobody could be briefed or invited ahead.
    """
    joined = {
        (row.stage_id, row.participant_id): row.joined_on
        for row in scope.rows(
            all_invited(scope).filter(joined_on__isnull=False), "stage_id", "participant_id", "joined_on"
        )
    }
    declined = Choice.objects.filter(kind="pay", picked="decline", picked_on__lte=scope.as_of)
    unpaid = scope.whose(declined, "replaced_at")
    fields = ("participant_id", "session_id", "state", "session__stage_id", "session__starts_at", *MINUTES)
    for row in scope.rows(Attendance.objects.filter(session__starts_at__lte=scope.end), *fields):
        since = joined.get((row.session__stage_id, row.participant_id))
        on = scope.day(row.session__starts_at)
        yield (
            row.project_id,
            AttendanceFact(
                Ref("attendance", row.id, on),
                person=row.participant_id,
                session=row.session_id,
                state=row.state,
                paid_eligible=row.participant_id not in unpaid,
                walk_in=since is None or since >= on,
                minutes=sum(getattr(row, name) for name in MINUTES),
            ),
        )


def briefings(scope: AsOf) -> Iterator[tuple[UUID, BriefingFact]]:
    """Dated by the day it was held, or else offered."""
    fields = ("participant_id", "stage_id", "kind", "outcome", "offered_on", "held_on", "person_says")
    for row in scope.rows(Briefing.objects.filter(offered_on__lte=scope.as_of), *fields):
        on = scope.known(row.held_on) or row.offered_on
        ref = Ref("briefing", row.id, on)
        outcome = "offered" if scope.is_later(row.held_on) else row.outcome
        fact = BriefingFact(ref, row.participant_id, row.kind, on, row.stage_id, outcome, row.person_says)
        yield row.project_id, fact


def adaptations(scope: AsOf) -> Iterator[tuple[UUID, AdaptationFact]]:
    asked = Adaptation.objects.needed().filter(asked_on__lte=scope.as_of)
    for row in scope.rows(asked, "participant_id", "asked_on", "due_on", "in_place_on", "worked"):
        yield (
            row.project_id,
            AdaptationFact(
                Ref("adaptation", row.id, row.asked_on),
                person=row.participant_id,
                due_on=row.due_on,
                asked_on=row.asked_on,
                in_place_on=scope.known(row.in_place_on),
                worked=None if scope.is_later(row.in_place_on) else row.worked,
            ),
        )


def choices(scope: AsOf) -> Iterator[tuple[UUID, ChoiceFact]]:
    """A person's choices are theirs in every project they are in. Offered counts, picked or not."""
    projects = projects_by_person(scope)
    offered = Choice.objects.filter(
        participant__in=all_invited(scope).values("participant"), offered_on__lte=scope.as_of
    )
    for row in offered.order_by("recorded_at", "pk").values_list(
        "id", "participant_id", "kind", "offered_on", named=True
    ):
        ref = Ref("choice", row.id, row.offered_on)
        fact = ChoiceFact(ref, row.participant_id, row.kind, row.offered_on)
        for project in projects[row.participant_id]:
            yield project, fact
