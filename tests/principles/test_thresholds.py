"""From ten on, a share decides; and the last day that is still in time."""

import pytest

from principles import facts as f
from principles.checks import CHECKS
from principles.definitions import STATEMENTS

from . import build
from .build import ago, briefing, gathering, involved, people, project, ref, replace, session, stage

FUTURE = ago(-400)


def state(facts, key):
    return next(one.state for one in CHECKS[STATEMENTS[key].principle](facts) if one.key == key)


def sessions(good, poor):
    where = stage()
    return lambda n, m: {
        "sessions": tuple(session(where, **good) for _ in range(n)) + tuple(session(where, **poor) for _ in range(m))
    }


def records(name, good, poor):
    return lambda n, m: {name: (good,) * n + (poor,) * m}


def adaptation(in_place_on):
    return f.AdaptationFact(ref("adaptation"), ref("person").id, due_on=ago(20), in_place_on=in_place_on)


def decision(method, on=None):
    return f.DecisionFact(ref("decision"), None, on or ago(5), method, 2)


def payment(released_on):
    return build.payment(ref("person").id, ago(20), ago(5), released_on)


def said(told_on):
    return f.ContributionFact(ref("contribution"), None, ago(58), "used", told_on=told_on)


def promise(kept_on):
    return f.PromiseFact(ref("promise"), ago(5), kept_on)


CHOSEN = {"place_chosen_with": True, "time_chosen_with": True, "place_type": "theirs"}
INVITED = {"invited_on": ago(35), "invite_by": ago(35)}
PAPERS = {"has_papers": True, "papers_by": ago(27), "time_chosen_with": True}

SHARES = {
    "C1": (sessions({"ways_offered": 2}, {}), 8),
    "C2": (records("adaptations", adaptation(ago(20)), adaptation(None)), 9),
    "C4": (sessions(CHOSEN, {"place_type": "theirs"}), 6),
    "R2": (records("promises", promise(ago(5)), promise(None)), 9),
    "R4": (records("contributions", said(ago(30)), said(None)), 9),
    "S2": (sessions(INVITED, {"invite_by": ago(35)}), 8),
    "E2": (records("decisions", decision("vote"), decision("staff")), 8),
    "U4": (records("stages", stage(closed_on=ago(40), reviewed_on=ago(10)), stage(closed_on=ago(40))), 9),
}


@pytest.mark.parametrize("key", SHARES)
def test_of_ten_enough_is_met_and_one_fewer_is_partly(key):
    known, enough = SHARES[key]
    assert state(project(starts_on=ago(20), **known(enough, 10 - enough)), key) == "met"
    assert state(project(starts_on=ago(20), **known(enough - 1, 11 - enough)), key) == "partly"


def test_of_forty_payments_two_may_be_late():
    known = records("payments", payment(ago(5)), payment(None))
    assert state(project(**known(38, 2)), "S6") == "met"
    assert state(project(**known(37, 3)), "S6") == "partly"


def test_of_ten_papers_one_may_be_late():
    known = sessions({**PAPERS, "papers_sent_on": ago(27), "preparation_minutes": 30}, PAPERS)
    assert state(project(**known(9, 1)), "S2") == "met"
    assert state(project(**known(8, 2)), "S2") == "partly"


def test_a_quarter_of_sessions_away_from_ours_is_enough():
    ours = {**CHOSEN, "place_type": "ours"}
    known = sessions(CHOSEN, ours)
    assert state(project(**known(3, 9)), "C4") == "met"
    assert state(project(**known(2, 10)), "C4") == "partly"


def told(n, late, days=3, since=10):
    where, group = stage(), people(n)
    reached = [f.DeliveryFact(ref("delivery"), one.id, "sent", ago(since - days)) for one in group[late:]]
    update = f.UpdateFact(ref("update"), True, ago(since), tuple(reached))
    return {"people": group, "involvements": tuple(involved(one, where) for one in group), "updates": (update,)}


def test_an_update_reaches_19_of_20_in_three_days():
    assert state(project(starts_on=ago(20), **told(20, 1)), "S3b") == "met"
    assert state(project(starts_on=ago(20), **told(20, 2)), "S3b") == "partly"
    assert state(project(starts_on=ago(20), **told(2, 0, days=4)), "S3b") == "partly"
    assert state(project(starts_on=ago(20), **told(20, 0, days=4)), "S3b") == "not_met"


@pytest.mark.parametrize(("days", "expected"), [(28, "met"), (29, "partly")])
def test_two_gaps_of_28_days_are_in_time(days, expected):
    updates = tuple(f.UpdateFact(ref("update"), True, ago(on)) for on in (60 - days, 60 - 2 * days))
    assert state(project(updates=updates), "S3b") == expected


def test_who_joined_or_left_around_an_update_is_not_missed():
    known = told(2, 0)
    first, second = known["involvements"]
    before_and_after = (replace(first, ended_on=ago(10)), replace(second, joined_on=ago(9)))
    known["updates"] = (replace(known["updates"][0], deliveries=()),)
    assert state(project(starts_on=ago(20), **{**known, "involvements": before_and_after}), "S3b") == "met"
    assert state(project(starts_on=ago(20), **known), "S3b") == "not_met"


@pytest.mark.parametrize(("thanked", "expected"), [(16, "met"), (15, "partly")])
def test_thanks_on_the_fourteenth_day_are_in_time(thanked, expected):
    ended = (stage(closed_on=ago(30), thanks_on=ago(thanked)),) * 2
    assert state(project(stages=ended), "U2") == expected


@pytest.mark.parametrize(("after", "expected"), [(13, "met"), (12, "partly"), (21, "not_met")])
def test_a_talk_after_something_hard_within_seven_days(after, expected):
    """Whoever had a talk before the session has not had one after it; 20 days ago."""
    known = gathering(2, sensitive=True, content_note=True)
    talks = tuple(briefing(one, "after", ago(after)) for one in known["people"])
    assert state(project(**known, briefings=talks), "T2") == expected


def test_someone_elses_talk_or_a_talk_before_does_not_count():
    known = gathering(1, sensitive=True, content_note=True)
    other = briefing(people(1)[0], "after", ago(18))
    before = briefing(known["people"][0], "before", ago(18))
    assert state(project(**known, briefings=(other, before)), "T2") == "not_met"


def test_one_late_offer_is_never_met():
    known = gathering(1)
    who, meeting = known["people"][0], known["sessions"][0]
    known["attendances"] = (replace(known["attendances"][0], paid_eligible=True),)
    late = f.OfferFact(ref("offer"), who.id, meeting.id, ago(19))
    assert state(project(**known, offers=(late,)), "S6") == "partly"


def test_joining_on_the_day_of_the_first_decision_is_in_time():
    known = gathering(2)
    where = known["stages"][0]
    same_day, day_before = (replace(decision("vote", on), stage=where.id) for on in (ago(50), ago(51)))
    elsewhere = replace(day_before, stage=stage().id)
    for decided, ok in (((same_day,), True), ((elsewhere,), True), ((day_before,), False)):
        counted = next(
            one for one in CHECKS["resources"](project(**known, decisions=decided)) if one.key == "S3a"
        ).counted
        assert [one.ok for one in counted] == [ok]


def test_a_pause_when_a_talk_was_due_leaves_it_out_and_a_later_one_does_not():
    known = gathering(1)
    assert state(project(**known), "S4") == "not_met"
    for begun, expected in ((22, "no_data"), (20, "not_met")):
        paused = (replace(known["people"][0], rests=((ago(begun), ago(10)),), paused=False),)
        assert state(project(**{**known, "people": paused}), "S4") == expected


def test_a_talk_for_another_stage_does_not_count_for_this_one():
    known = gathering(1)
    other = stage()
    known["stages"] = (*known["stages"], other)
    talk = briefing(known["people"][0], "before", ago(30), other)
    assert state(project(**known, briefings=(talk,)), "S4") == "not_met"


def test_days_to_come_change_nothing_today():
    known = gathering(1)
    ahead = project(
        **{**known, "attendances": ()},
        decisions=(decision("staff", FUTURE),),
        promises=(f.PromiseFact(ref("promise"), FUTURE),),
        payments=(build.payment(ref("person").id, FUTURE, FUTURE, minutes=60, floor_pence=1),),
    )
    assert [state(ahead, key) for key in ("E2", "R2", "S6")] == ["no_data"] * 3


def test_a_budget_filled_on_the_first_day_is_in_time():
    line = f.BudgetFact(ref("budget"), "food", 1_00, filled_on=ago(60))
    assert state(project(budget=(line,) * 2), "S1") == "met"
    assert state(project(budget=(replace(line, filled_on=ago(59)),) * 2), "S1") == "partly"
