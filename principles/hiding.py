"""Numbers about people, for readers outside the team: small ones are not shown, others are rounded."""

from coproduction.base.words import NOT_SHOWN

# An installation may raise this, never lower it.
LEAST = 5
STEP = 5


def hidden_below(n: int, least: int = LEAST) -> int | None:
    """None means not shown; nobody and a few look the same."""
    return n if n >= max(least, LEAST) else None


def rounded(n: int) -> int:
    """To the nearest five, so that two rounded numbers never differ by one to four people."""
    return STEP * ((n + STEP // 2) // STEP)


def people_in_words(ok: int, n: int, does: str, things: str = "people") -> str:
    """Both those counted and those left over must be enough people, or neither is shown."""
    if hidden_below(ok) is None or hidden_below(n - ok) is None:
        return too_few_to_tell(f"{things} {does}")
    return f"About {rounded(ok)} of {rounded(n)} {things} {does}."


def too_few_to_tell(what: str) -> str:
    return f"How many {what} is {NOT_SHOWN} here (small numbers)."


def hide_small(rows: list[list[int]], least: int = LEAST) -> list[list[int | None]]:
    """Counts of people with their totals added, as the last row and the last column.

    Hidden (None) is every number below `least`, and as many more as it takes that no
    hidden number, and no small sum of them in one line, can be worked out from the rest.
    """
    least = max(least, LEAST)
    table = [[*row, sum(row)] for row in rows]
    table.append([sum(column) for column in zip(*table, strict=True)])
    places = [(row, column) for row in range(len(table)) for column in range(len(table[0]))]
    hidden = {place for place in places if _at(table, place) < least}
    while len(hidden) < len(places) and (more := _to_hide(table, places, hidden, least)):
        hidden |= more
    return [[None if (r, c) in hidden else n for c, n in enumerate(row)] for r, row in enumerate(table)]


def _at(table, place):
    return table[place[0]][place[1]]


def _to_hide(table, places, hidden, least):
    """What more has to be hidden for the first number that can still be worked out."""
    for place in sorted(hidden):
        if _alone(place, hidden):
            return min(_squares(table, place, hidden), key=lambda square: _cost(table, square))
        line = _few_in_line(table, place, hidden, least)
        if line is not None:
            seen = [{one} for one in places if one not in hidden and one[line] == place[line]]
            return min(seen, key=lambda one: _cost(table, one))
    return set()


def _squares(table, place, hidden):
    """With the other three corners of a square hidden, a number can no longer be worked out."""
    row, column = place
    for r in range(len(table)):
        for c in range(len(table[0])):
            if r != row and c != column:
                yield {(row, c), (r, column), (r, c)} - hidden


def _cost(table, more):
    """As few as can be, totals last, small ones first."""
    totals = sum(row == len(table) - 1 or column == len(table[0]) - 1 for row, column in more)
    return (len(more), totals, sum(_at(table, one) for one in more))


def _alone(place, hidden) -> bool:
    """With rows and columns as points and hidden numbers as lines between them, a number
    can be worked out exactly where no other way leads from its row to its column."""
    others = hidden - {place}
    reached, waiting = set(), [("row", place[0])]
    while waiting:
        point = waiting.pop()
        reached.add(point)
        ends = [(("row", row), ("column", column)) for row, column in others]
        waiting += [b if a == point else a for a, b in ends if point in (a, b) and not {a, b} <= reached]
    return ("column", place[1]) not in reached


def _few_in_line(table, place, hidden, least):
    """Its row (0) or column (1), where the total shows and what is hidden adds up to too few; else None."""
    for axis, last in ((0, len(table[0]) - 1), (1, len(table) - 1)):
        line = [one for one in hidden if one[axis] == place[axis]]
        total_hidden = any(one[1 - axis] == last for one in line)
        if not total_hidden and sum(_at(table, one) for one in line) < least:
            return axis
    return None
