from datetime import timedelta

import pytest

from principles import facts as f
from principles.checks import CHECKS

from .build import ago, at, briefing, finding, gathering, project, ref, replace, session, stage, state

check_trauma_informed = CHECKS["trauma_informed"]


def planned(hours_before):
    meeting = session(stage())
    made_at = None if hours_before is None else meeting.starts_at - timedelta(hours=hours_before)
    return replace(meeting, safety_plan_at=made_at)


def reached(*, checked_on, safe=True, n=1):
    return gathering(n, person_knows={"contact_checked_on": checked_on, "any_channel_safe": safe})


def choices(who, n):
    return tuple(f.ChoiceFact(ref("choice"), who.id, f"kind {i}", ago(30)) for i in range(n))


@pytest.mark.parametrize(("hours", "expected"), [(24, "met"), (23, "partly"), (-1, "not_met"), (None, "not_met")])
def test_a_safety_plan_stands_a_day_before(hours, expected):
    assert state(check_trauma_informed, project(sessions=(planned(hours),)), "T1") == expected


def test_one_session_without_a_safety_plan_is_never_met_however_many_there_are():
    sessions = tuple(planned(48) for _ in range(30))
    assert state(check_trauma_informed, project(sessions=sessions), "T1") == "met"
    assert state(check_trauma_informed, project(sessions=(*sessions, planned(2))), "T1") == "partly"


def test_a_session_still_to_come_or_cancelled_needs_no_plan_yet():
    later = session(stage(), ago(-5))
    cancelled = session(stage(), cancelled=True)
    assert state(check_trauma_informed, project(sessions=(later, cancelled)), "T1") == "no_data"


@pytest.mark.parametrize(("days", "expected"), [(90, "met"), (91, "not_met")])
def test_safe_contact_is_good_for_90_days(days, expected):
    known = {**reached(checked_on=ago(days)), "sessions": (planned(30),)}
    assert state(check_trauma_informed, project(**known), "T1") == expected


def test_someone_who_wants_no_channel_is_left_out():
    known = {**reached(checked_on=ago(5), safe=False), "sessions": ()}
    assert state(check_trauma_informed, project(**known), "T1") == "no_data"


def test_a_session_on_something_hard_needs_a_note_and_a_talk():
    known = gathering(2, sensitive=True, content_note=True)
    talks = tuple(briefing(one, "after", ago(15)) for one in known["people"])
    assert state(check_trauma_informed, project(**known, briefings=talks), "T2") == "met"
    assert state(check_trauma_informed, project(**known), "T2") == "not_met"
    without_note = gathering(0, sensitive=True)
    assert state(check_trauma_informed, project(**without_note), "T2") == "not_met"


def test_with_nothing_hard_there_is_no_data():
    assert state(check_trauma_informed, project(**gathering(2)), "T2") == "no_data"


def test_three_kinds_of_choice_for_each_person():
    known = gathering(2)
    first, second = known["people"]
    all_asked = choices(first, 3) + choices(second, 3)
    assert state(check_trauma_informed, project(**known, choices=all_asked), "T4") == "met"
    assert state(check_trauma_informed, project(**known, choices=all_asked[:-1]), "T4") == "partly"
    assert state(check_trauma_informed, project(**known, choices=choices(first, 2)), "T4") == "not_met"


def test_the_same_choice_three_times_is_one_kind():
    known = gathering(1)
    same = choices(known["people"][0], 1) * 3
    assert state(check_trauma_informed, project(**known, choices=same), "T4") == "not_met"


def test_the_sentence_for_readers_outside_hides_a_small_group():
    found = finding(check_trauma_informed, project(**reached(checked_on=ago(5), n=4)), "T1")
    assert "4" in found.sentence
    assert "4" not in found.told_outside().replace("24", "")


def test_a_session_starting_early_tomorrow_counts_hours_not_days():
    meeting = session(stage(), ago(1))
    meeting = replace(meeting, starts_at=at(ago(1), 9), safety_plan_at=at(ago(2), 10))
    assert state(check_trauma_informed, project(sessions=(meeting,)), "T1") == "partly"
