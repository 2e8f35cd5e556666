from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coproduction.base.words import SMALL_GROUP
from principles.gap import Voice, pooled, voice
from principles.report import row

from .build import ago, ahead, asking, gathering, project


def heard(*rounds, **known):
    return project(rounds=rounds, **known)


def creativity(facts):
    return voice(facts, "creativity")


def test_five_answers_and_half_of_those_asked_are_shown():
    said = creativity(heard(asking([4, 4, 4, 4, 3], asked=10, coordinators=[5, 5])))
    assert (said.people, said.answered, said.asked, said.coordinators, said.gap) == (3.8, 5, 10, 5.0, 1.2)


@pytest.mark.parametrize(("answers", "asked"), [(4, 4), (5, 11), (0, 9)])
def test_too_few_answers_are_not_shown(answers, asked):
    said = creativity(heard(asking([1] * answers, asked=asked)))
    assert not said.shown
    assert said.sentence == SMALL_GROUP


def test_cant_say_is_no_score():
    assert not creativity(heard(asking([4, 4, 4, 4, None]))).shown


@pytest.mark.parametrize("closed_on", [ahead(1), None])
def test_only_closed_rounds_are_read(closed_on):
    still_open = replace(asking([4] * 6), closed_on=closed_on)
    assert not creativity(heard(still_open)).shown


def test_rounds_are_never_added_together():
    assert not creativity(heard(asking([4] * 3), asking([4] * 3))).shown


def test_the_latest_round_that_may_be_shown_is_shown():
    old, new = asking([2] * 6, closed_on=ago(40)), asking([4] * 6, closed_on=ago(20))
    small = asking([1] * 2, closed_on=ago(5))
    assert creativity(heard(new, old, small)).people == 4.0


@pytest.mark.parametrize(("scores", "low"), [([3] * 5, False), ([3, 3, 3, 3, 2], True), ([5] * 5, False)])
def test_below_three_is_not_confirmed(scores, low):
    said = creativity(heard(asking(scores)))
    assert said.low is low
    assert (said.people < 3) is low


def everything(facts):
    return [(cell.state, cell.sentence, cell.order[:-1], cell.voice) for cell in row(facts).cells]


@pytest.mark.parametrize("size", [3, 6])
def test_a_small_group_reads_the_same_whether_low_high_or_missing(size):
    known = gathering(size)
    low, high, missing = (asking(scores, asked=size) for scores in ([1] * 4, [5] * 4, []))
    worlds = [replace(project(**known), rounds=rounds) for rounds in ((low,), (high,), (missing,))]
    first, *others = map(everything, worlds)
    assert all(repr(one) == repr(first) for one in others)


def test_no_round_at_all_reads_like_a_small_group():
    known = gathering(3)
    asked = replace(project(**known), rounds=(asking([1] * 3),))
    assert creativity(asked) == creativity(project(**known)) == Voice("creativity")


def pool(*rounds):
    return pooled([heard(one) for one in rounds], "creativity")


def test_small_groups_count_together_where_they_reach_five():
    assert pool(asking([2] * 3), asking([4] * 3)).people == 3.0


def test_small_groups_that_do_not_reach_five_stay_out():
    shown = asking([4] * 6)
    assert pool(shown, asking([1] * 2), asking([1] * 2)) == pool(shown)


def test_one_small_group_is_never_pooled_with_shown_ones():
    shown = asking([4] * 6)
    assert pool(shown, asking([1] * 4)) == pool(shown, asking([5] * 4)) == pool(shown)


def test_one_unheard_large_group_is_never_pooled_either():
    shown = asking([4] * 6)
    assert pool(shown, asking([1] * 6, asked=13)) == pool(shown)


def test_what_is_left_after_taking_shown_figures_away_is_two_groups_and_five_answers():
    shown, small = asking([4] * 6), (asking([1] * 2), asking([5] * 3))
    everyone = pool(shown, *small)
    assert everyone.answered - creativity(heard(shown)).answered == 5
    swapped = pool(shown, asking([5] * 2), replace(asking([5, 3, 3]), asked=3))
    assert everyone.answered == swapped.answered


ROUNDS = st.lists(st.tuples(st.lists(st.integers(1, 5), max_size=8), st.integers(0, 9)), max_size=6)


@given(ROUNDS)
@settings(max_examples=500)
def test_subtracting_shown_figures_from_the_pool_leaves_nobody_alone(cohorts):
    projects = [heard(asking(scores, asked=len(scores) + more)) for scores, more in cohorts]
    everyone, each = pooled(projects, "creativity"), [creativity(one) for one in projects]
    left = (everyone.answered or 0) - sum(one.answered for one in each if one.shown)
    groups = sum(bool(scores) and not one.shown for (scores, _), one in zip(cohorts, each, strict=True))
    assert left == 0 or not everyone.shown or (left >= 5 and groups >= 2)


def test_nobody_to_pool_is_not_shown():
    assert not pool(asking([3] * 4)).shown
    assert not pooled([], "creativity").shown
