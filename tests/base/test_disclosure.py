from dataclasses import replace
from datetime import date
from itertools import product
from time import process_time
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coproduction.base.disclosure import (
    LEAST,
    hidden_below,
    rounded,
    share_of_people,
    some_of_people,
    suppress_small_counts,
)
from principles.findings import CountedRecord, Openly, criterion
from tests.principles.build import ref

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize("n", range(5))
def test_nobody_and_a_few_look_the_same(n):
    assert hidden_below(n) is None
    assert hidden_below(5) == 5


def test_the_least_may_go_up_and_never_down():
    assert hidden_below(9, least=10) is None
    assert hidden_below(4, least=1) is None


@pytest.mark.parametrize("n", range(9))
def test_the_sentence_of_a_small_group_is_the_same_for_everyone_and_nobody(n):
    assert len({share_of_people(ok, n, "were asked") for ok in range(n + 1)}) == 1


def test_the_few_who_are_left_over_are_hidden_too():
    assert share_of_people(9, 12, "were asked") == share_of_people(3, 12, "were asked")
    assert share_of_people(7, 12, "were asked") == "About 5 of 10 people were asked."


@given(st.integers(0, 200), st.integers(0, 200))
def test_rounded_numbers_never_differ_by_one_to_four(one, other):
    assert abs(rounded(one) - rounded(other)) not in range(1, LEAST)


def test_what_people_chose_has_its_own_words_for_outside():
    asked = criterion([CountedRecord(ref("person"), True, "")] * 3, "were asked", chosen=True)
    assert asked.about_people
    assert "3" in asked.sentence and "3" not in asked.told_outside()


def test_what_we_did_is_counted_openly_over_everyone_from_five_people_on():
    """However many were due it: only whom we failed is told apart."""
    whom = [uuid4() for _ in range(12)]
    did, missed = (
        CountedRecord(ref("person"), True, "", person=whom[0]),
        CountedRecord(ref("person"), False, "", person=whom[1]),
    )
    was_late = CountedRecord(ref("person"), False, "", resolved_on=date(2026, 6, 1), late=True, person=whom[2])
    everyone = Openly(frozenset(whom), "were told")
    assert criterion([did], "x", openly=everyone).told_outside() == "12 of 12 people were told, or did not need it yet."
    some = criterion([did, missed, missed, was_late], "x", openly=everyone)
    assert some.told_outside() == (
        "10 of 12 people were told, or did not need it yet. For one person it was late and put right."
    )
    few = replace(everyone, people=frozenset(whom[:4]))
    assert "small numbers" in criterion([did, was_late], "x", openly=few).told_outside()
    assert "small numbers" in some.told_outside(least=13)
    assert "one person" not in some.told_outside(least=13)


def test_who_chose_it_is_hidden_with_who_did_not():
    for count, of in ((6, 7), (7, 7), (3, 12), (9, 12), (0, 12)):
        assert some_of_people(count, of, LEAST) == "not shown (small numbers)"
    assert some_of_people(7, 12, LEAST) == "about 5 people"
    assert some_of_people(7, 14, 8) == "not shown (small numbers)"
    assert some_of_people(6, 7, LEAST, names_seen=True) == "6 people"


def test_several_things_of_a_few_people_are_few():
    assert "small numbers" in share_of_people(6, 12, "were in place", "things", persons=4)


def with_totals(rows):
    table = [[*row, sum(row)] for row in rows]
    return [*table, [sum(column) for column in zip(*table, strict=True)]]


def lines(table):
    return [*table, *zip(*table, strict=True)]


@given(TABLES)
@settings(max_examples=500)
def test_no_small_number_shows_or_can_be_subtracted(rows):
    shown, true = suppress_small_counts(rows), with_totals(rows)
    for seen, real in zip(lines(shown), lines(true), strict=True):
        assert all(n is None or n == m for n, m in zip(seen, real, strict=True))
        assert all(n is None or n >= LEAST for n in seen)
        *inner, total = seen
        if total is not None and None in inner:
            assert total - sum(n for n in inner if n is not None) >= LEAST
            assert inner.count(None) > 1
        if total is None:
            assert None in inner


def other_tables(rows, shown):
    """Every way of moving people round a square of four that leaves what is shown as it is."""
    height, width = len(shown), len(shown[0])
    return {
        (row, column)
        for row in range(height)
        for column in range(width)
        if shown[row][column] is None and _moves(shown, row, column)
    }


def _moves(shown, row, column):
    hidden = {(r, c) for r, line in enumerate(shown) for c, n in enumerate(line) if n is None} - {(row, column)}
    reach, grown = {("r", row)}, True
    while grown:
        more = {end for r, c in hidden for end in (("r", r), ("c", c)) if reach & {("r", r), ("c", c)}}
        grown = not more <= reach
        reach |= more
    return ("c", column) in reach


@given(TABLES)
@settings(max_examples=300)
def test_each_hidden_number_could_be_another_one(rows):
    shown = suppress_small_counts(rows)
    hidden = {(r, c) for r, line in enumerate(shown) for c, n in enumerate(line) if n is None}
    everything = len(shown) * len(shown[0])
    assert len(hidden) == everything or other_tables(rows, shown) == hidden


@given(TABLES, st.data())
@settings(max_examples=300)
def test_what_is_known_from_elsewhere_protects_nothing(rows, data):
    places = [(r, c) for r, row in enumerate(rows) for c in range(len(row))]
    known = data.draw(st.frozensets(st.sampled_from(places)))
    shown = suppress_small_counts(rows, known=known)
    hidden = {(r, c) for r, line in enumerate(shown) for c, n in enumerate(line) if n is None}
    may_hide = {(r, c) for r, line in enumerate(shown) for c in range(len(line)) if not worked_out(shown, known, r, c)}
    assert not hidden & known
    assert hidden == may_hide or other_tables(rows, shown) == hidden


def worked_out(shown, known, row, column):
    """Whether the reader knows all that this place is made of, or it is known itself."""
    height, width = len(shown) - 1, len(shown[0]) - 1
    rows = range(height) if row == height else [row]
    columns = range(width) if column == width else [column]
    return all((r, c) in known for r in rows for c in columns)


def test_a_stage_that_is_not_there_cannot_hide_another_number():
    shown = suppress_small_counts([[0, 3, 6], [9, 9, 9]], known=frozenset({(0, 0)}))
    assert shown[0][0] == 0
    assert shown[0].count(None) >= 2


def test_a_table_of_large_numbers_is_shown_whole():
    assert suppress_small_counts([[6, 7], [8, 9]]) == [[6, 7, 13], [8, 9, 17], [14, 16, 30]]


def test_one_small_number_hides_a_square_of_four():
    shown = suppress_small_counts([[2, 9, 9], [9, 9, 9], [9, 9, 9]])
    assert sum(n is None for line in shown for n in line) == 4


def test_small_numbers_that_protect_each_other_hide_no_more():
    shown = suppress_small_counts([[3, 3, 9], [9, 3, 3], [3, 9, 3]])
    assert shown == [[None, None, 9, 15], [9, None, None, 15], [None, 9, None, 15], [15, 15, 15, 45]]


# The choice among what could be hidden, told plainly and slowly -----------------------------------------------------


def hidden_one_by_one(rows):
    """As long as a number or a small sum can be worked out, the cheapest that helps the first of them is hidden too."""
    true = with_totals(rows)
    places = list(product(range(len(true)), range(len(true[0]))))

    def cost(more):
        totals = sum(r == len(true) - 1 or c == len(true[0]) - 1 for r, c in more)
        return len(more), totals, sum(true[r][c] for r, c in more), sorted(more)

    shown = [[None if n < LEAST else n for n in line] for line in true]
    while choices := what_helps_first(rows, true, places, shown):
        for r, c in min(choices, key=cost):
            shown[r][c] = None
    return shown


def what_helps_first(rows, true, places, shown):
    hidden = {(r, c) for r, c in places if shown[r][c] is None}
    if alone := hidden - other_tables(rows, shown):
        row, column = min(alone)
        return [{(r, c), (row, c), (r, column)} - hidden for r, c in places if r != row and c != column]
    for axis in (0, 1):
        for line in dict.fromkeys(place[axis] for place in sorted(hidden)):
            *inner, total = (place for place in places if place[axis] == line)
            if total not in hidden and sum(true[r][c] for r, c in hidden.intersection(inner)) < LEAST:
                return [{place} for place in (*inner, total) if place not in hidden]
    return []


@given(TABLES)
@settings(max_examples=300)
def test_no_more_is_hidden_than_the_cheapest_square_for_one_number_after_the_other(rows):
    assert suppress_small_counts(rows) == hidden_one_by_one(rows)


def test_a_table_of_thousands_of_projects_is_a_matter_of_a_second():
    rows = [
        [2 if column == row % 7 else 9 + (7 * row + 13 * column) % 50 for column in range(7)] for row in range(3000)
    ]
    began = process_time()
    shown = suppress_small_counts(rows)
    assert process_time() - began < 10
    assert all(line.count(None) != 1 for line in lines(shown))
    assert sum(line.count(None) for line in shown) == 2 * len(rows)
