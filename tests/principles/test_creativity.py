import pytest

from principles import facts as f
from principles.checks import CHECKS

from .build import ago, ahead, finding, gathering, person, project, ref, replace, session, stage, state

check_creativity = CHECKS["creativity"]


def asked_on(*days):
    """One person for each day they were asked; the session was 20 days ago."""
    known = gathering(len(days))
    known["people"] = tuple(replace(one, needs_asked_on=on) for one, on in zip(known["people"], days, strict=True))
    return known


def adaptation(due_on, in_place_on=None, **known):
    return f.AdaptationFact(ref("adaptation"), person().id, due_on=due_on, in_place_on=in_place_on, **known)


def test_everyone_asked_before_their_first_session_is_met():
    assert state(check_creativity, project(**asked_on(ago(20), ago(25))), "C2") == "met"


def test_one_person_asked_late_is_put_right_and_met_in_a_small_group():
    found = finding(check_creativity, project(**asked_on(ago(25), ago(25), ago(5))), "C2")
    assert found.state == "met"
    assert "put right on 25 June 2026" in found.sentence


def test_two_people_asked_late_are_partly():
    assert state(check_creativity, project(**asked_on(ago(25), ago(5), ago(5))), "C2") == "partly"


def test_most_people_never_asked_is_not_met():
    assert state(check_creativity, project(**asked_on(ago(25), None, None)), "C2") == "not_met"


def test_being_asked_late_leaves_the_count_after_90_days():
    known = gathering(1, on=ago(150), person_knows={"needs_asked_on": ago(91)})
    assert state(check_creativity, project(**known), "C2") == "no_data"


def test_nobody_at_a_session_yet_is_no_data():
    known = gathering(2)
    assert state(check_creativity, project(**{**known, "attendances": ()}), "C2") == "no_data"


@pytest.mark.parametrize(("begun", "expected"), [(21, "met"), (19, "partly")])
def test_a_pause_when_it_was_due_is_no_miss_and_a_later_one_hides_none(begun, expected):
    known = asked_on(ago(25), None)
    resting = replace(known["people"][1], paused=True, rests=((ago(begun), None),))
    known["people"] = (known["people"][0], resting)
    assert state(check_creativity, project(**known), "C2") == expected


def test_with_no_need_written_down_everyone_who_takes_part_has_to_be_asked():
    known = asked_on(ago(25), None)
    known["attendances"] = known["attendances"][:1]
    assert state(check_creativity, project(**known), "C2") == "partly"
    assert state(check_creativity, project(**known, adaptations=(adaptation(ago(20), ago(25)),)), "C2") == "met"


def test_things_that_help_in_place_too_late_are_partly():
    known = asked_on(ago(25))
    late = tuple(adaptation(ago(20), ago(10)) for _ in range(2))
    assert state(check_creativity, project(**known, adaptations=late), "C2") == "partly"


def test_something_that_is_not_due_yet_is_left_out():
    known = asked_on(ago(25))
    assert len(finding(check_creativity, project(**known, adaptations=(adaptation(ahead(3)),)), "C2").counted) == 1


def test_did_not_work_beats_in_place():
    worked = adaptation(ago(20), ago(25), worked=True)
    did_not = adaptation(ago(20), ago(25), worked=False)
    assert state(check_creativity, project(adaptations=(worked,)), "C2") == "met"
    assert state(check_creativity, project(adaptations=(did_not,)), "C2") == "not_met"


def test_a_thing_still_missing_is_owed_from_its_day():
    found = finding(check_creativity, project(adaptations=(adaptation(ago(120)),)), "C2")
    assert [one.overdue_since for one in found.owed] == [ago(120)]


def test_ways_to_take_part_are_counted_in_the_window_alone():
    where = stage()
    old, good, poor = (session(where, ago(100)), session(where, ways_offered=2), session(where, ways_offered=1))
    cancelled = session(where, cancelled=True)
    assert state(check_creativity, project(sessions=(old, good, cancelled)), "C1") == "met"
    assert state(check_creativity, project(sessions=(good, poor)), "C1") == "partly"
    assert state(check_creativity, project(sessions=(poor,)), "C1") == "not_met"
    assert state(check_creativity, project(sessions=(old,)), "C1") == "no_data"


def test_four_sessions_in_our_own_building_are_not_met_though_chosen_together():
    chosen = {"place_chosen_with": True, "time_chosen_with": True}
    ours = tuple(session(stage(), place_type="ours", **chosen) for _ in range(4))
    assert state(check_creativity, project(sessions=ours), "C4") == "not_met"
    assert state(check_creativity, project(sessions=ours[:3]), "C4") == "met"


def test_what_is_missing_is_said():
    missing = finding(check_creativity, project(), "C2")
    assert missing.statement.needs in missing.sentence and not missing.label


@pytest.mark.parametrize(
    ("closed", "learned", "expected"),
    [(2, 0, "no_data"), (0, 1, "no_data"), (2, 2, "met"), (3, 2, "partly"), (3, 1, "not_met")],
)
def test_each_closed_stage_has_a_note_where_there_are_notes_at_all(closed, learned, expected):
    stages = [stage(opened_on=ago(30), closed_on=ago(10)) for _ in range(closed)]
    going_on = stage(opened_on=ago(30))
    notes = tuple(f.LearningFact(ref("learning_note"), one.id) for one in [*stages, going_on][:learned])
    assert state(check_creativity, project(stages=(*stages, going_on), learning=notes), "C3") == expected
