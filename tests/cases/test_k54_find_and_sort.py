"""A person, a project, a session or an update is found by a part of its words, and lists stand as one likes."""

import logging
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session as Stay

from coproduction.accounts.models import AuditEntry
from tests import factories as make

from . import roads
from .roads.pages import path_of_stage
from .visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def begun(as_cora, sam):
    """The front door, with Zoë and Ben in it, a session and an update."""
    project, stage, people = roads.begin(as_cora, "Zoe O'Neill", "Ben")
    page = as_cora.open(f"/people/{people[0].pk}/").link("Put the name right")
    page.send("Save what is right", name="Zoë O’Neill")
    roads.plan_session(as_cora, stage, roads.in_days(9), about="Colours of the hallway")
    roads.tell(as_cora, project, progress="We have chosen a café for lunch.")
    return project, stage, people


def look_for(visitor, words):
    return visitor.open("/search/").send("Search", words=words)


def test_k54_each_kind_is_found_by_a_part_of_its_words(as_cora, begun):
    project, _, (zoe, _) = begun
    page = as_cora.open("/people/").send("Search", words="zoe one")
    assert page.path == "/search/" and page.links_to(f"/people/{zoe.pk}/") and page.says("Zoë O’Neill")
    assert page.form("Search").fields["words"].values == ["zoe one"]
    assert look_for(as_cora, "ONT doo").links_to(f"/projects/{project.pk}/")
    assert look_for(as_cora, "hallway").link("Colours of the hallway").says("The library")
    assert look_for(as_cora, "cafe").link("How things stood on").says("We have chosen a café")
    assert look_for(as_cora, "zoe hallway").says("Nothing found")
    assert look_for(as_cora, " ").says("Write what you look for.")


def test_k54_only_what_one_may_see_is_looked_through(as_cora, as_mina, as_fin, begun, organisation, other_organisation):
    project, _, (zoe, _) = begun
    next_door = Visitor(make.member(organisation, "coordinator"))
    elsewhere = Visitor(make.member(other_organisation, "coordinator"))
    for words in ("zoe", "front", "hallway", "cafe"):
        assert look_for(next_door, words).says("Nothing found") and look_for(elsewhere, words).says("Nothing found")
    # A manager sees the work, and nobody who takes part in it.
    assert look_for(as_mina, "zoe").says("Nothing found")
    assert look_for(as_mina, "front").links_to(f"/projects/{project.pk}/")
    assert as_fin.open("/search/").status == Visitor(zoe.user).open("/search/").status == 404


def test_k54_no_words_stand_in_an_address_a_log_or_the_audit_trail(as_cora, begun, caplog):
    before = AuditEntry.objects.count()
    with caplog.at_level(logging.DEBUG):
        answer = look_for(as_cora, "zoe").answer
    addresses = [answer.request["PATH_INFO"], answer.request["QUERY_STRING"], *(to for to, _ in answer.redirect_chain)]
    assert not any("zoe" in unquote(address) for address in addresses)
    assert "zoe" not in caplog.text.casefold() and AuditEntry.objects.count() == before


def test_k54_what_was_looked_for_stays_for_back_and_a_reload_and_is_forgotten(as_cora, clock, begun):
    look_for(as_cora, "zoe")
    assert as_cora.open("/search/").says("Zoë")
    clock.traveller.shift(16 * 60)
    page = as_cora.open("/search/")
    assert not page.says("Zoë") and page.form("Search").fields["words"].values == [""]
    assert not any("search" in stay.get_decoded() for stay in Stay.objects.all())


def test_k54_many_are_found_a_page_at_a_time(as_cora, begun):
    roads.welcome_many(as_cora, 22)
    page = look_for(as_cora, "person")
    assert page.says("Person A", "Person E") and not page.says("Person F")
    page = page.link("All people that were found")
    assert page.says("1 to 20 of 22 people", "Person T") and not page.says("Person U")
    page = page.link("Further in the list")
    assert page.says("21 to 22 of 22 people", "Person U", "Person V")
    assert as_cora.open("/search/?kind=nonsense&page=x").says("Person A", "Person E")


def names_in(page, *names):
    return sorted(names, key=page.words.rindex)


def test_k54_the_people_list_says_where_how_and_when_last_and_can_be_sorted(as_cora, clock, begun):
    project, stage, (zoe, ben) = begun
    session = roads.plan_session(as_cora, stage, roads.in_days(0), about="Tea", time="9 am")
    clock.forward(days=1)
    roads.log_session(as_cora, session, states={ben: "came", zoe: "missed"})
    page = as_cora.open("/people/")
    assert page.says("Ben", "The front door", "Email", "Tuesday 2 June", "Not yet")
    names = ("Ben", "Zoë O’Neill")
    assert names_in(page, *names) == ["Ben", "Zoë O’Neill"] and 'aria-sort="ascending"' in page.html
    assert names_in(page.link("Name, sort"), *names) == ["Zoë O’Neill", "Ben"]
    assert names_in(page.link("Last seen, sort"), *names) == ["Ben", "Zoë O’Neill"]
    narrowed = page.link("Name, sort").send("Show these", project=project.pk)
    assert names_in(narrowed, *names) == ["Zoë O’Neill", "Ben"] and 'aria-sort="descending"' in narrowed.html
    assert f"?project={project.pk}&amp;sort=name" in narrowed.html
    for nonsense in ("user__password", "-", "name,seen", "--name"):
        assert names_in(as_cora.open(f"/people/?sort={nonsense}"), *names) == ["Ben", "Zoë O’Neill"]


def test_k54_projects_and_sessions_can_be_sorted(as_cora, begun):
    project, stage, _ = begun
    roads.plan_project(as_cora, title="A back yard", starts_on="1 September 2026")
    page = as_cora.open("/projects/")
    titles = ("A back yard", "The front door")
    assert names_in(page, *titles) == ["The front door", "A back yard"]
    assert names_in(page.link("Name"), *titles) == ["A back yard", "The front door"]
    roads.plan_session(as_cora, stage, roads.in_days(2), about="Tea")
    page = as_cora.open(path_of_stage(stage).replace(f"stages/{stage.pk}/", "sessions/"))
    assert names_in(page, "Colours", "Tea") == ["Colours", "Tea"]
    assert names_in(page.link("When, sort"), "Colours", "Tea") == ["Tea", "Colours"]
