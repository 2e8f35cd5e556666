"""The work itself: who runs it, its stages and sessions, what people were told, its money."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, product
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Sum

from coproduction.base.readability import problems
from coproduction.base.short_forms import meanings
from participants.deliveries.models import Delivery
from participants.payments.models import Payment
from principles.facts import BudgetFact, DeliveryFact, FundingFact, Ref, SessionFact, StageFact, TeamFact, UpdateFact
from principles.once import once
from projects import deadlines
from projects.money.models import BudgetLine, Funding
from projects.project.models import TeamMember, last_day
from projects.sessions.models import Session
from projects.stages.models import Stage
from projects.updates.models import Update
from projects.updates.silence import is_nothing_new

from .as_of import AsOf
from .voices import round_rows

ONE_TO_ONE = ["one_to_one"]


def team(scope: AsOf) -> Iterator[tuple[UUID, TeamFact]]:
    members = TeamMember.objects.filter(since__lte=scope.as_of).with_role_end()
    fields = ("part", "since", "until", "role_ended_at", "met_together_on")
    for project, pk, part, since, until, role_ended_at, met_on in scope.rows(members, *fields):
        until = scope.known(last_day(until, role_ended_at))
        yield project, TeamFact(Ref("team", pk, since), part, since, until, scope.known(met_on))


def stages(scope: AsOf) -> Iterator[tuple[UUID, StageFact]]:
    """The six questions are how a stage is reviewed: the day their round closed is the day of its review."""
    reviewed = {stage: closed_on for _, _, stage, _, closed_on, _ in round_rows(scope)}
    alone = one_to_one(scope)
    fields = ("kind", "opened_on", "closed_on", "thanked_on", "not_applicable_reason")
    for project, pk, kind, opened_on, closed_on, thanked_on, reason in scope.rows(Stage.objects.all(), *fields):
        yield (
            project,
            StageFact(
                Ref("stage", pk, opened_on),
                opened_on=scope.known(opened_on),
                closed_on=scope.known(closed_on),
                not_applicable=bool(reason),
                one_to_one=alone.get(pk, False),
                kind=kind,
                thanks_on=scope.known(thanked_on),
                reviewed_on=scope.known(reviewed.get(pk)),
            ),
        )


def one_to_one(scope: AsOf) -> dict[UUID, bool]:
    """{stage id: whether all of its sessions are with one person}; without stages that have no session."""
    alone: dict[UUID, bool] = {}
    for _, _, stage, _, _, cancelled_on, ways, *_ in session_rows(scope):
        if cancelled_on is None:
            alone[stage] = alone.get(stage, True) and ways == ONE_TO_ONE
    return alone


@once
def session_rows(scope: AsOf) -> list[tuple[Any, ...]]:
    """Tuples of a project's id, the session's, its stage's, its moment and that as a day, and what else is asked."""
    fields = (
        *("stage_id", "starts_at", "cancelled_on", "ways", "place_kind", "place_chosen_together"),
        *("time_chosen_together", "sensitive", "content_note", "invited_on", "papers_sent_on"),
        *("preparation_minutes", "held_on", "safety_plan__made_at"),
    )
    return [
        (project, pk, stage, starts_at, scope.day(starts_at), *row)
        for project, pk, stage, starts_at, *row in scope.rows(Session.objects.all(), *fields)
    ]


def sessions(scope: AsOf) -> Iterator[tuple[UUID, SessionFact]]:
    for project, pk, stage, starts_at, on, cancelled_on, ways, *rest in session_rows(scope):
        place, with_place, with_time, sensitive, note, invited_on, papers_on, minutes, held_on, planned_at = rest
        region = scope.region[project]
        fact = SessionFact(
            Ref("session", pk, on),
            stage=stage,
            on=on,
            starts_at=starts_at,
            place_type=place,
            ways_offered=len(set(ways)),
            place_chosen_with=with_place,
            time_chosen_with=with_time,
            sensitive=sensitive,
            content_note=bool(note),
            invited_on=scope.known(invited_on),
            invite_by=deadlines.invitation(on, region),
            has_papers=bool(papers_on or minutes),
            papers_sent_on=scope.known(papers_on),
            papers_by=deadlines.papers(on, region),
            preparation_minutes=minutes,
            held_on=scope.known(held_on),
            cancelled=scope.known(cancelled_on) is not None,
            safety_plan_at=planned_at if planned_at and planned_at <= scope.end else None,
        )
        yield project, fact


def updates(scope: AsOf) -> Iterator[tuple[UUID, UpdateFact]]:
    """An update has all four parts: the database takes no other."""
    reached = deliveries(scope)
    told = Update.objects.told().filter(told_at__lte=scope.end)
    asked = ("told_at", "organisation__short_forms", *Update.PARTS)
    for project, pk, on, short_forms, *parts in scope.rows(told, *asked, days=["told_at"]):
        words = tuple(parts)
        quiet, hard = all(map(is_nothing_new, words)), how_hard(words, short_forms)
        yield project, UpdateFact(Ref("update", pk, on), True, on, tuple(reached[pk]), hard, quiet)


@lru_cache(maxsize=1000)
def how_hard(words: tuple[str, ...], short_forms: str) -> tuple[str, ...]:
    """Kept, since what was told seldom changes. `short_forms`: the list of the organisation."""
    parts = dict(zip(Update.PARTS, words, strict=True))
    return tuple(dict.fromkeys(chain.from_iterable(problems(parts, meanings(short_forms)).values())))


def deliveries(scope: AsOf) -> dict[UUID, list[DeliveryFact]]:
    """{update id: its deliveries}. Told by somebody is as good as sent.

    Of what was told before the window no check asks whom it reached.
    """
    reached: dict[UUID, list[DeliveryFact]] = defaultdict(list)
    lately = Delivery.objects.filter(scope.in_window(moment="update__told_at"))
    fields = ("update_id", "participant_id", "state", "reached_on", "opened_on")
    for _, pk, update, person, state, reached_on, opened_on in scope.rows(lately, *fields):
        state = "sent" if state in (Delivery.State.SENT, Delivery.State.TOLD) else state
        ref = Ref("delivery", pk, reached_on)
        fact = DeliveryFact(ref, person, state, scope.known(reached_on), scope.known(opened_on))
        reached[update].append(fact)
    return reached


def budget(scope: AsOf) -> Iterator[tuple[UUID, BudgetFact]]:
    """One for each head, filled in or not. Only money for people's time is recorded as it is spent."""
    sums = Payment.objects.committed().filter(project__in=scope.region, approved_at__lte=scope.end).order_by()
    spent = dict(sums.values_list("project").annotate(Sum("pence")))
    filled = BudgetLine.objects.filter(recorded_at__lte=scope.end)
    rows = scope.rows(filled, "head", "pence", "reason", "recorded_at", days=["recorded_at"])
    lines = {(project, head): line for project, _, head, *line in rows}
    for project, head in product(scope.region, BudgetLine.Head.values):
        # A head without a line has an id too, so that it can be counted.
        ref, line = Ref("budget_head", uuid5(project, head)), lines.get((project, head))
        if line is None:
            yield project, BudgetFact(ref, head)
            continue
        pence, reason, filled_on = line
        committed = spent.get(project, 0) if head == BudgetLine.Head.PAYMENTS else None
        yield project, BudgetFact(ref, head, pence, bool(reason), filled_on, committed)


def funding(scope: AsOf) -> Iterator[tuple[UUID, FundingFact]]:
    for project, pk, ends_on, confirmed_on in scope.rows(Funding.objects.all(), "ends_on", "confirmed_on"):
        confirmed = scope.known(confirmed_on)
        yield project, FundingFact(Ref("funding", pk, confirmed), ends_on, confirmed)
