import pytest

from principles.checks import CHECKS, RULES, judge
from principles.definitions import PRINCIPLES, STATEMENTS
from principles.findings import CountedRecord, Finding, State, criterion, finding, no_data, out_of, share_state, verdict

from .build import ago, gathering, project, ref, replace

FOUND = ref("thing")
OK, MISSED, RESOLVED = (
    CountedRecord(FOUND, True, ""),
    CountedRecord(FOUND, False, ""),
    CountedRecord(FOUND, False, "", ago(3)),
)
LATE, LATE_AND_OPEN = replace(RESOLVED, late=True), CountedRecord(FOUND, False, "", late=True, overdue_since=ago(3))


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ([], "no_data"),
        ([OK], "met"),
        ([RESOLVED], "met"),
        ([MISSED], "not_met"),
        ([OK] * 8 + [RESOLVED], "met"),
        ([OK] * 8 + [MISSED], "partly"),
        ([OK] * 7 + [RESOLVED] * 2, "partly"),
        ([OK] * 8 + [MISSED] * 2, "met"),
        ([OK] * 7 + [MISSED] * 3, "partly"),
        ([OK] * 4 + [MISSED] * 6, "partly"),
        ([OK] * 3 + [MISSED] * 7, "not_met"),
    ],
)
def test_a_share_of_four_in_five(counted, expected):
    assert share_state(counted, met_at=0.8) == expected


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ([LATE] * 50, "not_met"),
        ([LATE] * 3, "not_met"),
        ([LATE] * 2, "partly"),
        ([LATE] * 3 + [OK] * 2, "not_met"),
        ([LATE] * 3 + [OK] * 3, "partly"),
        ([LATE] * 2 + [LATE_AND_OPEN] + [OK] * 2, "not_met"),
        ([LATE] * 26 + [OK] * 24, "not_met"),
        ([LATE] * 25 + [OK] * 25, "partly"),
        ([RESOLVED] * 3, "partly"),
    ],
)
def test_late_as_a_habit_is_not_met_whatever_was_put_right(counted, expected):
    found = criterion(counted, "went in time", things="payments", met_at=0.95)
    assert found.state == expected
    assert ("More than half" in found.sentence) is (expected == "not_met")


@pytest.mark.parametrize(("counted", "expected"), [([RESOLVED], "partly"), ([OK] * 99 + [MISSED], "partly")])
def test_strict_allows_none_to_be_missed(counted, expected):
    assert share_state(counted, strict=True) == expected


def test_the_numbers_of_a_sentence_add_up_to_its_list():
    two_of_three = criterion([OK, None, MISSED, OK], "were good")
    assert two_of_three.sentence.startswith("2 of 3 ")
    assert len(two_of_three.counted) == 3


def test_the_worst_part_decides_and_parts_without_data_are_left_out():
    good, poor, none = criterion([OK], "a"), criterion([MISSED], "b"), criterion([], "c")
    found = finding("C1", good, poor, none)
    assert found.state == "not_met"
    assert len(found.parts) == 2
    assert found.not_judged == "Not judged yet: whether sessions c."


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


def test_a_statement_is_recordable_where_a_check_reads_it():
    """Who adds a check takes its key out of NOT_RECORDED_YET, and the other way round."""
    full = judge(project())
    for statement in STATEMENTS.values():
        found = next(one for one in full[statement.principle].findings if one.key == statement.key)
        assert statement.recordable is (statement.key in RULES[statement.principle]), statement.key
        assert found.counts is statement.recordable


def test_each_rule_bears_the_key_of_its_statement():
    for rules in RULES.values():
        for key, rule in rules.items():
            assert rule.__name__.startswith(f"{key.lower()}_"), rule


def test_most_core_statements_without_data_leave_the_principle_without():
    keys = [key for key, one in STATEMENTS.items() if one.principle == "relationships"]
    enough = (found("R1", "met"), found("R2", "partly"), no_data("R3"), no_data("R4"))
    most = (found("R1", "not_met"), *(no_data(key) for key in keys[1:]))
    assert verdict("relationships", enough).state == "partly"
    assert verdict("relationships", most).state == "no_data"


def test_what_cannot_be_recorded_holds_no_principle_back():
    """One of three in Equality that can be recorded is too few, two of four are enough, whatever E6 and E7 are."""
    unrecorded = (no_data("E5"), no_data("E6"), no_data("E7"))
    two = (found("E1", "met"), found("E2", "met"), no_data("E3"), no_data("E8"), *unrecorded)
    one = (found("E1", "met"), no_data("E2"), no_data("E3"), no_data("E8"), *unrecorded)
    assert (verdict("equality", two).state, verdict("equality", two).words) == ("met", "2 of 4")
    assert verdict("equality", one).state == "no_data"


def test_what_is_owed_twice_in_one_principle_stands_once_the_oldest_first():
    older, newer = (CountedRecord(ref("thing"), False, "", overdue_since=ago(days)) for days in (9, 2))
    parts = criterion([newer, older], "a"), criterion([older], "b")
    judged = verdict("resources", (finding("S4", *parts),))
    assert judged.owed == (older, newer)


@pytest.mark.parametrize(
    ("things", "does", "expected"),
    [
        ("sessions", "had a safety plan", "1 of 1 session had a safety plan"),
        ("sessions with papers", "pay for reading them", "1 of 1 session with papers pays for reading them"),
        ("people", "were asked", "1 of 1 person was asked"),
        ("people in a stage", "were briefed in time", "1 of 1 person in a stage was briefed in time"),
        ("parts of the budget", "are within what was planned", "1 of 1 part of the budget is within what was planned"),
        ("parts (contact and deputy)", "are filled", "1 of 1 part (contact and deputy) is filled"),
        ("closed stages", "ended with thanks", "1 of 1 closed stage ended with thanks"),
        ("things that help people", "were in place", "1 of 1 thing that helps people was in place"),
        ("things people said", "were answered", "1 of 1 thing people said was answered"),
        ("updates due", "came in time", "1 of 1 update due came in time"),
        ("changes of contact", "were handed over", "1 of 1 change of contact was handed over"),
        ("checks", "have at least two", "1 of 1 check has at least two"),
    ],
)
def test_a_count_of_one_is_said_as_one(things, does, expected):
    assert out_of(1, 1, things, does) == expected
    assert criterion([OK, OK], does, things=things).sentence == f"2 of 2 {things} {does}."
    assert criterion([OK], does, things=things).sentence == f"{expected}."
