"""K14: seven were asked and six came. Whom we asked is counted openly; who came is theirs, so the one who did not is
not told by two numbers side by side."""

from . import roads


def asked_and_six_came(as_cora, clock, count):
    people = roads.welcome_many(as_cora, count)
    _, stage, _ = roads.begin(as_cora, people=people)
    session = roads.plan_session(as_cora, stage, roads.in_days(1))
    clock.forward(days=1, hour=17)
    roads.log_session(as_cora, session, states=dict.fromkeys(people[6:], "missed"), minutes=120)
    return roads.path_of_session(session)


def test_k14_how_many_came_does_not_stand_beside_how_many_were_asked(as_cora, as_mina, clock, sam):
    path = asked_and_six_came(as_cora, clock, 7)
    page = as_mina.open(path)
    assert page.says("Invited 7 of 7 people", "Came not shown (small numbers)")
    assert not page.says("6 people")
    assert as_cora.open(path).says("Came 6 people")


def test_k14_how_many_came_is_told_roughly_where_those_who_did_not_are_enough_too(as_cora, as_mina, clock, sam):
    path = asked_and_six_came(as_cora, clock, 11)
    assert as_mina.open(path).says("Invited 11 of 11 people", "Came about 5 people")
