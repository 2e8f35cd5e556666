import pytest

from coproduction.base.words import SMALL_GROUP
from principles.findings import State
from principles.gap import Voice, pooled, together, voice
from principles.report import row

from .build import ago, ahead, asking, gathering, project, replace


def heard(*rounds, **known):
    return project(rounds=rounds, **known)


def creativity(facts):
    return voice(facts, "creativity")


def test_five_answers_and_half_of_those_asked_are_shown():
    said = creativity(heard(asking([4, 4, 4, 4, 3], asked=10, coordinators=[5, 5])))
    assert (said.people, said.count, said.coordinators) == ("3 to 4", "at least 5 people answered", 5.0)
    assert (said.apart, said.gap) == (1.0, "people say less than the team")


def test_from_ten_answers_on_it_is_one_decimal_and_the_gap_a_number():
    said = creativity(heard(asking([4, 4, 4, 4, 3] * 2, asked=14, coordinators=[5, 5])))
    assert (said.people, said.count) == ("3.8", "about 10 of 15 people answered")
    assert (said.apart, said.gap) == (1.2, "people say less than the team, by 1.2")


@pytest.mark.parametrize(
    ("score", "team", "words"),
    [
        (1, 5, "people say a lot less than the team"),
        (3, 5, "people say less than the team"),
        (3, 4, "people and the team say about the same"),
        (5, 4, "people and the team say about the same"),
        (5, 3, "people say more than the team"),
        (5, 2, "people say a lot more than the team"),
    ],
)
def test_the_gap_is_told_from_the_band(score, team, words):
    assert creativity(heard(asking([score] * 6, coordinators=[team]))).gap == words


def test_the_answer_of_one_coordinator_is_shown_as_theirs():
    assert creativity(heard(asking([3] * 6, coordinators=[4]))).team_sentence == "one coordinator says 4"
    assert creativity(heard(asking([3] * 6, coordinators=[4, 5]))).team_sentence == "the team says 4.5"
    assert creativity(heard(asking([3] * 6))).gap == ""


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
    assert creativity(heard(new, old, small)).people == "3 to 4"


@pytest.mark.parametrize(("scores", "low"), [([3] * 5, False), ([3, 3, 3, 3, 2], True), ([5] * 5, False)])
@pytest.mark.parametrize("times", [1, 2])
def test_below_three_is_not_confirmed(scores, low, times):
    said = creativity(heard(asking(scores * times)))
    assert said.low is low
    assert (said.figure.place < 3) is low


@pytest.mark.parametrize(
    ("scores", "confirms"),
    [
        ([5, 5, 5, 3, 1], True),
        ([5, 5, 5, 2, 1], False),
        ([5, 4, 4, 4, 4, 4, 4, 4, 2, 2], True),
        ([3, 3, 3, 3, 2], False),
    ],
)
def test_people_confirm_where_at_most_one_in_five_gave_a_low_answer(scores, confirms):
    assert creativity(heard(asking(scores))).confirms is confirms


def test_met_is_said_only_where_both_agree_or_the_group_says_so():
    yes, no = creativity(heard(asking([4] * 5))), creativity(heard(asking([2] * 5)))
    split, unheard = creativity(heard(asking([1, 1, 5, 5, 5]))), Voice("creativity")
    every = [together(State.MET, one, group_says) for group_says in (False, True) for one in (yes, split, no, unheard)]
    assert every == ["met", "partly", "not_confirmed", "records_only", "met", "partly", "not_confirmed", "group_met"]
    for records in (State.NOT_MET, State.PARTLY, State.NO_DATA, State.NOT_APPLICABLE):
        stands = [together(records, one, True) for one in (yes, split, unheard, no)]
        assert stands == [records] * 3 + ["not_confirmed"]


def everything(facts):
    return [(cell.state, cell.sentence, cell.order[:-1], cell.voice) for cell in row(facts).cells]


@pytest.mark.parametrize("size", [3, 6])
def test_a_small_group_reads_the_same_whether_low_high_or_missing(size):
    known = gathering(size)
    low, high, missing = (asking(scores, asked=size) for scores in ([1] * 4, [5] * 4, []))
    worlds = [replace(project(**known), rounds=rounds) for rounds in ((low,), (high,), (missing,))]
    first, *others = map(everything, worlds)
    assert all(repr(one) == repr(first) for one in others)


def test_no_round_at_all_is_told_from_a_small_group_by_nothing_but_that():
    known = gathering(3)
    asked = replace(project(**known), rounds=(asking([1] * 3),))
    assert creativity(asked) == Voice("creativity")
    assert creativity(project(**known)) == Voice("creativity", asked=False)


def pool(*rounds):
    return pooled([heard(one) for one in rounds], "creativity")


def test_small_groups_count_together_where_they_reach_five():
    assert pool(asking([2] * 3), asking([4] * 3)).people == "3 to 4"


def test_small_groups_that_do_not_reach_five_stay_out():
    shown = asking([4] * 6)
    assert pool(shown, asking([1] * 2), asking([1] * 2)) == pool(shown)


def test_one_small_group_is_never_pooled_with_shown_ones():
    shown = asking([4] * 6)
    assert pool(shown, asking([1] * 4)) == pool(shown, asking([5] * 4)) == pool(shown)


def test_one_unheard_large_group_is_never_pooled_either():
    shown = asking([4] * 6)
    assert pool(shown, asking([1] * 6, asked=13)) == pool(shown)


def test_what_is_together_stays_so_when_a_later_round_closes():
    first, second, third = (asking([score] * 3, closed_on=ago(day)) for score, day in ((1, 30), (1, 20), (5, 10)))
    before, after = pool(first, second), pool(first, second, third)
    assert before == after and before.people == "below 2"
    assert pool(first, second, third, asking([5] * 3, closed_on=ago(5))).people == "3 to 4"


def test_a_project_that_is_heard_twice_in_a_small_way_is_no_group_of_two():
    few = [asking([1] * 3, closed_on=ago(day)) for day in (30, 20)]
    assert not pooled([heard(*few)], "creativity").shown
    assert not pooled([heard(*few), heard(asking([1], closed_on=ago(10)))], "creativity").shown


def test_after_a_year_small_groups_count_no_more():
    assert not pool(asking([2] * 3, closed_on=ago(400)), asking([4] * 3, closed_on=ago(366))).shown


def test_nobody_to_pool_is_not_shown():
    assert not pool(asking([3] * 4)).shown
    assert not pooled([], "creativity").shown
