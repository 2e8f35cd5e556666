"""The work itself: who runs it, its stages and sessions, what people were told, its money."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Sum

from coproduction.base.readability import problems
from participants.deliveries.models import Delivery
from participants.payments.models import Payment
from participants.survey.models import SurveyRound
from principles.facts import BudgetFact, DeliveryFact, FundingFact, Ref, SessionFact, StageFact, TeamFact, UpdateFact
from projects import deadlines
from projects.money.models import BudgetLine, Funding
from projects.project.models import TeamMember, last_day
from projects.sessions.models import Session
from projects.stages.models import Stage
from projects.updates.models import Update
from projects.updates.silence import is_nothing_new

from .as_of import AsOf

ONE_TO_ONE = ["one_to_one"]


def team(scope: AsOf) -> Iterator[tuple[UUID, TeamFact]]:
    members = TeamMember.objects.filter(since__lte=scope.as_of).with_role_end()
    rows = scope.rows(members, "part", "since", "until", "role_ended_at", "met_together_on")
    for row in rows:
        until, met = scope.known(last_day(row.until, row.role_ended_at)), scope.known(row.met_together_on)
        yield row.project_id, TeamFact(Ref("team", row.id, row.since), row.part, row.since, until, met)


def stages(scope: AsOf) -> Iterator[tuple[UUID, StageFact]]:
    """The six questions are how a stage is reviewed: the day their round closed is the day of its review."""
    reviewed = dict(SurveyRound.objects.filter(project__in=scope.region).values_list("stage", "closed_on"))
    ways: dict[UUID, list[list[str]]] = defaultdict(list)
    for session in scope.rows(Session.objects.filter(cancelled_on=None), "stage_id", "ways"):
        ways[session.stage_id].append(session.ways)
    rows = scope.rows(Stage.objects.all(), "kind", "opened_on", "closed_on", "thanked_on", "not_applicable_reason")
    for row in rows:
        yield (
            row.project_id,
            StageFact(
                Ref("stage", row.id, row.opened_on),
                opened_on=scope.known(row.opened_on),
                closed_on=scope.known(row.closed_on),
                not_applicable=bool(row.not_applicable_reason),
                one_to_one=bool(ways[row.id]) and all(way == ONE_TO_ONE for way in ways[row.id]),
                kind=row.kind,
                thanks_on=scope.known(row.thanked_on),
                reviewed_on=scope.known(reviewed.get(row.id)),
            ),
        )


def sessions(scope: AsOf) -> Iterator[tuple[UUID, SessionFact]]:
    rows = scope.rows(
        Session.objects.all(),
        *("stage_id", "starts_at", "place_kind", "ways", "place_chosen_together", "time_chosen_together"),
        *("sensitive", "content_note", "invited_on", "papers_sent_on", "preparation_minutes", "held_on"),
        *("cancelled_on", "safety_plan__made_at"),
    )
    for row in rows:
        yield row.project_id, session(scope, row)


def session(scope: AsOf, row: Any) -> SessionFact:
    on, region = scope.day(row.starts_at), scope.region[row.project_id]
    planned_at = row.safety_plan__made_at
    return SessionFact(
        Ref("session", row.id, on),
        stage=row.stage_id,
        on=on,
        starts_at=row.starts_at,
        place_type=row.place_kind,
        ways_offered=len(set(row.ways)),
        place_chosen_with=row.place_chosen_together,
        time_chosen_with=row.time_chosen_together,
        sensitive=row.sensitive,
        content_note=bool(row.content_note),
        invited_on=scope.known(row.invited_on),
        invite_by=deadlines.invitation(on, region),
        has_papers=bool(row.papers_sent_on or row.preparation_minutes),
        papers_sent_on=scope.known(row.papers_sent_on),
        papers_by=deadlines.papers(on, region),
        preparation_minutes=row.preparation_minutes,
        held_on=scope.known(row.held_on),
        cancelled=bool(scope.known(row.cancelled_on)),
        safety_plan_at=planned_at if planned_at and planned_at <= scope.end else None,
    )


def updates(scope: AsOf) -> Iterator[tuple[UUID, UpdateFact]]:
    """An update has all four parts: the database takes no other."""
    reached: dict[UUID, list[DeliveryFact]] = defaultdict(list)
    rows = scope.rows(Delivery.objects.all(), "update_id", "participant_id", "state", "reached_on", "opened_on")
    for row in rows:
        reached[row.update_id].append(delivery(scope, row))
    for row in scope.rows(Update.objects.told().filter(told_at__lte=scope.end), "told_at", *Update.PARTS):
        on, words = scope.day(row.told_at), tuple(getattr(row, part) for part in Update.PARTS)
        ref, delivered, quiet = Ref("update", row.id, on), tuple(reached[row.id]), all(map(is_nothing_new, words))
        yield row.project_id, UpdateFact(ref, True, on, delivered, how_hard(words), quiet)


@lru_cache(maxsize=1000)
def how_hard(words: tuple[str, ...]) -> tuple[str, ...]:
    """Kept, since what was told never changes."""
    parts = dict(zip(Update.PARTS, words, strict=True))
    return tuple(dict.fromkeys(chain.from_iterable(problems(parts).values())))


def delivery(scope: AsOf, row: Any) -> DeliveryFact:
    """Told by somebody is as good as sent."""
    state = "sent" if row.state in (Delivery.State.SENT, Delivery.State.TOLD) else row.state
    ref = Ref("delivery", row.id, row.reached_on)
    return DeliveryFact(ref, row.participant_id, state, scope.known(row.reached_on), scope.known(row.opened_on))


def budget(scope: AsOf) -> Iterator[tuple[UUID, BudgetFact]]:
    """One for each head, filled in or not. Only money for people's time is recorded as it is spent."""
    sums = Payment.objects.committed().filter(project__in=scope.region, approved_at__lte=scope.end).order_by()
    spent = dict(sums.values_list("project").annotate(Sum("pence")))
    lines: dict[tuple[UUID, str], Any] = {}
    for row in scope.rows(
        BudgetLine.objects.filter(recorded_at__lte=scope.end), "head", "pence", "reason", "recorded_at"
    ):
        lines[row.project_id, row.head] = row
    for project in scope.region:
        for head in BudgetLine.Head:
            committed = spent.get(project, 0) if head == BudgetLine.Head.PAYMENTS else None
            yield project, budget_head(scope, project, head, lines.get((project, head)), committed)


def budget_head(scope: AsOf, project: UUID, head: BudgetLine.Head, line: Any, committed: int | None) -> BudgetFact:
    """A head without a line has an id too, so that it can be counted."""
    ref = Ref("budget_head", uuid5(project, head))
    if line is None:
        return BudgetFact(ref, str(head))
    return BudgetFact(ref, str(head), line.pence, bool(line.reason), scope.day(line.recorded_at), committed)


def funding(scope: AsOf) -> Iterator[tuple[UUID, FundingFact]]:
    for row in scope.rows(Funding.objects.all(), "ends_on", "confirmed_on"):
        confirmed = scope.known(row.confirmed_on)
        yield row.project_id, FundingFact(Ref("funding", row.id, confirmed), row.ends_on, confirmed)
