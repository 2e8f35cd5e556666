from principles.checks import judge
from principles.findings import Finding, State, verdict
from principles.gap import Voice, voice
from principles.report import Cell, in_order, row

from . import build
from .build import ago, asking, gathering, project, ref, replace


def cell(voice=None, state="met", principle="creativity", group_says=False):
    judged = verdict(principle, (Finding("C2", State(state)),))
    return Cell(ref("project"), principle, judged, voice or Voice(principle), group_says)


def said(*scores, team=()):
    return voice(project(rounds=(asking(scores, asked=8, coordinators=team),)), "creativity")


def late_payment(days):
    return build.payment(ref("person").id, ago(days + 14), ago(days))


def test_low_then_owed_then_apart_then_unheard_then_the_rest():
    low = row(project(rounds=(asking([2] * 6),)))
    owed = row(project(payments=(late_payment(3),), starts_on=ago(10)))
    apart = row(project(starts_on=ago(10), rounds=(asking([3] * 6, coordinators=[5]),)))
    unheard = row(replace(project(starts_on=ago(10), **gathering(6)), sessions=(), attendances=()))
    rest = row(project(starts_on=ago(10)))
    expected = (low, owed, apart, unheard, rest)
    assert [one.first.kind for one in expected] == [0, 1, 2, 3, 4]
    assert in_order(reversed(expected)) == expected


def test_lower_figures_more_owed_and_wider_gaps_come_first():
    lower, low = row(project(rounds=(asking([1] * 6),))), row(project(rounds=(asking([2] * 6),)))
    two = row(project(starts_on=ago(10), payments=(late_payment(3), late_payment(2))))
    one = row(project(starts_on=ago(10), payments=(late_payment(9),)))
    wide, narrow = (row(project(starts_on=ago(10), rounds=(asking([s] * 6, coordinators=[5]),))) for s in (3, 4))
    assert in_order((narrow, one, low, wide, two, lower)) == (lower, low, two, one, wide, narrow)


def test_a_low_figure_makes_good_records_unconfirmed():
    assert cell(said(3, 3, 3, 3, 2)).state == "not_confirmed"
    assert cell(said(3, 3, 3, 3, 3)).state == "met"
    assert cell(said(3, 3, 3, 3, 2)).shape == "◍"


def test_good_records_of_people_who_are_not_heard_are_records_only():
    assert (cell().state, cell().words, cell().shape) == ("records_only", "Records only", "▤")
    assert cell().together == "Our records say yes; we can't show what people say."
    assert [cell(state=state).state for state in ("partly", "not_met", "no_data")] == ["partly", "not_met", "no_data"]
    assert cell(said(1, 1, 1, 1)).because == cell(said(5, 5, 5, 5)).because == cell().because


def test_a_group_that_says_so_itself_is_met_and_beats_no_figure():
    assert cell(group_says=True).words == "Met: the group says so"
    assert cell(said(2, 2, 2, 2, 2), group_says=True).state == "not_confirmed"
    assert cell(said(1, 1, 5, 5, 5), group_says=True).state == "partly"
    assert cell(state="partly", group_says=True).state == "partly"


def test_what_the_group_says_comes_with_the_facts_and_for_its_own_principle_alone():
    cells = {one.principle: one.group_says for one in row(project(group_says=frozenset({"equality"}))).cells}
    assert [key for key, says in cells.items() if says] == ["equality"]


def test_each_state_beside_both_voices_says_a_sentence():
    for one in (cell(), cell(group_says=True), cell(said(4, 4, 4, 4, 4)), cell(said(1, 1, 5, 5, 5))):
        assert one.together.startswith("Our records say yes")
    assert cell(said(1, 1, 1, 1, 1), state="not_met").together.startswith("People do not confirm it")
    assert cell(state="partly").together == ""


def test_what_is_finer_than_a_band_changes_no_order():
    worse, better = (row(project(rounds=(asking(scores),))) for scores in ([2, 2, 2, 2, 2], [3, 3, 3, 3, 2]))
    assert worse.order[:3] == better.order[:3]
    wide, wider = (
        row(project(starts_on=ago(10), rounds=(asking(scores, coordinators=[5]),)))
        for scores in ([3, 4, 4, 4, 4], [3, 3, 3, 3, 3])
    )
    assert wide.order[:3] == wider.order[:3] and wide.sentence == wider.sentence


def test_coordinators_lower_than_people_is_a_gap_too():
    assert cell(said(*[5] * 5, team=[3])).kind == cell(said(*[3] * 5, team=[5])).kind == 2


def test_the_sentence_says_what_stands_first():
    assert "people say 2 to 3 of 5 (at least 5 people answered)" in cell(said(2, 2, 3, 2, 3, 2)).sentence
    assert (
        "one thing is owed since 27 June 2026" in row(project(payments=(late_payment(3),), starts_on=ago(9))).sentence
    )
    assert "the team says 4.5" in cell(said(3, 4, 3, 4, 3, team=[4, 5])).sentence


def test_a_rating_hides_no_late_payment():
    facts = project(**gathering(), payments=(late_payment(3),), rounds=(asking([5] * 6, principle="resources"),))
    assert judge(facts)["resources"].state == "not_met"
    resources = next(one for one in row(facts).cells if one.principle == "resources")
    assert resources.state == "not_met"
    assert resources.kind == 1


def test_the_order_is_the_same_however_the_projects_come():
    rows = [row(project()) for _ in range(6)]
    assert in_order(rows) == in_order(rows[::-1])
