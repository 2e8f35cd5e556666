"""Ways of working, who holds what, plain words: hand-made facts, no database."""

import pytest

from principles import facts as f
from principles.checks import CHECKS

from .build import ago, finding, gathering, involved, people, project, ref, replace, stage
from .build import state as state_of

check_equality = CHECKS["equality"]


def state(facts, key):
    return state_of(check_equality, facts, key)


def agreement(on, asked=(), agreed=(), version=1):
    who = (frozenset(one.id for one in asked), frozenset(one.id for one in agreed))
    return f.AgreementFact(ref("agreement", on), version, on, *who)


def decision(on):
    return f.DecisionFact(ref("decision"), None, on, "vote", 3)


def held(where, not_staff, on=None):
    return f.PowerFact(ref("power_check"), where.id, on or ago(20), not_staff)


def update(on=None, hard=()):
    return f.UpdateFact(ref("update"), True, on or ago(10), hard=hard)


# How people work together


def test_agreed_before_the_first_decision_and_asked_of_everyone_is_met():
    known = gathering(4)
    first = agreement(ago(40), known["people"], known["people"][:1])
    assert state(project(**known, agreements=(first,), decisions=(decision(ago(40)),)), "E1") == "met"


@pytest.mark.parametrize(("agreed", "expected"), [(40, "met"), (39, "partly"), (5, "partly")])
def test_agreed_after_a_decision_is_put_right_late(agreed, expected):
    facts = project(agreements=(agreement(ago(agreed)),), decisions=(decision(ago(40)),))
    assert state(facts, "E1") == expected


def test_what_was_put_right_over_90_days_ago_leaves_the_status():
    facts = project(
        starts_on=ago(200), agreements=(agreement(ago(91)), agreement(ago(91))), decisions=(decision(ago(150)),)
    )
    assert state(facts, "E1") == "met"


def test_deciding_with_nothing_agreed_is_not_met():
    assert state(project(**gathering(), decisions=(decision(ago(3)),)), "E1") == "not_met"


def test_nothing_agreed_and_nothing_decided_is_no_data():
    assert state(project(**gathering()), "E1") == "no_data"


@pytest.mark.parametrize(("asked", "expected"), [(10, "met"), (8, "met"), (7, "partly"), (3, "not_met")])
def test_of_ten_eight_are_asked(asked, expected):
    known = gathering(10)
    assert state(project(**known, agreements=(agreement(ago(30), known["people"][:asked]),)), "E1") == expected


def test_who_would_change_something_or_says_nothing_was_asked_all_the_same():
    known = gathering(3)
    found = finding(check_equality, project(**known, agreements=(agreement(ago(30), known["people"]),)), "E1")
    assert found.state == "met"
    assert "3 of 3 people" in found.sentence


def test_the_newest_version_is_the_one_people_are_asked_about():
    known = gathering(4)
    versions = (agreement(ago(30), known["people"]), agreement(ago(3), version=2))
    assert state(project(**known, agreements=versions), "E1") == "not_met"


def test_who_paused_counts_against_nobody():
    known = gathering(2)
    asked = known["people"][:1]
    facts = project(**known, agreements=(agreement(ago(30), asked),))
    assert state(facts, "E1") == "partly"
    known["people"] = (known["people"][0], replace(known["people"][1], paused=True))
    assert state(project(**known, agreements=(agreement(ago(30), asked),)), "E1") == "met"


@pytest.mark.parametrize(("old", "expected"), [(183, "met"), (184, "partly")])
def test_it_is_looked_at_again_within_six_months(old, expected):
    first = agreement(ago(old))
    assert state(project(starts_on=ago(300), agreements=(first,)), "E1") == expected
    again = agreement(ago(2), version=2)
    assert state(project(starts_on=ago(300), agreements=(first, again)), "E1") == "met"


def test_an_agreement_of_days_to_come_is_not_known_yet():
    assert state(project(agreements=(agreement(ago(-1)),)), "E1") == "no_data"


# Who holds what


@pytest.mark.parametrize(("not_staff", "expected"), [(5, "met"), (2, "met"), (1, "not_met"), (0, "not_met")])
def test_two_of_five_things_are_not_held_by_staff(not_staff, expected):
    where = stage()
    assert state(project(stages=(where,), power=(held(where, not_staff),)), "E3") == expected


def test_half_of_the_stages_is_partly():
    good, poor, unchecked = stage(), stage(), stage()
    assert state(project(stages=(good, poor), power=(held(good, 3), held(poor, 0))), "E3") == "partly"
    assert state(project(stages=(good, unchecked), power=(held(good, 3),)), "E3") == "partly"


def test_a_stage_nobody_checked_is_not_met_after_two_weeks():
    assert state(project(stages=(stage(opened_on=ago(15)),)), "E3") == "not_met"
    assert state(project(stages=(stage(opened_on=ago(14)),)), "E3") == "no_data"


def test_the_newest_check_of_a_stage_stands():
    where = stage()
    before, now = held(where, 0, ago(40)), held(where, 4, ago(4))
    assert state(project(stages=(where,), power=(now, before)), "E3") == "met"


@pytest.mark.parametrize(
    "where",
    [stage(opened_on=None), stage(opened_on=ago(-3)), stage(not_applicable=True), stage(closed_on=ago(91))],
)
def test_stages_not_begun_not_needed_or_long_over_are_left_out(where):
    assert state(project(stages=(where,)), "E3") == "no_data"


# Plain words


@pytest.mark.parametrize(("hard", "expected"), [(0, "met"), (1, "partly"), (3, "not_met")])
def test_updates_are_in_plain_words(hard, expected):
    updates = tuple(update() for _ in range(4 - hard)) + tuple(
        update(hard=("many words are long",)) for _ in range(hard)
    )
    assert state(project(updates=updates), "E8") == expected


def test_of_ten_updates_one_may_be_hard():
    def told(hard):
        return (update(),) * (10 - hard) + (update(hard=("ICB is not explained",)),) * hard

    assert state(project(updates=told(1)), "E8") == "met"
    assert state(project(updates=told(2)), "E8") == "partly"


def test_it_says_what_is_hard():
    hard = ("one sentence has 31 words, and 20 is enough", "ICB is not explained")
    (counted,) = finding(check_equality, project(updates=(update(hard=hard),)), "E8").counted
    assert counted.why == "; ".join(hard)


def test_no_update_in_90_days_is_no_data():
    assert state(project(updates=(update(ago(91), hard=("many words are long",)),)), "E8") == "no_data"


# All three


def test_what_was_before_we_started_does_not_apply():
    where = stage()
    facts = project(imported=True, stages=(where,), decisions=(decision(ago(3)),), updates=(update(),))
    assert {state(facts, key) for key in ("E1", "E3", "E8")} == {"not_applicable"}


def test_how_few_were_asked_is_not_told_outside_the_team():
    where, group = stage(), people(3)
    known = {"people": group, "stages": (where,), "involvements": tuple(involved(one, where) for one in group)}
    facts = [project(**known, agreements=(agreement(ago(9), group[:n]),)) for n in (1, 2, 3)]
    assert len({finding(check_equality, one, "E1").parts[1].told_outside() for one in facts}) == 1
