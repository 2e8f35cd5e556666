import pytest

from principles.checks import CHECKS, judge
from principles.definitions import PRINCIPLES, STATEMENTS
from principles.findings import Counted, Finding, State, finding, no_data, part, share_state, verdict

from .build import ago, gathering, project, ref

FOUND = ref("thing")
OK, MISSED, MENDED = Counted(FOUND, True, ""), Counted(FOUND, False, ""), Counted(FOUND, False, "", ago(3))


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ([], "no_data"),
        ([OK], "met"),
        ([MENDED], "met"),
        ([MISSED], "not_met"),
        ([OK] * 8 + [MENDED], "met"),
        ([OK] * 8 + [MISSED], "partly"),
        ([OK] * 7 + [MENDED] * 2, "partly"),
        ([OK] * 8 + [MISSED] * 2, "met"),
        ([OK] * 7 + [MISSED] * 3, "partly"),
        ([OK] * 4 + [MISSED] * 6, "partly"),
        ([OK] * 3 + [MISSED] * 7, "not_met"),
    ],
)
def test_a_share_of_four_in_five(counted, expected):
    assert share_state(counted, met_at=0.8) == expected


@pytest.mark.parametrize(("counted", "expected"), [([MENDED], "partly"), ([OK] * 99 + [MISSED], "partly")])
def test_strict_allows_none_to_be_missed(counted, expected):
    assert share_state(counted, strict=True) == expected


def test_the_numbers_of_a_sentence_add_up_to_its_list():
    two_of_three = part([OK, None, MISSED, OK], "were good")
    assert two_of_three.sentence.startswith("2 of 3 ")
    assert len(two_of_three.counted) == 3


def test_the_worst_part_decides_and_parts_without_data_are_left_out():
    good, poor, none = part([OK], "a"), part([MISSED], "b"), part([], "c")
    found = finding("C1", good, poor, none)
    assert found.state == "not_met"
    assert len(found.parts) == 2


@pytest.mark.parametrize("principle", CHECKS)
def test_every_statement_has_a_finding_in_its_order(principle):
    found = CHECKS[principle](project())
    assert [one.key for one in found] == [one.key for one in PRINCIPLES[principle].statements]


def test_an_empty_project_meets_nothing():
    for judged in judge(project(starts_on=None)).values():
        assert judged.state == "no_data"
        assert judged.met == 0


def test_what_was_before_we_started_is_never_judged():
    for judged in judge(project(imported=True, **gathering())).values():
        assert judged.state == "not_applicable"
        assert judged.words == ""


def found(key, state):
    return Finding(key, State(state))


def test_the_worst_core_statement_decides_and_others_only_inform():
    findings = (found("C1", "not_met"), found("C2", "met"), no_data("C3"), found("C4", "not_applicable"))
    judged = verdict("creativity", findings)
    assert judged.state == "met"
    assert judged.words == "1 of 3"


def test_most_core_statements_without_data_leave_the_principle_without():
    keys = [key for key, one in STATEMENTS.items() if one.principle == "relationships"]
    half = (found("R1", "met"), found("R2", "partly"), no_data("R3"), no_data("R4"))
    most = (found("R1", "not_met"), *(no_data(key) for key in keys[1:]))
    assert verdict("relationships", half).state == "partly"
    assert verdict("relationships", most).state == "no_data"


def test_what_is_owed_twice_in_one_principle_stands_once_the_oldest_first():
    older, newer = (Counted(ref("thing"), False, "", owed_since=ago(days)) for days in (9, 2))
    parts = part([newer, older], "a"), part([older], "b")
    judged = verdict("resources", (finding("S4", *parts),))
    assert judged.owed == (older, newer)
