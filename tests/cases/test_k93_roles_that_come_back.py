"""A coordinator leaves, and is asked to work here again a year later: what was theirs before is not theirs again."""

import re
from datetime import date, timedelta

from coproduction.base.days import today
from projects.project.models import TeamMember
from tests.conftest import Https

from . import roads
from .conftest import FIRST_DAY
from .visitor import Visitor

ROLES = "/organisation/{}/people/{}/"


def leaves(as_mina, user, organisation):
    page = as_mina.open(ROLES.format(organisation.pk, user.pk)).send("Save the roles", leaves="on")
    assert page.says("They have no part here any more"), page


def comes_back(as_mina, user, organisation, roles=("coordinator",)):
    """Invited once more, and says yes."""
    asked = as_mina.open(f"/organisation/{organisation.pk}/invite/")
    page = asked.send("Invite them", name=user.name, email=user.email, roles=list(roles))
    assert page.says("Invited."), page
    visitor = Visitor(user)
    assert visitor.open("/").send("Yes", name=user.name).says("Welcome.")
    return visitor


def test_k93_old_projects_are_not_theirs_again(as_cora, as_mina, as_sam, cora, sam, organisation, clock):
    project, _, _ = roads.begin(as_cora, "Asha")
    home = f"/projects/{project.pk}/"
    clock.forward(days=7)
    leaves(as_mina, cora, organisation)
    assert as_cora.open(home).status == 404
    # Nobody is shown as the contact any more, and the days are true.
    assert not as_mina.open("/projects/").says("contact: Cora")
    team = as_mina.open(f"{home}team/")
    assert team.says("Contact Nobody", "Cora, contact from")
    assert as_mina.open(home).says("no named contact")
    clock.forward(days=1)
    assert as_mina.open(f"{home}principles/relationships/").says("1 of 2 parts (contact and deputy)")

    clock.forward(days=365)
    back = comes_back(as_mina, cora, organisation)
    assert back.open(home).status == 404
    assert not back.open("/projects/").says(project.title)
    assert not back.open("/today/").says(project.title)
    assert as_mina.open(f"{home}team/").says("Contact Nobody")

    # Somebody says so.
    page = as_sam.open(f"{home}team/").link("Change the contact")
    assert page.send("Save", person=cora.pk).says("Cora is the contact now.")
    assert back.open(home).status == 200
    then, now = TeamMember.objects.for_project(project).filter(user=cora).order_by("since")
    assert (then.since, then.until) == (FIRST_DAY, date(2026, 6, 9))
    assert (now.since, now.until) == (today(), None)


def test_k93_the_team_is_asked_for_a_new_contact_until_there_is_one(
    as_cora, as_mina, as_sam, cora, sam, organisation, clock
):
    project = roads.plan_project(as_cora)
    told = "There is no contact now, so people have nobody to turn to"
    clock.forward(days=7)
    assert not as_sam.open("/today/").says(told)
    leaves(as_mina, cora, organisation)
    clock.forward(days=2)
    today = as_sam.open("/today/")
    assert today.says(f"2 working days late Relationships {project.title}: {told}"), today
    comes_back(as_mina, cora, organisation)
    page = as_sam.open("/today/").link(told)
    assert page.send("Save", person=sam.pk).says("Sam is the contact now.")
    assert not as_sam.open("/today/").says(told)


def test_k93_nor_what_was_handed_to_them(as_cora, as_mina, as_sam, sam, cora, organisation, clock):
    project, stage, _ = roads.begin(as_cora, "Asha", outcome="")
    by_when = today() + timedelta(days=60)
    roads.hand_over(as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/"), sam, by_when, "briefing")
    assert as_sam.open("/today/").says("You have this")
    clock.forward(days=1)
    leaves(as_mina, sam, organisation)
    back = comes_back(as_mina, sam, organisation)
    page = as_cora.open(f"/projects/{project.pk}/team/").link("Add a coordinator")
    assert page.send("Save", person=sam.pk).says("Sam is on the team now.")
    found = back.open("/today/")
    assert found.says("not been briefed") and not found.says("You have this"), found
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    assert not page.says("Sam does this")
    clock.forward(days=1)
    roads.hand_over(as_cora.open(page.path), sam, by_when, "briefing")
    assert back.open("/today/").says("You have this")


def test_k93_nor_what_was_kept_between_contact_and_deputy(as_cora, as_mina, as_sam, cora, organisation, clock):
    project, _, (person,) = roads.begin(as_cora, "Asha")
    notes = f"/people/{person.pk}/notes/"
    assert as_cora.open(notes).status == 200
    leaves(as_mina, cora, organisation)
    back = comes_back(as_mina, cora, organisation)
    assert back.open(notes).status == 404
    assert as_sam.open(notes).status == 200


def test_k93_a_role_taken_and_given_back_on_one_page(as_cora, as_mina, as_sam, sam, organisation, clock):
    """No invitation and no year: the role of a coordinator for that of finance, and back."""
    project = roads.plan_project(as_cora)
    assert as_sam.open(f"/projects/{project.pk}/").status == 200
    for roles in (["finance"], ["finance", "coordinator"]):
        as_mina.open(ROLES.format(organisation.pk, sam.pk)).send("Save the roles", roles=roles)
        assert as_sam.open(f"/projects/{project.pk}/").status == 404
    page = as_cora.open(f"/projects/{project.pk}/team/")
    assert page.says("Deputy Nobody")
    page = page.link("Add a coordinator").send("Save", person=sam.pk)
    assert page.says("Sam is on the team now."), page
    assert as_sam.open(f"/projects/{project.pk}/").status == 200


def test_k93_a_stand_in_whose_role_ended_stands_in_no_more(as_cora, as_mina, as_sam, cora, sam, organisation, clock):
    project = roads.plan_project(as_cora, deputy="")
    page = as_cora.open(f"/projects/{project.pk}/team/").link("Name a stand-in")
    assert page.send("Save", person=sam.pk, until="20 June 2026").says("Sam stands in"), page
    assert as_sam.open(f"/projects/{project.pk}/").status == 200
    leaves(as_mina, sam, organisation)
    back = comes_back(as_mina, sam, organisation)
    assert back.open(f"/projects/{project.pk}/").status == 404
    page = as_cora.open(f"/projects/{project.pk}/team/")
    assert page.says("Stand-ins Nobody")
    page = page.link("Name a stand-in").send("Save", person=sam.pk, until="20 June 2026")
    assert page.says("Sam stands in"), page
    assert back.open(f"/projects/{project.pk}/").status == 200


def test_k93_a_card_from_before_does_not_work_again(as_cora, as_mina, organisation, clock):
    """Asha is given a card, comes to work here, and leaves: the card in some drawer opens nothing."""
    person = roads.welcome(as_cora, "Asha", email="asha@example.org", by_card="on")
    printed = as_cora.open(f"/people/{person.pk}/").send("card")
    number, words = (
        re.search(r">(\d{3} \d{3})<", printed.html)[1],
        " ".join(re.findall(r"<li>([a-z]+)</li>", printed.html)),
    )
    comes_back(as_mina, person.user, organisation)
    leaves(as_mina, person.user, organisation)
    page = Visitor(client=Https()).open("/accounts/card/")
    page = page.send("Sign me in", number=number, words=words)
    assert page.status == 422 and page.says("This card does not work."), page
