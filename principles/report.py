"""Many projects, six principles each: what needs help first, and the sentence that says why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from coproduction.base.disclosure import LEAST
from coproduction.base.words import FINDING_SHAPES, FINDING_WORDS, PRINCIPLE_KEYS, PRINCIPLE_NAMES, TOGETHER

from .checks import judge
from .facts import ProjectFacts, Ref
from .findings import CountedRecord, State, Verdict, day, out_of, without_persons
from .gap import GROUP_MET, NOT_CONFIRMED, RECORDS_ONLY, Voice, together, voice

HEARD_LOW, OWED, FAR_APART, NOT_HEARD, THE_REST = range(5)
# A kind, how much of it, the place of the principle and the id of the project.
Order: TypeAlias = tuple[int, float, int, int, str]
STATE_ORDER = (
    NOT_CONFIRMED,
    State.NOT_MET,
    State.PARTLY,
    State.NO_DATA,
    RECORDS_ONLY,
    GROUP_MET,
    State.MET,
    State.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One principle of one project: what the records say and what the people say.

    group_says: the group has made a statement of its own that it is met, which stands on that day.
    """

    project: Ref
    principle: str
    verdict: Verdict
    voice: Voice
    group_says: bool = False

    @property
    def state(self) -> str:
        return together(self.verdict.state, self.voice, self.group_says)

    @property
    def together(self) -> str:
        """The state in a sentence, where both voices make it."""
        return TOGETHER.get(self.state, "") if self.voice.low or self.verdict.state == State.MET else ""

    @property
    def words(self) -> str:
        return FINDING_WORDS[self.state]

    @property
    def shape(self) -> str:
        return FINDING_SHAPES[self.state]

    @property
    def kind(self) -> int:
        if self.voice.low:
            return HEARD_LOW
        if self.verdict.owed:
            return OWED
        if self.voice.far_apart:
            return FAR_APART
        return NOT_HEARD if self.voice.waiting else THE_REST

    @property
    def needs_help(self) -> bool:
        """A team that is harder on itself than people are needs none."""
        harder_on_itself = self.kind == FAR_APART and self.voice.apart is not None and self.voice.apart < 0
        return self.kind < THE_REST and not harder_on_itself

    @property
    def things_owed(self) -> tuple[CountedRecord, ...]:
        """What is owed and may be counted by any reader: not what points at persons."""
        return without_persons(self.verdict.findings, self.verdict.owed)

    @property
    def overdue_since(self) -> date | None:
        """The oldest of what is owed that any reader is told of."""
        told = self.things_owed
        return told[0].overdue_since if told else self.verdict.owed_since

    @property
    def order(self) -> Order:
        """Lowest first. Reads figures that are shown and records, never answers that are not shown."""
        return (self.kind, *self._within(), PRINCIPLE_KEYS.index(self.principle), str(self.project.id))

    def _within(self) -> tuple[float, int]:
        if self.kind == HEARD_LOW and self.voice.figure is not None:
            return (self.voice.figure.place, 0)
        if self.kind == OWED and (since := self.verdict.owed_since):
            return (-len(self.verdict.owed), since.toordinal())
        if self.kind == FAR_APART and self.voice.apart is not None:
            return (-abs(self.voice.apart), 0)
        return (STATE_ORDER.index(self.state), 0)

    @property
    def sentence(self) -> str:
        """Tells no number of people but those who answered where that is shown."""
        return f"{PRINCIPLE_NAMES[self.principle]}: {self.because}"

    @property
    def because(self) -> str:
        """The same without the name of the principle, for where it stands already."""
        return f"{self._why()}. {self.records}"

    def _why(self) -> str:
        if self.kind == OWED and (since := self.overdue_since):
            return self._owed(day(since))
        if self.kind == FAR_APART:
            return f"{self.voice.sentence}, {self.voice.team_sentence}"
        if self.kind == NOT_HEARD:
            return "too few people have been heard" if self.voice.asked else self.voice.sentence
        return self.voice.sentence if self.voice.shown else FINDING_WORDS[self.state].lower()

    def _owed(self, since: str) -> str:
        """What points at persons is told of without its number."""
        count = len(self.things_owed)
        if not count:
            return f"something is owed to people since {since}"
        return f"one thing is owed since {since}" if count == 1 else f"{count} things are owed, the first since {since}"

    @property
    def records(self) -> str:
        if not self.verdict.of:
            return ""
        return f"{out_of(self.verdict.met, self.verdict.of, 'statements', 'met')} by our records."


@dataclass(frozen=True, slots=True)
class Row:
    project: Ref
    cells: tuple[Cell, ...]

    @property
    def first(self) -> Cell:
        """Where something is owed, what is owed longest, though more may be owed under another principle."""
        return min(self.cells, key=lambda cell: (cell.kind, _longest_owed(cell), cell.order))

    @property
    def order(self) -> Order:
        return min(cell.order for cell in self.cells)

    @property
    def sentence(self) -> str:
        return self.first.sentence


def _longest_owed(cell: Cell) -> date:
    return (cell.kind == OWED and cell.overdue_since) or date.max


def row(facts: ProjectFacts, least: int = LEAST) -> Row:
    """least: the organisation's own limit for small groups."""
    verdicts = judge(facts)
    cells = tuple(
        Cell(facts.ref, key, verdicts[key], voice(facts, key, least), key in facts.group_says) for key in PRINCIPLE_KEYS
    )
    return Row(facts.ref, cells)


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """What needs help first comes first."""
    return tuple(sorted(rows, key=lambda row: row.order))
