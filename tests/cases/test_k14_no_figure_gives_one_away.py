"""K14: 7 were asked and 6 came: a manager outside the team reads what we did, and nothing of one person."""

import re

from . import roads
from .visitor import Visitor


def a_session(as_cora, clock, count, missed):
    people = roads.welcome_many(as_cora, count)
    project, stage, _ = roads.begin(as_cora, people=people)
    session = roads.plan_session(as_cora, stage, roads.in_days(14))
    clock.forward(days=15)
    states = dict.fromkeys(people[:missed], "missed")
    roads.log_session(as_cora, session, states=states, decided=[("Open on Sundays", "consensus")])
    return project, people, roads.path_of_session(session)


def numbers_of_people(page):
    return [int(n) for n in re.findall(r"(\d+) people", page.words)]


def test_k14_seven_asked_and_six_came(as_cora, as_mina, sam, clock):
    project, people, session = a_session(as_cora, clock, 7, missed=1)
    seen = as_mina.open(session)
    assert seen.says("Invited 7 of 7 people"), seen
    assert seen.says("Came not shown (small numbers)"), seen
    decisions = as_mina.open(f"/projects/{project.pk}/decisions/")
    assert decisions.says("There with lived experience: not shown (small numbers)"), decisions
    own = as_cora.open(session)
    assert own.says("Invited 7 people", "Came 6 people"), own
    for path in (f"/projects/{project.pk}/principles/{key}/" for key in ("creativity", "resources", "equality")):
        page = as_mina.open(path)
        assert set(numbers_of_people(page)) <= {7}, page
        assert {int(n) for n in re.findall(r"(\d+) of 7 people", page.words)} <= {0, 7}, page


def test_k14_a_pause_and_somebody_who_joined_later_change_no_number(as_cora, as_mina, sam, clock):
    """Nobody can subtract 7 from 8: what one person did not want counts as done, in each figure alike."""
    people = roads.welcome_many(as_cora, 8)
    project, stage, _ = roads.begin(as_cora, people=people)
    Visitor(people[0].user).open("/me/choices/").send("Pause")
    first = roads.plan_session(as_cora, stage, roads.in_days(14))
    roads.tell(as_cora, project)
    clock.forward(days=15)
    roads.log_session(as_cora, first)
    seen = as_mina.open(roads.path_of_session(first))
    assert seen.says("Invited 8 of 8 people"), seen
    told = as_mina.open(f"/projects/{project.pk}/updates/")
    assert told.says("Has reached: 8 of 8 people"), told
    for principle in ("creativity", "resources", "equality", "trauma_informed"):
        page = as_mina.open(f"/projects/{project.pk}/principles/{principle}/")
        over = {int(n) for n in re.findall(r"of (\d+) people", page.words)}
        assert over <= {8}, page


def test_k14_many_came_and_many_did_not(as_cora, as_mina, sam, clock):
    _, _, session = a_session(as_cora, clock, 12, missed=6)
    seen = as_mina.open(session)
    assert seen.says("Invited 12 of 12 people", "Came about 5 people"), seen


def test_k14_what_a_manager_may_close_over_does_not_tell_of_a_pause_or_of_one_who_left(as_cora, as_mina, sam, clock):
    people = roads.welcome_many(as_cora, 7)
    project, stage, _ = roads.begin(as_cora, people=people)
    Visitor(people[0].user).open("/me/choices/").send("Pause")
    roads.tell(as_cora, project)
    roads.take_part(as_cora, stage, people[1], "ended")
    for path in (f"/projects/{project.pk}/close/override/", roads.path_of_stage(stage, "close", "override")):
        page = as_mina.open(path)
        assert page.says("Some people have not been offered a debrief after Design."), page
        assert not re.search(r"\d (person|people)", page.words), page
    assert as_mina.open(f"/projects/{project.pk}/close/override/").says("has not reached some people yet")
    assert roads.page_to_close(as_cora, project).says("1 person has not been offered a debrief after Design.")
