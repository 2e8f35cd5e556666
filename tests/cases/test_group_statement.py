"""A group too small to show says itself that a principle was met: the rules of it, through the pages."""

from datetime import date, timedelta

import pytest

from coproduction.accounts.models import AuditEntry, SubmittedForm
from coproduction.base.days import today
from participants.group_statements.models import GroupObjection, GroupStatement, GroupYes
from principles.evidence import gather
from tests.factories import MembershipFactory, ParticipantFactory

from . import roads
from .visitor import Visitor

FOUR = ("Asha", "Ben", "Cleo", "Dev")
SAYS = "The group said so itself"


@pytest.fixture
def four(as_cora, sam):
    """A stage with four people in it. Cora is the contact and Sam the deputy."""
    return roads.group_of(as_cora, *FOUR, kind="review")


def says_so(stage, principle="creativity"):
    """Whether the facts of the project say, on this day, that the group says so."""
    return principle in gather([stage.project], today())[stage.project_id].group_says


def stands(clock, as_cora, stage):
    """On the first day on which it could, for the coordinator and for the facts alike."""
    clock.at(roads.LAST_DAY)
    assert not roads.principle_page(as_cora, stage.project).says(SAYS) and not says_so(stage)
    clock.forward(days=1)
    shown = roads.principle_page(as_cora, stage.project).says(SAYS)
    assert shown == says_so(stage)
    return shown


# What stands --------------------------------------------------------------------------------------------------------


def test_k07_three_of_four_say_yes_and_it_stands_for_ninety_days(four, clock, as_cora, as_mina):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    for name in ("Ben", "Cleo"):
        assert roads.say_yes(people[name]).says("Thank you. That is noted.")
    assert stands(clock, as_cora, stage)
    words = "on Wednesday 17 June, for Review and evaluate; good until Tuesday 15 September."
    assert roads.principle_page(as_cora, stage.project).says(SAYS, words)
    assert roads.principle_page(as_mina, stage.project).says(SAYS)
    assert not roads.principle_page(as_cora, stage.project, "equality").says(SAYS)
    page = people["Dev"].open("/me/group/")
    assert page.says("Your group has said", "We could take part in ways that suited us.")
    assert page.says("Good until Tuesday 15 September")
    clock.at(roads.LAST_DAY + timedelta(days=91))
    assert roads.principle_page(as_cora, stage.project).says(SAYS) and says_so(stage)
    clock.forward(days=1)
    assert not roads.principle_page(as_cora, stage.project).says("itself") and not says_so(stage)
    assert not people["Dev"].open("/me/group/").says("Your group has said")


def test_k07_two_of_four_say_yes_and_it_does_not_stand(four, clock, as_cora):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    roads.say_yes(people["Ben"])
    assert not stands(clock, as_cora, stage)


def test_k07_one_objection_is_enough(four, clock, as_cora):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    for name in ("Ben", "Cleo"):
        roads.say_yes(people[name])
    roads.object_to_it(people["Dev"])
    assert not stands(clock, as_cora, stage)


def test_k07_a_yes_without_the_tick_is_none_and_the_page_says_why(four, clock, as_cora):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    roads.say_yes(people["Ben"])
    page = roads.try_to_say_yes(people["Cleo"], alone=None)
    assert page.status == 422 and page.says("Your yes counts only where nobody who runs this project was with you")
    assert not people["Cleo"].open("/me/").says("You said yes")
    assert not stands(clock, as_cora, stage)


@pytest.mark.parametrize("tick", ["alone", "known"])
def test_k07_nobody_begins_without_both_ticks(four, tick):
    stage, people = four
    page = roads.try_to_say_as_group(people["Asha"], stage, **{tick: None})
    assert page.status == 422 and not GroupStatement.objects.exists()
    # What was chosen stands there still.
    assert page.form("We want to say this").fields["principle"].values == ["creativity"]


@pytest.mark.parametrize("others, holds", [((), False), (("Ben",), True)])
def test_k07_in_a_group_of_two_both_say_yes(as_cora, clock, others, holds):
    stage, people = roads.group_of(as_cora, "Asha", "Ben")
    roads.say_as_group(people["Asha"], stage)
    for name in others:
        roads.say_yes(people[name])
    assert stands(clock, as_cora, stage) is holds


def test_k07_said_twice_by_one_person_it_is_one_yes(four, clock, as_cora):
    stage, people = four
    for name in ("Asha", "Asha", "Ben", "Ben"):
        roads.say_as_group(people[name], stage)
    assert (GroupStatement.objects.count(), GroupYes.objects.count()) == (1, 2)
    # A form that was open all the time, sent once more.
    page = people["Cleo"].open("/me/").link("Your group wants to say")
    for _ in range(2):
        page.send("Yes, we should say this", alone="on")
        people["Cleo"].open("/me/").link("Your group wants to say").send("Take my yes back")
    assert GroupYes.objects.count() == 2
    assert not stands(clock, as_cora, stage)


def test_k07_a_yes_can_be_taken_back_until_the_last_day(four, clock, as_cora):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    for name in ("Ben", "Cleo"):
        roads.say_yes(people[name])
    clock.at(roads.LAST_DAY)
    page = people["Cleo"].open("/me/").link("Your group wants to say")
    assert page.says("You said yes.", "You can take it back until Tuesday 16 June.")
    page.send("Take my yes back")
    clock.forward(days=1)
    assert not says_so(stage)


def test_k07_after_the_last_day_nothing_more_is_taken_whatever_came_of_it(four, clock):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    pages = {name: people[name].open("/me/").link("Your group wants to say") for name in ("Ben", "Cleo", "Dev")}
    clock.at(roads.LAST_DAY + timedelta(days=1))
    for name, button in (("Ben", "Yes, we should"), ("Cleo", "Yes, we should"), ("Dev", "I object")):
        assert pages[name].send(button, alone="on").says("The time for this is over.")
    assert GroupYes.objects.count() == 1 and not GroupObjection.objects.exists()
    assert not people["Ben"].open("/me/").says("Your group wants to say")


def test_k07_ten_working_days_over_christmas(as_cora, clock, sam):
    clock.at(date(2026, 12, 16))
    stage, people = roads.group_of(as_cora, *FOUR)
    roads.say_as_group(people["Asha"], stage)
    for name in ("Ben", "Cleo"):
        roads.say_yes(people[name])
    # Christmas Day, the day in place of Boxing Day and New Year's Day are none.
    clock.at(date(2027, 1, 4))
    assert people["Dev"].open("/me/").says("You can say yes, or object without your name, until Monday 4 January.")
    assert not says_so(stage)
    clock.forward(days=1)
    assert roads.principle_page(as_cora, stage.project).says(SAYS, "on Tuesday 5 January") and says_so(stage)


def test_k07_whoever_joins_meanwhile_has_all_of_the_time_too(four, clock, as_cora):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    for name in ("Ben", "Cleo"):
        roads.say_yes(people[name])
    clock.at(roads.LAST_DAY)
    (late,) = roads.welcome_all(as_cora, "Esme")
    roads.add_person(as_cora, stage, late)
    clock.at(date(2026, 6, 17))
    assert not says_so(stage)
    page = Visitor(late.user).open("/me/").link("Your group wants to say")
    assert page.says("until Tuesday 30 June")
    clock.at(date(2026, 6, 30))
    assert not says_so(stage)
    clock.forward(days=1)
    assert roads.principle_page(as_cora, stage.project).says(SAYS, "on Wednesday 1 July")


def test_k07_it_stands_when_somebody_leaves_the_stage_afterwards(four, clock, as_cora):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    for name in ("Ben", "Cleo"):
        roads.say_yes(people[name])
    clock.at(roads.LAST_DAY + timedelta(days=5))
    ben = GroupYes.objects.get(participant__name="Ben").participant
    roads.take_part(as_cora, stage, ben, "ended")
    assert roads.principle_page(as_cora, stage.project).says(SAYS) and says_so(stage)


def test_k07_the_newest_stage_that_has_one_standing_speaks_for_the_project(as_cora, clock, sam):
    project, first, people = roads.begin(as_cora, *FOUR, stages=["design", "review"])
    visitors = [Visitor(person.user) for person in people]
    clock.forward(days=1)
    second = roads.open_stage(as_cora, project, people, "review")
    for stage in (second, first):
        for visitor in visitors[:3]:
            roads.say_as_group(visitor, stage)
        clock.forward(days=1)
    clock.forward(days=20)
    assert roads.principle_page(as_cora, second.project).says(SAYS, "for Review and evaluate")
    assert not roads.principle_page(as_cora, second.project).says("for Design")


# Who may ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["contact", "manager"])
def test_k07_a_coordinator_or_manager_who_takes_part_is_none_of_the_group(as_cora, clock, sam, mina, cora, role):
    """One account, two roles: they see nothing of it on either side, and their yes is not taken."""
    hers = {"contact": cora, "manager": mina}[role]
    # Both roles of one account are a fixture; that she takes part in this stage is written through pages.
    twice = ParticipantFactory(organisation=hers.memberships.get().organisation, name="Both", user=hers)
    _, stage, people = roads.begin(as_cora, "Asha", "Ben", people=[twice])
    people = {person.name: Visitor(person.user) for person in people}
    roads.say_as_group(people["Asha"], stage)
    both = Visitor(type(hers).objects.get(pk=hers.pk))
    assert not both.open("/me/").says("Your group wants to say")
    assert both.open("/me/group/").says("There is nothing to say now")
    path = people["Ben"].open("/me/").link("Your group wants to say").path
    assert both.open(path).status == 404
    assert both.send(path, {"word": "yes", "alone": "on"}).status == 404
    # The two who are the group say yes both, and need no third.
    roads.say_yes(people["Ben"])
    assert stands(clock, as_cora, stage)


@pytest.mark.parametrize("where", ["in no project", "in another project", "in another organisation"])
def test_k07_nobody_else_finds_it(four, as_cora, sam, other_organisation, where):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    path = people["Ben"].open("/me/").link("Your group wants to say").path
    if where == "in another organisation":
        stranger = Visitor(ParticipantFactory(organisation=other_organisation, signs_in=True).user)
    elif where == "in another project":
        stranger = roads.group_of(as_cora, "Zoe", title="Next door")[1]["Zoe"]
    else:
        stranger = Visitor(ParticipantFactory(organisation=stage.organisation, signs_in=True).user)
    assert stranger.open(path).status == 404
    for word in ("yes", "back", "object"):
        assert stranger.send(path, {"word": word, "alone": "on"}).status == 404
    typed = {"stage": stage.pk, "principle": "creativity", "alone": "on", "known": "on"}
    assert stranger.send("/me/group/", typed).status == 422
    assert GroupYes.objects.count() == 1 and not GroupObjection.objects.exists()


def test_k07_staff_cannot_begin_and_have_no_page_that_would(four, as_cora, as_sam, as_mina):
    stage, people = four
    for visitor in (as_cora, as_sam, as_mina):
        assert visitor.open("/me/group/").status == 404
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/").link("How a group can speak for itself")
    assert page.says("At least three people say yes", "We could trust the people who ran this.", "you can't begin it")
    assert not page.offers("Send this") and not page.offers("We want to say this")


def test_k07_whoever_becomes_a_manager_meanwhile_sees_nothing_of_it(four, cora):
    stage, people = four
    roads.say_as_group(people["Asha"], stage)
    MembershipFactory(user=people["Ben"].user, organisation=stage.organisation, role="manager")
    ben = Visitor(type(cora).objects.get(pk=people["Ben"].user.pk))
    assert not ben.open("/me/").says("Your group wants to say")


# Written down for somebody ------------------------------------------------------------------------------------------


@pytest.fixture
def with_kit(as_cora, sam):
    """Three people, of whom Kit has no sign-in."""
    return roads.group_of(as_cora, "Asha", "Ben", "Kit", without=("Kit",))


def write_down(page, word="yes", principle="creativity", **ticks):
    who = next(one for one in page.form("Send this").fields["involvement"].offered if one)
    ticks = {"agreed": "on", "alone": "on", **ticks}
    return page.send("Send this", involvement=who, principle=principle, word=word, **ticks)


def deputys(as_sam, stage):
    return as_sam.open(f"/projects/{stage.project_id}/group/").link("Write down what somebody says")


def test_k07_the_deputy_writes_down_a_yes_for_who_has_no_sign_in(with_kit, clock, as_cora, as_sam):
    stage, people = with_kit
    roads.say_as_group(people["Asha"], stage)
    roads.say_yes(people["Ben"])
    assert write_down(deputys(as_sam, stage)).says("Written down. If the group is saying this now, it counts.")
    assert stands(clock, as_cora, stage)


@pytest.mark.parametrize("word", ["yes", "back", "object"])
def test_k07_the_deputy_learns_nothing_and_begins_nothing(with_kit, as_sam, word):
    stage, people = with_kit
    before = write_down(deputys(as_sam, stage), word)
    assert not GroupStatement.objects.exists() and not GroupYes.objects.exists()
    roads.say_as_group(people["Asha"], stage)
    after = write_down(deputys(as_sam, stage), word)
    assert before.words == after.words and before.path == after.path


def test_k07_the_contact_writes_down_nothing(with_kit, as_cora):
    stage, _ = with_kit
    assert as_cora.open(f"/projects/{stage.project_id}/group/write/").status == 404
    assert not as_cora.open(f"/projects/{stage.project_id}/group/").says("Write down what somebody says")


def test_k07_a_peer_writes_down_and_may_begin_for_who_has_no_sign_in(with_kit, clock, as_cora):
    stage, people = with_kit
    team = as_cora.open(f"/projects/{stage.project_id}/team/")
    asha = GroupYes.participant.field.related_model.objects.get(name="Asha")
    team.link("Name a peer").send("Save this", participant=asha.pk)
    page = people["Asha"].open("/me/peer/").link("Write down what somebody says")
    assert write_down(page, alone=None).status == 422
    write_down(page)
    assert GroupYes.objects.get().taken_down_by == people["Asha"].user
    for name in ("Asha", "Ben"):
        roads.say_yes(people[name])
    assert stands(clock, as_cora, stage)


def test_k07_whoever_signs_in_is_not_written_down_for(with_kit, as_sam):
    stage, _ = with_kit
    offered = deputys(as_sam, stage).form("Send this").fields["involvement"].offered
    assert len([one for one in offered if one]) == 1
    assert not deputys(as_sam, stage).says("Asha")


# No trail -----------------------------------------------------------------------------------------------------------


def test_k07_no_trail_leads_to_who_said_what(four):
    stage, people = four
    forms = SubmittedForm.objects.count()
    roads.say_as_group(people["Asha"], stage)
    roads.say_yes(people["Ben"])
    roads.object_to_it(people["Dev"])
    rows = AuditEntry.objects.filter(action="word said in a group")
    assert set(rows.values_list("actor_id", "about_id")) == {(None, str(stage.organisation_id))}
    assert {entry.at.hour for entry in rows} == {0} and rows.count() == 3
    assert SubmittedForm.objects.count() == forms
    assert {field.name for field in GroupObjection._meta.fields} == {"id", "organisation", "project", "statement"}
