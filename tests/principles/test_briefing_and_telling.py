import pytest

from principles import facts as f
from principles.checks import CHECKS

from .build import ago, briefing, finding, gathering, involved, people, project, ref, replace, session, stage, state

check_resources = CHECKS["resources"]


def update(told_on, deliveries=(), four_parts=True):
    return f.UpdateFact(ref("update"), four_parts, told_on, tuple(deliveries))


def delivery(who, on=None, state="sent"):
    return f.DeliveryFact(ref("delivery"), who.id, state, on)


def briefed(days_ago, n=1, **known):
    """The session was 20 days ago."""
    here = gathering(n)
    return {**here, "briefings": tuple(briefing(one, "before", ago(days_ago), **known) for one in here["people"])}


def test_a_talk_the_day_before_is_in_time():
    assert state(check_resources, project(**briefed(21)), "S4") == "met"


def test_talks_on_the_day_are_late_and_put_right():
    assert state(check_resources, project(**briefed(20, n=2)), "S4") == "partly"


def test_no_talk_is_not_met_and_owed():
    found = finding(check_resources, project(**gathering()), "S4")
    assert found.state == "not_met"
    assert len(found.owed) == 3


def test_someone_who_walked_in_may_be_briefed_the_same_day():
    known = briefed(20, n=2)
    known["attendances"] = tuple(replace(one, walk_in=True) for one in known["attendances"])
    assert state(check_resources, project(**known), "S4") == "met"


def test_someone_who_joined_on_the_day_may_be_briefed_the_same_day():
    known = briefed(20, n=2)
    known["involvements"] = tuple(replace(one, joined_on=ago(20)) for one in known["involvements"])
    assert state(check_resources, project(**known), "S4") == "met"


def test_turned_down_is_done():
    assert state(check_resources, project(**briefed(25, outcome="declined")), "S4") == "met"


def test_offered_without_an_answer_is_neither_met_nor_missed():
    assert state(check_resources, project(**briefed(25, outcome="offered")), "S4") == "no_data"


def test_i_was_not_briefed_beats_the_tick():
    found = finding(check_resources, project(**briefed(25, person_says=False)), "S4")
    assert found.state == "not_met"
    assert "the person says" in found.counted[0].why


def test_a_debrief_is_due_seven_days_after_the_stage_ends():
    known = briefed(25)
    ended = replace(known["stages"][0], closed_on=ago(8))
    known["stages"] = (ended,)
    assert state(check_resources, project(**known), "S4") == "not_met"
    after = briefing(known["people"][0], "after", ago(2), ended)
    assert state(check_resources, project(**{**known, "briefings": (*known["briefings"], after)}), "S4") == "met"
    just_ended = {**known, "stages": (replace(ended, closed_on=ago(7)),)}
    assert state(check_resources, project(**just_ended), "S4") == "met"


def test_a_project_of_two_stages_asks_for_a_debrief_of_the_whole():
    known = briefed(25)
    who, first = known["people"][0], replace(known["stages"][0], closed_on=ago(18))
    known["stages"] = (first, stage())
    of_stage = (briefing(who, "before", ago(25), first), briefing(who, "after", ago(17), first))
    of_project = briefing(who, "after", ago(2))
    known["briefings"] = of_stage
    assert state(check_resources, project(**known, closed_on=ago(14)), "S4") == "met"
    assert len(finding(check_resources, project(**known, closed_on=ago(15)), "S4").owed) == 1
    known["briefings"] = (*of_stage, of_project)
    assert state(check_resources, project(**known, closed_on=ago(15)), "S4") == "met"


def test_at_ten_people_partly_begins_at_seven():
    known = briefed(25, n=10)
    enough, too_few = known["briefings"][:7], known["briefings"][:6]
    assert state(check_resources, project(**{**known, "briefings": enough}), "S4") == "partly"
    assert state(check_resources, project(**{**known, "briefings": too_few}), "S4") == "not_met"


@pytest.mark.parametrize(
    ("told", "expected"), [((50, 30, 10), "met"), ((50, 15), "met"), ((50,), "partly"), ((), "not_met")]
)
def test_an_update_every_28_days(told, expected):
    """Begun 60 days ago; one late update that came after all is put right."""
    assert state(check_resources, project(updates=tuple(update(ago(days)) for days in told)), "S3b") == expected


def test_an_update_with_a_part_left_out_does_not_count():
    assert state(check_resources, project(updates=(update(ago(10), four_parts=False),)), "S3b") == "not_met"


def test_a_young_project_owes_no_update_yet():
    assert state(check_resources, project(starts_on=ago(28)), "S3b") == "no_data"


def test_a_closed_project_owes_no_more_updates():
    closed = project(starts_on=ago(90), closed_on=ago(40), updates=(update(ago(70)), update(ago(45))))
    assert state(check_resources, closed, "S3b") == "met"


def test_an_update_reaches_each_person_within_three_days():
    known = gathering(2)
    first, second = known["people"]
    told = project(
        starts_on=ago(20), **known, updates=(update(ago(10), [delivery(first, ago(8)), delivery(second, ago(7))]),)
    )
    assert state(check_resources, told, "S3b") == "met"
    missing = replace(told, updates=(update(ago(10), [delivery(first, ago(8))]),))
    assert len(finding(check_resources, missing, "S3b").owed) == 1
    waiting = replace(told, updates=(update(ago(10), [delivery(first, state="waiting"), delivery(second, ago(8))]),))
    assert len(finding(check_resources, waiting, "S3b").owed) == 1


def test_a_blocked_way_and_a_pause_are_left_out():
    where, group = stage(), people(2, contact_checked_on=ago(30))
    paused = replace(group[1], paused=True, rests=((ago(11), None),))
    known = {
        "people": (group[0], paused),
        "involvements": tuple(involved(one, where) for one in group),
        "sessions": (session(where),),
    }
    told = project(starts_on=ago(20), **known, updates=(update(ago(10), [delivery(group[0], state="blocked")]),))
    assert [one.ref.kind for one in finding(check_resources, told, "S3b").counted] == ["update"]
    never_asked = replace(told, people=(replace(group[0], contact_checked_on=None), paused))
    assert len(finding(check_resources, never_asked, "S3b").owed) == 1
    since = replace(told, people=(group[0], replace(paused, rests=((ago(9), None),))))
    assert [one.ref.kind for one in finding(check_resources, since, "S3b").counted] == ["update", "person"]


def quiet(told_on):
    return f.UpdateFact(ref("update"), True, told_on, nothing_new=True)


@pytest.mark.parametrize(
    ("closed", "told", "expected"),
    [
        (None, (100,), "not_met"),
        (20, (100,), "not_met"),
        (73, (100,), "no_data"),
        (71, (100,), "not_met"),
    ],
)
def test_closing_does_not_end_a_silence(closed, told, expected):
    """Told 100 days ago; the next update was due 72 days ago."""
    updates = tuple(update(ago(days)) for days in told)
    facts = project(starts_on=ago(100), closed_on=closed and ago(closed), updates=updates)
    found = finding(check_resources, facts, "S3b")
    assert found.state == expected if closed != 73 else not found.owed


def test_nothing_new_breaks_a_silence_once_and_not_twice_in_a_row():
    facts = project(starts_on=ago(90), updates=(update(ago(80)), quiet(ago(60)), quiet(ago(33)), quiet(ago(5))))
    found = finding(check_resources, facts, "S3b")
    assert found.state == "not_met"
    assert [one.overdue_since for one in found.owed] == [ago(32)]
    with_news = replace(facts, updates=(update(ago(80)), quiet(ago(60)), update(ago(33)), quiet(ago(5))))
    assert state(check_resources, with_news, "S3b") == "met"


def test_who_was_briefed_counts_before_the_first_session_and_everyone_is_counted_openly():
    known = gathering(12)
    ahead_of_it = tuple(briefing(one, "before", ago(30)) for one in known["people"])
    found = finding(check_resources, project(**{**known, "attendances": ()}, briefings=ahead_of_it), "S4")
    assert (found.state, found.told_outside()) == (
        "met",
        "12 of 12 people were briefed in time, or did not need it yet.",
    )
    says_no = (replace(ahead_of_it[0], person_says=False), *ahead_of_it[1:])
    assert finding(check_resources, project(**{**known, "attendances": ()}, briefings=says_no), "S4").state == "partly"
