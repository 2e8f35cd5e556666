"""The people in it: no names, only what was asked, offered and done, and when."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from participants.adaptations.models import Adaptation
from participants.attendance.models import Attendance
from participants.briefings.models import Briefing
from participants.choices.models import Choice
from participants.contact.models import Channel
from participants.involvement.models import Involvement
from participants.people.models import Participant, Pause
from principles.facts import AdaptationFact, AttendanceFact, BriefingFact, ChoiceFact, InvolvementFact, PersonFact, Ref
from principles.once import once

from .as_of import AsOf
from .work import session_rows

# Of a session: its day, and who has joined its stage since when.
NOT_YET: tuple[date | None, dict[UUID, date]] = (None, {})


def all_invited(scope: AsOf) -> QuerySet[Involvement]:
    return Involvement.objects.filter(project__in=scope.region, invited_on__lte=scope.as_of)


@once
def involvement_rows(scope: AsOf) -> list[tuple[Any, ...]]:
    fields = ("participant_id", "stage_id", "state", "invited_on", "joined_on", "ended_on")
    return list(scope.rows(all_invited(scope), *fields))


@once
def projects_by_person(scope: AsOf) -> dict[UUID, dict[UUID, None]]:
    projects: dict[UUID, dict[UUID, None]] = defaultdict(dict)
    for project, _, person, *_ in involvement_rows(scope):
        projects[person][project] = None
    return projects


def people(scope: AsOf) -> Iterator[tuple[UUID, PersonFact]]:
    """Everyone who was ever asked to take part, once for each project."""
    who = all_invited(scope).values("participant")
    rests, projects = pauses(scope, who), projects_by_person(scope)
    safe = Channel.objects.filter(contact__participant=OuterRef("pk"), safe=Channel.Safe.YES)
    asked = Participant.objects.filter(pk__in=who).order_by("pk").annotate(reachable=Exists(safe))
    fields = ("id", "welcomed_on", "needs_asked_on", "strengths_asked_on", "contact__checked_on", "reachable")
    for person, welcomed_on, needs, strengths, checked_on, reachable in scope.read(asked, *fields):
        fact = PersonFact(
            Ref("person", person, welcomed_on),
            welcomed_on=scope.known(welcomed_on),
            needs_asked_on=scope.known(needs),
            strengths_asked_on=scope.known(strengths),
            paused=any(ended is None for _, ended in rests[person]),
            rests=tuple(rests[person]),
            contact_checked_on=scope.known(checked_on),
            contact_checked_since=scope.is_later(checked_on),
            any_channel_safe=reachable,
        )
        for project in projects[person]:
            yield project, fact


def pauses(scope: AsOf, who: QuerySet[Involvement, Any]) -> dict[UUID, list[tuple[date, date | None]]]:
    """{participant id: pairs of days, from when to when; None while one lasts}."""
    found: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    began = Pause.objects.filter(participant__in=who, began_at__lte=scope.end).order_by("began_at")
    moments = ("began_at", "ended_at")
    for person, began_on, ended_on in scope.read(began, "participant_id", *moments, days=moments):
        found[person].append((began_on, scope.known(ended_on)))
    return found


def involvements(scope: AsOf) -> Iterator[tuple[UUID, InvolvementFact]]:
    for project, pk, person, stage, state, invited_on, joined_on, ended_on in involvement_rows(scope):
        ref = Ref("involvement", pk, joined_on or invited_on)
        state = state_on_the_day(scope, state, joined_on, ended_on)
        joined_on, ended_on = scope.known(joined_on), scope.known(ended_on)
        yield project, InvolvementFact(ref, person, stage, state, invited_on, joined_on, ended_on)


def state_on_the_day(scope: AsOf, state: str, joined_on: date | None, ended_on: date | None) -> str:
    """Who joined or left later had not done so yet. A "no" and a pause keep no day: they stay as they are."""
    if scope.is_later(joined_on):
        return "invited"
    if state == "ended" and scope.is_later(ended_on):
        return "active" if joined_on else "invited"
    return state


def attendances(scope: AsOf) -> Iterator[tuple[UUID, AttendanceFact]]:
    """Whoever came is to be offered pay, save for those who choose not to be paid.

    Who came to a stage before joining it walked in: nobody could be briefed or invited ahead.
    """
    joined: dict[UUID, dict[UUID, date]] = defaultdict(dict)
    for _, _, person, stage, _, _, joined_on, _ in involvement_rows(scope):
        if joined_on:
            joined[stage][person] = joined_on
    begun = {pk: (on, joined[stage]) for _, pk, stage, moment, on, *_ in session_rows(scope) if moment <= scope.end}
    declined = Choice.objects.filter(kind="pay", picked="decline", picked_on__lte=scope.as_of)
    unpaid = scope.whose(declined, "replaced_at")
    fields = ("participant_id", "session_id", "state", "minutes_before", "minutes_during", "minutes_after")
    for project, pk, person, session, state, before, during, after in scope.rows(Attendance.objects.all(), *fields):
        on, members = begun.get(session, NOT_YET)
        if on is None:
            continue
        since = members.get(person)
        walk_in = since is None or since >= on
        who = (Ref("attendance", pk, on), person, session, state)
        yield project, AttendanceFact(*who, person not in unpaid, walk_in, before + during + after)


def briefings(scope: AsOf) -> Iterator[tuple[UUID, BriefingFact]]:
    """Dated by the day it was held, or else offered."""
    fields = ("participant_id", "stage_id", "kind", "outcome", "offered_on", "held_on", "person_says")
    known = scope.rows(Briefing.objects.filter(offered_on__lte=scope.as_of), *fields)
    for project, pk, person, stage, kind, outcome, offered_on, held_on, says in known:
        on = scope.known(held_on) or offered_on
        outcome = "offered" if scope.is_later(held_on) else outcome
        yield project, BriefingFact(Ref("briefing", pk, on), person, kind, on, stage, outcome, says)


def adaptations(scope: AsOf) -> Iterator[tuple[UUID, AdaptationFact]]:
    asked = Adaptation.objects.needed().filter(asked_on__lte=scope.as_of)
    fields = ("participant_id", "asked_on", "due_on", "in_place_on", "worked", "recorded_at")
    rows = scope.rows(asked, *fields, days=["recorded_at"])
    for project, pk, person, asked_on, due_on, in_place_on, worked, recorded_on in rows:
        ref, in_place = Ref("adaptation", pk, asked_on), scope.known(in_place_on)
        worked = None if scope.is_later(in_place_on) else worked
        yield project, AdaptationFact(ref, person, due_on, asked_on, in_place, worked, recorded_on)


def choices(scope: AsOf) -> Iterator[tuple[UUID, ChoiceFact]]:
    """A person's choices are theirs in every project they are in. Offered counts, picked or not."""
    projects = projects_by_person(scope)
    who = all_invited(scope).values("participant")
    offered = Choice.objects.filter(participant__in=who, offered_on__lte=scope.as_of).order_by("recorded_at", "pk")
    for pk, person, kind, offered_on in scope.read(offered, "id", "participant_id", "kind", "offered_on"):
        fact = ChoiceFact(Ref("choice", pk, offered_on), person, kind, offered_on)
        for project in projects[person]:
            yield project, fact
