"""K15: what we did for people is counted openly to staff: "12 of 12", whoever reads it."""

from . import roads


def test_k15_all_twelve_briefed_reads_twelve_of_twelve(as_cora, as_mina, sam, clock):
    people = roads.welcome_many(as_cora, 12)
    project, _, _ = roads.begin(as_cora, people=people)
    page = roads.statement(as_mina, project, "S4")
    assert page.says("Met", "12 of 12 people were briefed in time, or did not need it yet."), page
    assert not page.says(people[0].name) and not page.links_to(f"/people/{people[0].pk}/")
    whole = as_mina.open(f"/projects/{project.pk}/principles/creativity/")
    assert whole.says("12 of 12 people were asked what helps them before their first session, or did not need it yet.")


def test_k15_one_who_was_not_briefed_reads_eleven_of_twelve(as_cora, as_mina, sam, clock):
    *people, late = roads.welcome_many(as_cora, 12)
    project, stage, _ = roads.begin(as_cora, people=people)
    page = roads.add_person(as_cora, stage, late)
    assert page.says(late.name), page
    session = roads.plan_session(as_cora, stage, roads.in_days(10))
    clock.forward(days=11)
    roads.log_session(as_cora, session)
    page = roads.statement(as_mina, project, "S4")
    assert page.says("11 of 12 people were briefed in time, or did not need it yet."), page
    assert roads.statement(as_cora, project, "S4").says("11 of 12 people in a stage were briefed in time")


def test_k15_of_four_people_an_outsider_to_the_team_reads_no_number(as_cora, as_mina, sam, clock):
    project, _, _ = roads.begin(as_cora, people=roads.welcome_many(as_cora, 4))
    page = roads.statement(as_mina, project, "S4")
    assert page.says("Met", "not shown here (small numbers)") and "of 4" not in page.words, page
    assert roads.statement(as_cora, project, "S4").says("4 of 4 people")
