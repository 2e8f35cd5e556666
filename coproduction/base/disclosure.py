"""Every count of people, for readers outside the team, and every figure of what people answered.

What we did for people is counted openly, over everyone who ever took part. What people chose, said or are is not shown
where it is small, with whatever it could be worked out from, and else rounded; a figure of few answers is a band.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise

from .words import NOT_SHOWN

# An installation may raise this, never lower it.
LEAST = 5
STEP = 5

# From so many answers on, a figure is said to one decimal.
EXACT_FROM = 10
LOWEST, HIGHEST = 1, 5

# A count in a table, by its row and its column; and a row or a column as a node that hidden counts join.
Place = tuple[int, int]
Table = list[list[int]]
Node = tuple[str, int]
# How many more are hidden, how many of them are totals, and what they add up to.
Cost = tuple[int, int, int]


def hidden_below(n: int, least: int = LEAST) -> int | None:
    """None means not shown; nobody and a few look the same."""
    return n if n >= max(least, LEAST) else None


def rounded(n: int) -> int:
    """To the nearest five, so that two rounded numbers never differ by one to four people."""
    return STEP * ((n + STEP // 2) // STEP)


def counted_openly(ok: int, n: int, does: str, things: str = "people", least: int = LEAST) -> str:
    """What we did for people: "12 of 12 people ...". n: everyone who ever took part; hidden where those are few."""
    if hidden_below(n, least) is None:
        return too_few_to_tell(f"{things} {does}")
    return f"{ok} of {n} {things} {does}."


def share_of_people(
    ok: int, n: int, does: str, things: str = "people", least: int = LEAST, persons: int | None = None
) -> str:
    """What people chose, said or are: those counted and those left over must be enough, or neither is shown.

    persons: how many people are behind the n things, where one may have several.
    """
    few = min(ok, n - ok, n if persons is None else persons)
    if hidden_below(few, least) is None:
        return too_few_to_tell(f"{things} {does}")
    return f"About {rounded(ok)} of {rounded(n)} {things} {does}."


def number_of_people(count: int, least: int, *, names_seen: bool = False) -> str:
    """Small numbers point at persons and are not said, nobody and a few alike; save to those who see the names."""
    if not names_seen and count < least:
        return f"{NOT_SHOWN} (small numbers)"
    return f"{count or 'no'} {'person' if count == 1 else 'people'}"


def people_out_of(ok: int, n: int, least: int) -> str:
    """What we did for people, in a line: "11 of 12 people"."""
    return f"{NOT_SHOWN} (small numbers)" if hidden_below(n, least) is None else f"{ok} of {n} people"


def some_of_people(count: int, of: int, least: int, *, names_seen: bool = False) -> str:
    """How many of them chose it: hidden with the others where either are few, and rounded, save for the team."""
    if names_seen:
        return number_of_people(count, least, names_seen=True)
    if hidden_below(min(count, of - count), least) is None:
        return f"{NOT_SHOWN} (small numbers)"
    return f"about {rounded(count)} people"


def too_few_to_tell(what: str) -> str:
    return f"How many {what} is {NOT_SHOWN} here (small numbers)."


@dataclass(frozen=True, slots=True)
class Figure:
    """What may be shown of answers from 1 to 5, and nothing finer: whoever orders, draws or compares has this alone.

    low and high: between which the mean lies; they are the same where it is said to one decimal.
    """

    words: str
    low: float
    high: float

    @property
    def place(self) -> float:
        return (self.low + self.high) / 2

    @property
    def exact(self) -> bool:
        return self.low == self.high


BELOW_TWO, TWO_TO_THREE = Figure("below 2", 1, 2), Figure("2 to 3", 2, 3)
THREE_TO_FOUR, ABOVE_FOUR = Figure("3 to 4", 3, 4), Figure("above 4", 4, 5)


def band(mean: Fraction | float) -> Figure:
    """2.0 reads "2 to 3"; 3.0 and 4.0 read "3 to 4".

    So the ends keep every secret: of people who all answered 1, or all 5, whoever knows all but one answer cannot
    tell the last, since with any other it would read the same.
    """
    if mean < TWO_TO_THREE.low:
        return BELOW_TWO
    if mean < THREE_TO_FOUR.low:
        return TWO_TO_THREE
    return THREE_TO_FOUR if mean <= THREE_TO_FOUR.high else ABOVE_FOUR


def figure(scores: Sequence[int]) -> Figure:
    """A band under ten answers, and at the ends; else one decimal, downwards, so that just below 3 never reads as 3."""
    mean = Fraction(sum(scores), len(scores))
    shown = band(mean)
    if len(scores) < EXACT_FROM or shown in (BELOW_TWO, ABOVE_FOUR):
        return shown
    decimal = (mean * 10).__floor__() / 10
    return Figure(f"{decimal}", decimal, decimal)


def how_many_answered(answered: int, asked: int, least: int = LEAST) -> str:
    """Only where that many may be told at all."""
    if answered < EXACT_FROM:
        return f"at least {min(max(least, LEAST), answered)} people answered"
    if rounded(answered) >= rounded(asked):
        return f"all or nearly all of about {rounded(asked)} people answered"
    return f"about {rounded(answered)} of {rounded(asked)} people answered"


def suppress_small_counts(
    rows: list[list[int]], least: int = LEAST, known: frozenset[Place] = frozenset()
) -> list[list[int | None]]:
    """Counts of people with their totals added, as the last row and the last column.

    Hidden (None) is every number below `least`, and as many more as it takes that no
    hidden number, and no small sum of them in one line, can be worked out from the rest.
    known: places (row, column) of which the reader has the number from elsewhere; they protect nothing.
    A total is known with all that it is made of, or not at all.
    """
    least = max(least, LEAST)
    table = [[*row, sum(row)] for row in rows]
    table.append([sum(column) for column in zip(*table, strict=True)])
    known = _with_totals_known(table, known)
    places = [(r, c) for r in range(len(table)) for c in range(len(table[0])) if (r, c) not in known]
    small = [place for place in places if _at(table, place) < least]
    hidden = HiddenCounts(table, frozenset(places))
    for place in small:
        hidden.add(place)
    # One look at each is enough: a square protects all its corners, and what it hides beside the small numbers is
    # large, so that no other line comes to hide too few.
    for place in small:
        hidden.protect(place)
    for line in _lines_of(table, small):
        if hidden.too_few_in(line, least):
            hidden.protect(hidden.add_cheapest_of(line))
    return [[None if (r, c) in hidden.places else n for c, n in enumerate(row)] for r, row in enumerate(table)]


def _with_totals_known(table: Table, known: frozenset[Place]) -> frozenset[Place]:
    height, width = len(table) - 1, len(table[0]) - 1
    rows = {(r, width) for r in range(height) if all((r, c) in known for c in range(width))}
    columns = {(height, c) for c in range(width) if all((r, c) in known for r in range(height))}
    whole = {(height, width)} if len(rows) == height else set()
    return known | rows | columns | whole


def _at(table: Table, place: Place) -> int:
    return table[place[0]][place[1]]


def _lines_of(table: Table, places: Sequence[Place]) -> Iterator[list[Place]]:
    """The rows and then the columns in which these places lie, each with its total last."""
    for row in dict.fromkeys(row for row, _ in places):
        yield [(row, c) for c in range(len(table[0]))]
    for column in dict.fromkeys(column for _, column in places):
        yield [(r, column) for r in range(len(table))]


def _cost(table: Table, more: Collection[Place]) -> Cost:
    """As few as can be, totals last, small ones first."""
    height, width = len(table) - 1, len(table[0]) - 1
    totals = sum(row == height or column == width for row, column in more)
    return len(more), totals, sum([_at(table, place) for place in more])


class HiddenCounts:
    """The places of a table that are hidden, and what it costs to hide more of those that may be.

    A table may have very many rows and has few columns, so rows are never searched one after the other for a square:
    for each two columns they wait in a heap, the cheapest first.
    """

    def __init__(self, table: Table, may_hide: frozenset[Place]) -> None:
        self.table, self.may_hide = table, may_hide
        self.places: set[Place] = set()
        self.graph = HiddenGraph()
        self.pairs: dict[frozenset[int], list[tuple[Cost, int]]] = {}

    def add(self, place: Place) -> None:
        self.places.add(place)
        self.graph.add(place)
        row, column = place
        for other in range(len(self.table[0])):
            pairs = self.pairs.get(frozenset((column, other)))
            if pairs is not None and (row, other) in self.may_hide:
                heappush(pairs, self._pair(row, column, other))

    def protect(self, place: Place) -> None:
        """With the other three corners of a square hidden, a number can no longer be worked out."""
        if place not in self.graph.in_cycles:
            for corner in min(self._squares(place), key=lambda more: (_cost(self.table, more), sorted(more))):
                self.add(corner)

    def too_few_in(self, line: Sequence[Place], least: int) -> bool:
        """Whether the total of this line shows and what is hidden adds up to too few."""
        few = sum(_at(self.table, place) for place in line if place in self.places)
        return few < least and line[-1] not in self.places

    def add_cheapest_of(self, line: Sequence[Place]) -> Place:
        seen = [place for place in line if place in self.may_hide and place not in self.places]
        cheapest = min(seen, key=lambda place: (_cost(self.table, [place]), place))
        self.add(cheapest)
        return cheapest

    def _squares(self, place: Place) -> Iterator[set[Place]]:
        """What each would hide that still shows: with each other column, the cheapest."""
        row, column = place
        for other in range(len(self.table[0])):
            if other != column and (row, other) in self.may_hide:
                r = self._cheapest_row(column, other, row)
                if r is not None:
                    yield {(row, other), (r, column), (r, other)} - self.places

    def _cheapest_row(self, column: int, other: int, row: int) -> int | None:
        """In which other row it costs least to hide both columns; the first, where several cost the same.

        A row may stand in the heap more than once. What it costs only falls, so its last cost comes first.
        """
        columns = frozenset((column, other))
        if columns not in self.pairs:
            rows = [r for r in range(len(self.table)) if {(r, column), (r, other)} <= self.may_hide]
            self.pairs[columns] = sorted(self._pair(r, column, other) for r in rows)
        pairs, own = self.pairs[columns], []
        while pairs and pairs[0][1] == row:
            own.append(heappop(pairs))
        cheapest = pairs[0][1] if pairs else None
        for pair in own:
            heappush(pairs, pair)
        return cheapest

    def _pair(self, row: int, column: int, other: int) -> tuple[Cost, int]:
        return _cost(self.table, [place for place in ((row, column), (row, other)) if place not in self.places]), row


class HiddenGraph:
    """Rows and columns as nodes, hidden numbers as edges: a number can be worked out where its edge is a bridge.

    That is where no other way leads from its row to its column. An edge between nodes that nothing joined yet becomes
    part of a tree; any other closes a cycle with the way through its tree, and no edge of a cycle is a bridge.
    Rows and columns take turns on a way, so that none through a tree is longer than twice the columns.
    """

    def __init__(self) -> None:
        self.parents: dict[Node, Node] = {}
        self.in_cycles: set[Place] = set()

    def add(self, place: Place) -> None:
        row, column = ("row", place[0]), ("column", place[1])
        from_row, from_column = self._to_root(row), self._to_root(column)
        if from_row[-1] == from_column[-1]:
            self.in_cycles |= {place} | (_edges(from_row) ^ _edges(from_column))
        else:
            # The tree of the row is turned so that the row is its root, and then hung below the column.
            self.parents |= {parent: child for child, parent in pairwise(from_row)} | {row: column}

    def _to_root(self, node: Node) -> list[Node]:
        way = [node]
        while way[-1] in self.parents:
            way.append(self.parents[way[-1]])
        return way


def _edges(way: list[Node]) -> set[Place]:
    return {(start[1], end[1]) if start[0] == "row" else (end[1], start[1]) for start, end in pairwise(way)}
