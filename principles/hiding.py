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


def people_in_words(ok: int, n: int, does: str) -> str:
    """Both those counted and those left over must be enough people, or neither is shown."""
    if hidden_below(ok) is None or hidden_below(n - ok) is None:
        return f"How many people {does} is {NOT_SHOWN} here (small numbers)."
    return f"About {rounded(ok)} of {rounded(n)} people {does}."


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
    while leak := next(_leaks(table, hidden, least), None):
        row, column = leak
        seen = [place for place in places if place not in hidden]
        nearest = [place for place in seen if place[0] == row or place[1] == column] or seen
        hidden.add(min(nearest, key=lambda place: _at(table, place)))
    return [[None if (r, c) in hidden else n for c, n in enumerate(row)] for r, row in enumerate(table)]


def _at(table, place):
    return table[place[0]][place[1]]


def _leaks(table, hidden, least):
    """Hidden places that can be worked out, while anything else is left to hide."""
    if len(hidden) == len(table) * len(table[0]):
        return
    yield from (place for place in sorted(hidden) if _alone(place, hidden))
    yield from (place for place in sorted(hidden) if _few_in_line(table, place, hidden, least))


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


def _few_in_line(table, place, hidden, least) -> bool:
    """The total of its row or column shows, and what is hidden there adds up to too few."""
    for axis, last in ((0, len(table[0]) - 1), (1, len(table) - 1)):
        line = [one for one in hidden if one[axis] == place[axis]]
        total_hidden = any(one[1 - axis] == last for one in line)
        if not total_hidden and sum(_at(table, one) for one in line) < least:
            return True
    return False
