from dataclasses import replace

from principles.checks import judge
from principles.findings import Finding, State, verdict
from principles.gap import Voice
from principles.report import Cell, in_order, row

from . import build
from .build import ago, asking, gathering, project, ref


def cell(voice=None, state="met", principle="creativity"):
    judged = verdict(principle, (Finding("C2", State(state)),))
    return Cell(ref("project"), principle, judged, voice or Voice(principle))


def said(people, coordinators=None):
    return Voice("creativity", people, 6, 8, coordinators, ago(3), low=people < 3)


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
    assert cell(said(2.9)).state == "not_confirmed"
    assert cell(said(3.0)).state == "met"
    assert cell(said(2.9)).shape == "◍"


def test_a_small_group_keeps_what_the_records_say():
    assert cell().state == "met"


def test_coordinators_lower_than_people_is_a_gap_too():
    assert cell(said(4.8, 3.0)).kind == cell(said(3.0, 4.8)).kind


def test_the_sentence_says_what_stands_first():
    assert "people say 2.3 of 5 (6 of 8 answered)" in cell(said(2.3)).sentence
    assert (
        "one thing is owed since 27 June 2026" in row(project(payments=(late_payment(3),), starts_on=ago(9))).sentence
    )
    assert "coordinators 4.8" in cell(said(3.5, 4.8)).sentence


def test_a_rating_hides_no_late_payment():
    facts = project(**gathering(), payments=(late_payment(3),), rounds=(asking([5] * 6, principle="resources"),))
    assert judge(facts)["resources"].state == "not_met"
    resources = next(one for one in row(facts).cells if one.principle == "resources")
    assert resources.state == "not_met"
    assert resources.kind == 1


def test_the_order_is_the_same_however_the_projects_come():
    rows = [row(project()) for _ in range(6)]
    assert in_order(rows) == in_order(rows[::-1])
