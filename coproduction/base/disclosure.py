"""Every count of people, for readers outside the team, and every figure of what people answered.

What we did for people is counted openly, over everyone who ever took part. What people chose, said or are is not shown
where it is small, with whatever it could be worked out from, and else rounded; a figure of few answers is a band.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .words import NOT_SHOWN

# An installation may raise this, never lower it.
LEAST = 5
STEP = 5

# From so many answers on, a figure is said to one decimal.
EXACT_FROM = 10
LOWEST, HIGHEST = 1, 5

# A count in a table, by its row and its column; and a row or a column as a point that hidden counts lead to.
Place = tuple[int, int]
Table = list[list[int]]
Point = tuple[str, int]


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
    rows: list[list[int]], least: int = LEAST, known: frozenset[tuple[int, int]] = frozenset()
) -> list[list[int | None]]:
    """Counts of people with their totals added, as the last row and the last column.

    Hidden (None) is every number below `least`, and as many more as it takes that no
    hidden number, and no small sum of them in one line, can be worked out from the rest.
    known: places (row, column) of which the reader has the number from elsewhere; they protect nothing.
    """
    least = max(least, LEAST)
    table = [[*row, sum(row)] for row in rows]
    table.append([sum(column) for column in zip(*table, strict=True)])
    known = _with_totals_known(table, known)
    places = [(r, c) for r in range(len(table)) for c in range(len(table[0])) if (r, c) not in known]
    hidden = {place for place in places if _at(table, place) < least}
    while len(hidden) < len(places) and (more := _to_hide(table, places, hidden, least)):
        hidden |= more
    return [[None if (r, c) in hidden else n for c, n in enumerate(row)] for r, row in enumerate(table)]


def _with_totals_known(table: Table, known: frozenset[Place]) -> frozenset[Place]:
    height, width = len(table) - 1, len(table[0]) - 1
    rows = {(r, width) for r in range(height) if all((r, c) in known for c in range(width))}
    columns = {(height, c) for c in range(width) if all((r, c) in known for r in range(height))}
    whole = {(height, width)} if len(rows) == height else set()
    return known | rows | columns | whole


def _at(table: Table, place: Place) -> int:
    return table[place[0]][place[1]]


def _to_hide(table: Table, places: Collection[Place], hidden: set[Place], least: int) -> set[Place]:
    """What more has to be hidden for the first number that can still be worked out."""
    if alone := _alone(hidden):
        return min(_squares(table, min(alone), places, hidden), key=lambda square: _cost(table, square))
    for axis, line in _few_in_line(table, hidden, least):
        seen = [{place} for place in places if place[axis] == line and place not in hidden]
        return min(seen, key=lambda more: _cost(table, more))
    return set()


def _squares(table: Table, place: Place, places: Collection[Place], hidden: set[Place]) -> Iterator[set[Place]]:
    """With the other three corners of a square hidden, a number can no longer be worked out."""
    (row, column), may_hide = place, set(places)
    for r, c in places:
        if r != row and c != column and (row, c) in may_hide and (r, column) in may_hide:
            yield {(row, c), (r, column), (r, c)} - hidden


def _cost(table: Table, more: set[Place]) -> tuple[int, int, int, list[Place]]:
    """As few as can be, totals last, small ones first."""
    totals = sum(row == len(table) - 1 or column == len(table[0]) - 1 for row, column in more)
    return (len(more), totals, sum(_at(table, place) for place in more), sorted(more))


def _alone(hidden: set[Place]) -> list[Place]:
    """The hidden numbers that can be worked out.

    With rows and columns as points and hidden numbers as lines between them, those are
    the bridges: no other way leads from such a number's row to its column. A walk that goes
    as far as it can before it turns back finds them: nothing beyond a bridge leads back over it.
    """
    ways: defaultdict[Point, list[Point]] = defaultdict(list)
    for row, column in sorted(hidden):
        ways["row", row].append(("column", column))
        ways["column", column].append(("row", row))
    number, came_from = _walk(ways)
    back_to = dict(number)
    for point in sorted(number, key=number.__getitem__, reverse=True):
        for other in ways[point]:
            if other != came_from[point]:
                back_to[point] = min(back_to[point], back_to[other] if came_from[other] == point else number[other])
    bridges = [{point, came_from[point]} for point in number if came_from[point] and back_to[point] == number[point]]
    return [(row, column) for row, column in hidden if {("row", row), ("column", column)} in bridges]


def _walk(ways: dict[Point, list[Point]]) -> tuple[dict[Point, int], dict[Point, Point | None]]:
    """Each point's number in the order of the walk, and the point it was reached from."""
    number: dict[Point, int] = {}
    came_from: dict[Point, Point | None] = {}
    onward = {point: iter(others) for point, others in ways.items()}
    for start in ways:
        path = [] if start in number else [start]
        came_from.setdefault(start, None)
        while path:
            number.setdefault(path[-1], len(number))
            other = next((point for point in onward[path[-1]] if point not in number), None)
            if other is None:
                path.pop()
            else:
                came_from[other] = path[-1]
                path.append(other)
    return number, came_from


def _few_in_line(table: Table, hidden: set[Place], least: int) -> Iterator[tuple[int, int]]:
    """Rows (axis 0) and columns (1) where the total shows and what is hidden adds up to too few."""
    for axis, last in ((0, len(table[0]) - 1), (1, len(table) - 1)):
        sums: defaultdict[int, int] = defaultdict(int)
        for place in sorted(hidden):
            sums[place[axis]] += _at(table, place)
        total_hidden = {place[axis] for place in hidden if place[1 - axis] == last}
        yield from ((axis, line) for line, few in sums.items() if few < least and line not in total_hidden)
