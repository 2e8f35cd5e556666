"""What the dashboard's pictures and their tables show: people by stages, hours and pounds, whom we have heard."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isqrt
from uuid import UUID

from coproduction.base.disclosure import LEAST, hidden_below, suppress_small_counts
from projects.project.models import Project
from projects.stages.models import Stage

from .facts import PaymentFact, ProjectFacts, StageFact
from .gap import heard_in

KINDS = Stage.Kind.choices

WHOLE = 100

RADIUS = WHOLE // 2


@dataclass(frozen=True, slots=True)
class Count:
    """people None: not shown. radius: of its picture, so that areas compare."""

    people: int | None
    none_there: bool = False
    radius: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """What one project's people gave and got: minutes, and pence. None: not shown."""

    project: Project | None
    minutes: int | None = None
    agreed: int | None = None
    sent: int | None = None


def people_by_stage(there: Mapping[UUID, Mapping[str, int]], least: int) -> dict[UUID | None, list[Count]]:
    """{project id: its counts by kind of stage and then in all}, None for all projects together.

    there: how many took part, by project and kind of stage. Always of all projects of an organisation: what is hidden
    may not depend on what is asked for.
    """
    rows = [[people.get(kind, 0) for kind, _ in KINDS] for people in there.values()]
    if not rows:
        return {}
    # Whoever reads this can see elsewhere which stages a project has, and over how many people what we did is counted.
    told = {(r, c) for r, people in enumerate(there.values()) for c in places_told(people, least)}
    told |= {(len(rows), c) for c, _ in enumerate(KINDS) if all((r, c) in told for r, _ in enumerate(rows))}
    shown = suppress_small_counts(rows, least, frozenset(told))
    most = max((n for row in shown[:-1] for n in row[:-1] if n), default=1)
    return {
        ref: [count(n, (r, c) in told, most) for c, n in enumerate(row[:-1])] + [Count(row[-1])]
        for r, (ref, row) in enumerate(zip([*there, None], shown, strict=True))
    }


def took_part(facts: ProjectFacts) -> dict[str, int]:
    """How many people joined, by kind of stage. Only kinds the project has are in it."""
    kinds = {stage.id: stage.kind for stage in facts.stages if stage.opened_on and stage.opened_on <= facts.as_of}
    people: dict[str, set[UUID]] = {kind: set() for kind in kinds.values()}
    for involvement in facts.involvements:
        if involvement.stage in kinds and involvement.joined_on and involvement.state not in ("invited", "declined"):
            people[kinds[involvement.stage]].add(involvement.person)
    return {kind: len(there) for kind, there in people.items()}


def places_told(people: Mapping[str, int], least: int) -> Iterator[int]:
    for column, (kind, _) in enumerate(KINDS):
        if kind not in people or hidden_below(people[kind], least):
            yield column


def count(n: int | None, told: bool, most: int) -> Count:
    return Count(n, told and not n, isqrt(min(n, most) * RADIUS**2 // most) if n else 0)


def totals_of(facts: ProjectFacts, least: int) -> Given:
    """Nothing is told of a group of too few, nor of the few whose money is still on its way."""
    least = max(least, LEAST)
    minutes: dict[UUID, int] = defaultdict(int)
    agreed: dict[UUID, int] = defaultdict(int)
    sent: dict[UUID, int] = defaultdict(int)
    for attendance in facts.attendances:
        if attendance.state == "came" and attendance.minutes:
            minutes[attendance.person] += attendance.minutes
    for payment in pounds(facts):
        agreed[payment.person] += payment.pence
        sent[payment.person] += payment.pence if payment.released_on else 0
    if min(len(minutes), len(agreed)) < least:
        return Given(None)
    reached = [person for person in agreed if sent[person]]
    waiting = [person for person in agreed if sent[person] < agreed[person]]
    tells = len(reached) >= least and (not waiting or len(waiting) >= least)
    return Given(None, sum(minutes.values()), sum(agreed.values()), sum(sent.values()) if tells else None)


def pounds(facts: ProjectFacts) -> list[PaymentFact]:
    """Payments in money: what was declined, taken back or given as time is none. As `in_money` says it in SQL."""
    return [
        payment
        for payment in facts.payments
        if payment.pence and not payment.taken_back and not payment.time_credits and payment.choice != "declined"
    ]


def part_of(n: int | None, most: int) -> int:
    """Of a hundred, for a picture; never so little that it cannot be seen."""
    return max(n * WHOLE // most, 1) if n and most else 0


def stages_by_heard(
    many: Iterable[ProjectFacts], least: Mapping[UUID, int]
) -> Iterator[tuple[ProjectFacts, StageFact, bool]]:
    """Pairs of a project's facts, a stage that was opened, and whether enough people have been heard on it.

    least: {project id: its organisation's limit for small groups}.
    """
    for facts in many:
        heard = {
            survey_round.stage for survey_round in facts.rounds if heard_in(facts, survey_round, least[facts.ref.id])
        }
        for stage in facts.stages:
            if stage.opened_on and stage.opened_on <= facts.as_of:
                yield facts, stage, stage.id in heard
