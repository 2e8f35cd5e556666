import pytest

from principles import facts as f
from principles.checks import CHECKS

from .build import ago, ahead, gathering, person, project, ref, replace, session, stage, state

check_sustainability = CHECKS["sustainability"]
EARLIER = ago(60)


def money(ends_on, confirmed_on=EARLIER, **known):
    return f.FundingFact(ref("funding", confirmed_on), ends_on=ends_on, confirmed_on=confirmed_on, **known)


def contribution(where, outcome):
    return f.ContributionFact(ref("contribution", ago(50)), where.id, ago(50), outcome)


@pytest.mark.parametrize(
    ("funding", "expected"),
    [
        ((money(ahead(90)),), "met"),
        ((money(ahead(89)),), "not_met"),
        ((money(ahead(200), confirmed_on=None),), "not_met"),
        ((), "no_data"),
    ],
)
def test_money_is_confirmed_for_90_days(funding, expected):
    assert state(check_sustainability, project(funding=funding), "U2") == expected


def test_money_that_outlasts_the_project_is_enough():
    assert state(check_sustainability, project(ends_on=ahead(20), funding=(money(ahead(20)),)), "U2") == "met"


@pytest.mark.parametrize(
    ("closed", "thanked", "expected"), [(30, 16, "met"), (30, None, "not_met"), (14, None, "no_data")]
)
def test_thanks_come_within_14_days(closed, thanked, expected):
    ended = stage(closed_on=ago(closed), thanks_on=thanked and ago(thanked))
    assert state(check_sustainability, project(stages=(ended,)), "U2") == expected


def test_a_review_within_30_days_of_a_stage():
    on_time = stage(closed_on=ago(40), reviewed_on=ago(10))
    late = replace(on_time, reviewed_on=ago(9))
    never = replace(on_time, reviewed_on=None)
    assert state(check_sustainability, project(stages=(on_time,)), "U4") == "met"
    assert state(check_sustainability, project(stages=(late, late)), "U4") == "partly"
    assert state(check_sustainability, project(stages=(never,)), "U4") == "not_met"


def with_records():
    known = gathering(2, ways_offered=2)
    who, meeting = known["people"][0], known["sessions"][0]
    planned = replace(meeting, safety_plan_at=meeting.starts_at)
    return project(
        **{**known, "sessions": (planned,)},
        promises=(f.PromiseFact(ref("promise", ago(20)), ahead(3)),),
        offers=(f.OfferFact(ref("offer", ago(30)), who.id, meeting.id, ago(30)),),
        decisions=(f.DecisionFact(ref("decision", ago(20)), None, ago(20), "vote", 2),),
        funding=(money(ahead(300)),),
    )


def test_ordinary_records_of_all_six_principles_are_met():
    assert state(check_sustainability, with_records(), "U4") == "met"


def test_a_young_project_may_lack_some_and_an_older_one_may_not():
    some = replace(with_records(), decisions=())
    assert state(check_sustainability, some, "U4") == "no_data"
    assert state(check_sustainability, replace(some, starts_on=ago(90)), "U4") == "partly"


def test_what_people_brought_is_used_in_each_stage_that_ended():
    ended = stage(closed_on=ago(31))
    assert (
        state(check_sustainability, project(stages=(ended,), contributions=(contribution(ended, "used"),)), "U1")
        == "met"
    )
    assert (
        state(check_sustainability, project(stages=(ended,), contributions=(contribution(ended, ""),)), "U1")
        == "not_met"
    )
    assert state(check_sustainability, project(stages=(ended,)), "U1") == "no_data"


def test_it_ignores_sessions_that_name_no_way_and_people_who_only_exist():
    bare = project(starts_on=ago(200), people=(person(),), sessions=(session(stage()),))
    assert state(check_sustainability, bare, "U4") == "not_met"
