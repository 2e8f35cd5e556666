"""K14: seven were asked and six came. Whom we asked is counted openly; who came is theirs, so the one who did not is
not told by two numbers side by side."""

from .roads_voices import open_stage, plan_and_log, plan_project, welcome_people


def test_k14_how_many_came_does_not_stand_beside_how_many_were_asked(as_cora, as_mina, clock, sam):
    project = plan_project(as_cora, sam)
    people = welcome_people(as_cora, 7)
    open_stage(as_cora, project, people)
    path = plan_and_log(as_cora, clock, project, came=people[:6], missed=people[6:])
    page = as_mina.open(path)
    assert page.says("Invited 7 of 7 people", "Came not shown (small numbers)")
    assert not page.says("6 people")
    assert as_cora.open(path).says("Came 6 people")


def test_k14_how_many_came_is_told_roughly_where_those_who_did_not_are_enough_too(as_cora, as_mina, clock, sam):
    project = plan_project(as_cora, sam)
    people = welcome_people(as_cora, 11)
    open_stage(as_cora, project, people)
    path = plan_and_log(as_cora, clock, project, came=people[:6], missed=people[6:])
    assert as_mina.open(path).says("Invited 11 of 11 people", "Came about 5 people")
