"""What is known about one project on one day.

No names and no notes: ids, dates, counts, yes and no. Days are local days. Every day
that depends on working days or a rate card is worked out below and handed in. recorded_on: the day it was written down.

Nothing here ever changes. What there are many of are named tuples, which are made in a third of the time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

WINDOW_DAYS = 90

# Of a record.
Id: TypeAlias = UUID

ONE_EVENT, FEW_SESSIONS, LONG = "one_event", "few_sessions", "long"


class Ref(NamedTuple):
    """A record that can be opened: its kind, its id, the day it is about."""

    kind: str
    id: UUID
    on: date | None = None


class PersonFact(NamedTuple):
    """rests: pauses, from which day to which, None while it lasts; paused: there is one now.

    contact_checked_since: a check after that day has taken the place of any before it, which nobody knows now.
    """

    ref: Ref
    welcomed_on: date | None = None
    needs_asked_on: date | None = None
    strengths_asked_on: date | None = None
    paused: bool = False
    rests: tuple[tuple[date, date | None], ...] = ()
    contact_checked_on: date | None = None
    contact_checked_since: bool = False
    any_channel_safe: bool = False

    @property
    def id(self) -> UUID:
        return self.ref.id


class TeamFact(NamedTuple):
    """role: contact, deputy or coordinator."""

    ref: Ref
    role: str
    since: date
    until: date | None = None
    met_together_on: date | None = None


class StageFact(NamedTuple):
    """kind: which stage of the template it is, or its own."""

    ref: Ref
    opened_on: date | None = None
    closed_on: date | None = None
    not_applicable: bool = False
    one_to_one: bool = False
    kind: str = ""
    thanks_on: date | None = None
    reviewed_on: date | None = None

    @property
    def id(self) -> UUID:
        return self.ref.id


class LearningFact(NamedTuple):
    """Something learned in a stage: where minds were changed, or what was tried and failed."""

    ref: Ref
    stage: UUID


class InvolvementFact(NamedTuple):
    """state: invited, active, paused, ended or declined."""

    ref: Ref
    person: UUID
    stage: UUID
    state: str = "active"
    invited_on: date | None = None
    joined_on: date | None = None
    ended_on: date | None = None


class SessionFact(NamedTuple):
    """invite_by and papers_by: the last day that leaves the notice we promise."""

    ref: Ref
    stage: UUID
    on: date
    starts_at: datetime
    place_type: str = ""
    ways_offered: int = 0
    place_chosen_with: bool = False
    time_chosen_with: bool = False
    sensitive: bool = False
    content_note: bool = False
    invited_on: date | None = None
    invite_by: date | None = None
    has_papers: bool = False
    papers_sent_on: date | None = None
    papers_by: date | None = None
    preparation_minutes: int = 0
    held_on: date | None = None
    cancelled: bool = False
    safety_plan_at: datetime | None = None

    @property
    def id(self) -> UUID:
        return self.ref.id


class AttendanceFact(NamedTuple):
    """state: not_invited, invited, declined, came, missed or unmet."""

    ref: Ref
    person: UUID
    session: UUID
    state: str
    paid_eligible: bool = False
    walk_in: bool = False
    minutes: int = 0


class BriefingFact(NamedTuple):
    """outcome: offered, done or declined; held_on: the day it was held, or else offered.

    stage None: for the whole project. person_says: the participant's own answer.
    """

    ref: Ref
    person: UUID
    kind: str
    held_on: date | None
    stage: UUID | None = None
    outcome: str = "done"
    person_says: bool | None = None


class DeliveryFact(NamedTuple):
    """state: waiting, sent or blocked."""

    ref: Ref
    person: UUID
    state: str
    on: date | None = None
    opened_on: date | None = None


class UpdateFact(NamedTuple):
    """hard: what makes its words hard to read, said for whoever wrote it. nothing_new: in none of its four parts."""

    ref: Ref
    four_parts: bool
    told_on: date
    deliveries: tuple[DeliveryFact, ...] = ()
    hard: tuple[str, ...] = ()
    nothing_new: bool = False

    @property
    def plain(self) -> bool:
        return not self.hard


class OfferFact(NamedTuple):
    ref: Ref
    person: UUID
    session: UUID
    offered_on: date
    answer: str = ""


class PaymentFact(NamedTuple):
    """due_on: the day we promised. floor_pence: the least for one hour on the day of the activity, None if not known.

    choice: "", declined, part or later, as the person chose. waiting_on: the step
    that took or is taking too long, in words. taken_back: a second entry took it back.
    in_time: it went by the promised day. late_by: working days over it, until it went or
    ended; None where it is not late. Neither of them: it is not due yet, or never counts.
    owed: the person waits for it still. late_after: the day that lateness is counted from, where it is not due_on.
    """

    ref: Ref
    person: UUID
    activity_on: date
    due_on: date
    released_on: date | None = None
    received_on: date | None = None
    minutes: int = 0
    pence: int = 0
    agreed_pence: int = 0
    floor_pence: int | None = None
    choice: str = ""
    time_credits: bool = False
    taken_back: bool = False
    in_time: bool = False
    late_by: int | None = None
    owed: bool = False
    waiting_on: str = ""
    late_after: date | None = None


class ContributionFact(NamedTuple):
    """outcome: used, partly, not_used or "" while nobody has answered."""

    ref: Ref
    stage: UUID | None
    said_on: date
    outcome: str = ""
    reason_given: bool = False
    answered_on: date | None = None
    told_on: date | None = None
    recorded_on: date | None = None


class DecisionFact(NamedTuple):
    """method: consensus, vote, staff or outside."""

    ref: Ref
    stage: UUID | None
    decided_on: date
    method: str
    participants_present: int
    staff_present: int = 0
    recorded_on: date | None = None


class PromiseFact(NamedTuple):
    ref: Ref
    by_when: date
    kept_on: date | None = None
    changed_told_on: date | None = None
    recorded_on: date | None = None


class AdaptationFact(NamedTuple):
    ref: Ref
    person: UUID
    due_on: date | None = None
    asked_on: date | None = None
    in_place_on: date | None = None
    worked: bool | None = None
    recorded_on: date | None = None


class BudgetFact(NamedTuple):
    """One for each head a budget has, filled or not (pence None)."""

    ref: Ref
    head: str
    pence: int | None = None
    reason_given: bool = False
    filled_on: date | None = None
    committed_pence: int | None = None


class FundingFact(NamedTuple):
    ref: Ref
    ends_on: date | None = None
    confirmed_on: date | None = None


class ChoiceFact(NamedTuple):
    """Offered, whatever was picked."""

    ref: Ref
    person: UUID
    kind: str
    offered_on: date


class AgreementFact(NamedTuple):
    """One version of the ways of working. asked: who was asked about it; agreed: who of them says yes."""

    ref: Ref
    version: int
    agreed_on: date
    asked: frozenset[UUID] = frozenset()
    agreed: frozenset[UUID] = frozenset()


class PowerFact(NamedTuple):
    """not_staff: how many of the five things are shared, or held by participants."""

    ref: Ref
    stage: UUID
    checked_on: date
    not_staff: int


class AnswerFact(NamedTuple):
    """score: 1 to 5, or None for "can't say". voice: participant or coordinator."""

    principle: str
    score: int | None
    voice: str = "participant"


@dataclass(frozen=True, slots=True)
class RoundFact:
    """asked: how many participants were asked. Answers carry no person."""

    ref: Ref
    stage: UUID
    asked: int
    closed_on: date | None = None
    answers: tuple[AnswerFact, ...] = ()


@dataclass(frozen=True)
class ProjectFacts:
    """group_says: the keys of the principles that the group itself says are met, on that day.

    worked_out: what `once` keeps.
    """

    ref: Ref
    as_of: date
    size: str = LONG
    starts_on: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None
    imported: bool = False
    group_says: frozenset[str] = frozenset()
    people: tuple[PersonFact, ...] = ()
    team: tuple[TeamFact, ...] = ()
    stages: tuple[StageFact, ...] = ()
    involvements: tuple[InvolvementFact, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    attendances: tuple[AttendanceFact, ...] = ()
    briefings: tuple[BriefingFact, ...] = ()
    updates: tuple[UpdateFact, ...] = ()
    offers: tuple[OfferFact, ...] = ()
    payments: tuple[PaymentFact, ...] = ()
    contributions: tuple[ContributionFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    power: tuple[PowerFact, ...] = ()
    learning: tuple[LearningFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    adaptations: tuple[AdaptationFact, ...] = ()
    budget: tuple[BudgetFact, ...] = ()
    funding: tuple[FundingFact, ...] = ()
    choices: tuple[ChoiceFact, ...] = ()
    rounds: tuple[RoundFact, ...] = ()
    worked_out: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def started(self) -> bool:
        return self.starts_on is not None and self.starts_on <= self.as_of

    @cached_property
    def closed(self) -> bool:
        return self.closed_on is not None and self.closed_on <= self.as_of

    @cached_property
    def live(self) -> bool:
        return self.started and not self.closed

    @cached_property
    def looked_at_on(self) -> date:
        """A closed project is looked at as it closed."""
        return min(self.closed_on or self.as_of, self.as_of)

    @cached_property
    def window_from(self) -> date:
        """The first day looked at."""
        return self.looked_at_on - timedelta(days=WINDOW_DAYS)
