"""How one project stands on one day, in what its pages say of it: worked out from its facts, with no Django."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from uuid import UUID

from coproduction.base.tags import sentence_start
from coproduction.base.words import FINDING_WORDS, PRINCIPLE_KEYS, PRINCIPLE_NAMES

from ..charts import stages_by_heard, took_part, totals_of
from ..facts import ProjectFacts, RoundFact
from ..findings import Criterion, Finding, OfStatement, Verdict
from ..gap import WITHHELD_FOR, Voice
from ..overdue import by_step, late_payments, without_answer
from ..quarters import heard_within, quarter_of
from ..report import Cell, Order, Row, row


@dataclass(frozen=True, slots=True)
class Standing:
    """One principle of one project. verdict: without its findings, which are kept apart.

    owed: how many things that any reader is told of; owed_payments: how many of them are late payments.
    """

    principle: str
    verdict: Verdict
    voice: Voice
    state: str
    kind: int
    needs_help: bool
    together: str
    because: str
    records: str
    owed: int = 0
    owed_payments: int = 0
    overdue_since: date | None = None

    @property
    def words(self) -> str:
        return FINDING_WORDS[self.state]

    @property
    def name(self) -> str:
        return PRINCIPLE_NAMES[self.principle]


@dataclass(frozen=True, slots=True)
class Part:
    """What one count says, without its records. told_outside: to readers outside the team."""

    sentence: str
    told_outside: str
    about_people: bool
    openly: bool
    records: int


@dataclass(frozen=True, slots=True)
class Said(OfStatement):
    """What is said of one statement, without the records behind it."""

    reason: str = ""
    not_judged: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class LateStep:
    """days: how many working days the one that waits longest is late."""

    step: str
    payments: int
    days: int


@dataclass(frozen=True, slots=True)
class Standings:
    """cells: the six principles, in their order. place: of the one among them that needs help first."""

    cells: tuple[Standing, ...]
    place: int

    @property
    def first(self) -> Standing:
        return self.cells[self.place]


@dataclass(frozen=True, slots=True)
class Summary:
    """before: the standings as if no round of the last two weeks had closed, for those of the team who have not
    answered from their own side; None where none has. recent: these rounds, with their stages.

    order: of the project among others. minutes, agreed and sent: None where they are not shown. waiting: how much of
    what people said waits for an answer. heard: the stages on which enough people were heard. people: how many took
    part, by kind of stage.
    """

    standings: Standings
    before: Standings | None
    recent: tuple[tuple[UUID, UUID], ...]
    order: Order
    minutes: int | None
    agreed: int | None
    sent: int | None
    stages: int
    heard: tuple[UUID, ...]
    waiting: int
    late: tuple[LateStep, ...]
    people: tuple[tuple[str, int], ...]

    def seen_without(self, rounds: frozenset[UUID]) -> Standings | None:
        """As somebody sees it from whom these rounds are kept; None where that is not kept here."""
        if not rounds:
            return self.standings
        return self.before if rounds == {survey_round for survey_round, _ in self.recent} else None


@dataclass(frozen=True, slots=True)
class Details:
    """What a principle's own page says beside its standing. this_quarter: what people said in it, by principle."""

    this_quarter: tuple[Voice, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that is kept of a project. findings: of all statements, with the records behind them."""

    summary: Summary
    details: Details
    findings: tuple[Finding, ...]


def assess(facts: ProjectFacts, least: int) -> Judgement:
    """least: the organisation's limit for small groups."""
    judged, span = row(facts, least), quarter_of(facts.as_of)
    findings = tuple(finding for cell in judged.cells for finding in cell.verdict.findings)
    details = Details(
        tuple(heard_within(facts, span, key, least) for key in PRINCIPLE_KEYS),
        tuple(said_of(finding, least) for finding in findings),
    )
    return Judgement(summarise(facts, judged, least), details, findings)


def summarise(facts: ProjectFacts, judged: Row, least: int) -> Summary:
    recent = recent_rounds(facts)
    hidden = hide_rounds(facts, frozenset(survey_round.ref.id for survey_round in recent))
    given = totals_of(facts, least)
    opened = list(stages_by_heard([facts], {facts.ref.id: least}))
    return Summary(
        standings=standings(judged, facts),
        before=standings(row(hidden, least), hidden) if recent else None,
        recent=tuple((survey_round.ref.id, survey_round.stage) for survey_round in recent),
        order=judged.order,
        minutes=given.minutes,
        agreed=given.agreed,
        sent=given.sent,
        stages=len(opened),
        heard=tuple(stage.id for _, stage, is_heard in opened if is_heard),
        waiting=len(without_answer([facts])),
        late=late_steps(facts),
        people=tuple(took_part(facts).items()),
    )


def late_steps(facts: ProjectFacts) -> tuple[LateStep, ...]:
    steps = by_step(late_payments([facts]))
    return tuple(LateStep(key, len(late), max(overdue.days for overdue in late)) for key, _, late in steps)


def recent_rounds(facts: ProjectFacts) -> list[RoundFact]:
    since = facts.as_of - WITHHELD_FOR
    return [
        survey_round
        for survey_round in facts.rounds
        if survey_round.closed_on and since <= survey_round.closed_on <= facts.as_of
    ]


def hide_rounds(facts: ProjectFacts, ids: frozenset[UUID]) -> ProjectFacts:
    """That people were asked is no secret; the answers are, as if the round was open still."""
    rounds = (
        replace(survey_round, closed_on=None, answers=()) if survey_round.ref.id in ids else survey_round
        for survey_round in facts.rounds
    )
    return replace(facts, rounds=tuple(rounds))


def standings(judged: Row, facts: ProjectFacts) -> Standings:
    payments = {overdue.payment.ref for overdue in late_payments([facts])}
    cells = (standing(cell, sum(record.ref in payments for record in cell.things_owed)) for cell in judged.cells)
    return Standings(tuple(cells), judged.cells.index(judged.first))


def standing(cell: Cell, owed_payments: int) -> Standing:
    return Standing(
        principle=cell.principle,
        verdict=replace(cell.verdict, findings=()),
        voice=cell.voice,
        state=cell.state,
        kind=cell.kind,
        needs_help=cell.needs_help,
        together=cell.together,
        because=cell.because,
        records=cell.records,
        owed=len(cell.things_owed),
        owed_payments=owed_payments,
        overdue_since=cell.things_owed[0].overdue_since if cell.things_owed else None,
    )


def said_of(finding: Finding, least: int) -> Said:
    parts = tuple(said_of_part(part, least) for part in finding.parts)
    return Said(finding.key, finding.state, finding.reason, finding.not_judged, parts)


def said_of_part(part: Criterion, least: int) -> Part:
    return Part(part.sentence, part.told_outside(least), part.about_people, part.openly is not None, len(part.counted))


def voices_in_words(voices: Sequence[Voice]) -> str:
    """One sentence on both voices: what is not confirmed, else where they are furthest apart."""
    shown = [(voice.figure.place, voice) for voice in voices if voice.figure is not None]
    if not shown:
        return f"{sentence_start(voices[0].sentence)}."
    _, lowest = min(shown, key=itemgetter(0))
    if lowest.low:
        return f"People do not confirm {PRINCIPLE_NAMES[lowest.principle]}: {lowest.sentence}."
    with_gap = [(abs(voice.apart), voice) for _, voice in shown if voice.far_apart and voice.apart is not None]
    if with_gap:
        _, furthest = max(with_gap, key=itemgetter(0))
        name = PRINCIPLE_NAMES[furthest.principle]
        return f"Furthest apart on {name}: {furthest.sentence}, {furthest.team_sentence}."
    return f"{sentence_start(lowest.sentence)} on {PRINCIPLE_NAMES[lowest.principle]}, and no less on the others."
