"""K2: what was said, promised, asked and not briefed stands on the closing list: cleared, handed over or overridden."""

import re
from datetime import date, timedelta

import pytest

from coproduction.base.days import today
from participants.briefings.models import Briefing
from participants.survey.models import SurveyRound
from projects.project.models import Project

from . import roads
from .visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HANDED, SAID, REASON = date(2026, 6, 24), "Leave the light on", "The questions run on after we close"


@pytest.fixture
def begun(as_cora, sam, clock):
    """Asha and Ben, not briefed; a promise made in a session; something that Asha said on her own page."""
    project, stage, people = roads.begin(as_cora, "Asha", "Ben", outcome="")
    session = roads.plan_session(as_cora, stage, roads.in_days(7))
    clock.forward(days=8)
    roads.log_session(as_cora, session, promised=[("Send the photos", date(2026, 6, 20))])
    roads.say(Visitor(people[0].user), SAID)
    return project, stage, people


def test_k02_each_stands_on_the_list_with_its_own_link(as_cora, begun):
    project, stage, _ = begun
    page = roads.try_to_close_stage(as_cora, stage)
    assert page.status == 422
    assert page.says("2 people have not been briefed", "Something promised for Saturday 20 June 2026"), page
    page = roads.page_to_close(as_cora, project)
    said = "Something said on Wednesday 10 June 2026 has no answer yet"
    assert page.says(said, "2 people have not been briefed"), page
    answer = page.link("Something said on").send("Give this answer", outcome="used", because="It stays on till ten")
    assert answer.says("Answered.")
    assert not roads.page_to_close(as_cora, project).says("Something said on")


def test_k02_what_is_handed_over_stands_on_todays_list_of_who_has_it_until_it_is_settled(
    as_cora, as_sam, sam, begun, clock
):
    project, stage, people = begun
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    page.link("Something promised").send("Save", what="kept")
    page = roads.hand_over(page, sam, HANDED, "briefing")
    assert page.says("Handed over", "Sam does this by Wednesday 24 June"), page
    roads.close_stage(as_cora, stage)
    today = as_sam.open("/today/")
    assert today.says("2 people have not been briefed", "You have this, by Wednesday 24 June"), today
    assert as_cora.open("/today/").says("Sam has this, by Wednesday 24 June")
    clock.forward(days=20)
    assert as_sam.open("/today/").says("You have this, by Wednesday 24 June", "days late")
    for person in people:
        roads.brief(as_sam, stage, person, outcome="offered")
    assert Briefing.objects.filter(kind="before").count() == 2
    assert not as_sam.open("/today/").says("been briefed")


def test_k02_a_briefing_that_was_late_when_its_stage_closed_stays_owed_to_who_never_came(as_cora, as_sam, sam, clock):
    project, stage, _ = roads.begin(as_cora, "Asha", "Ben", outcome="")
    clock.forward(days=8)
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    roads.hand_over(page, sam, HANDED, "briefing")
    roads.close_stage(as_cora, stage)
    clock.forward(days=1)
    assert as_sam.open("/today/").says("2 people have not been briefed", "You have this, by Wednesday 24 June")
    assert roads.page_to_close(as_cora, project).says("2 people have not been briefed", "Sam does this by")


def test_k02_a_talk_that_was_not_late_yet_stays_owed_after_its_stage_closes(as_cora, as_mina, clock):
    project, stage, people = roads.begin(as_cora, "Asha", "Ben", outcome="")
    roads.close_stage_despite(as_mina, stage, REASON)
    assert as_cora.open("/today/").says("2 people have not been briefed")
    clock.forward(days=9)
    page = as_cora.open("/today/")
    assert page.says("2 people have not been briefed", "days late"), page
    for person in people:
        roads.brief(as_cora, stage, person, outcome="offered")
    assert not as_cora.open("/today/").says("been briefed")


def test_k02_what_is_not_done_by_the_day_of_the_hand_over_is_open_again(as_cora, as_mina, as_sam, sam, begun, clock):
    project, stage, _ = begun
    handed = roads.hand_over(roads.page_to_close(as_cora, project), sam, HANDED, "promise", "briefing")
    assert handed.says("Sam does this by Wednesday 24 June")
    clock.forward(days=(HANDED - today()).days)
    assert roads.page_to_close(as_cora, project).says("Sam does this by")
    clock.forward(days=1)
    page = roads.try_to_close_stage(as_cora, stage)
    assert page.status == 422
    assert page.says("2 people have not been briefed", "Sam was to do this by Wednesday 24 June"), page
    override = as_mina.open(f"/projects/{project.pk}/stages/{stage.pk}/close/override/")
    assert override.says("Something promised for Saturday 20 June 2026", "Sam was to do this by Wednesday 24 June")
    assert as_sam.open("/today/").says("You have this, by Wednesday 24 June")
    again = roads.hand_over(roads.page_to_close(as_cora, project), sam, today() + timedelta(days=7), "promise")
    assert again.says("Sam does this by")


def test_k02_nobody_hands_over_until_next_year(as_cora, sam, begun):
    """A day that is over and has no year is read as one to come; nobody may wait that long unnoticed."""
    project, stage, _ = begun
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    page = page.link("Hand over what is open")
    things = page.form("Hand it over").fields["things"].offered
    page = page.send("Hand it over", things=things, to=sam.pk, by_when="1 May")
    assert page.status == 422 and page.says("Saturday 1 May 2027 is too long for people to wait."), page
    assert page.says("Choose a day up to Tuesday 8 September"), page


def test_k02_a_project_closes_over_the_rest_with_a_reason_that_people_and_the_dashboard_show(
    as_cora, as_mina, sam, begun, clock
):
    project, stage, people = begun
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    roads.hand_over(page, sam, HANDED)
    roads.close_stage(as_cora, stage)
    page = roads.page_to_close(as_cora, project)
    assert page.says("The six questions after", "Something said on Wednesday 10 June 2026"), page
    assert not page.offers("Close this project")
    override = as_mina.open(f"/projects/{project.pk}/close/override/")
    assert override.send("Close it with this reason", reason="").status == 422
    roads.close_project_despite(as_mina, project, REASON)
    assert Project.objects.get().closed_on
    assert as_mina.open("/dashboard/").says(project.title, REASON)
    assert as_mina.open(f"/projects/{project.pk}/").says(REASON)
    for person in people:
        assert Visitor(person.user).open("/me/news/").says("an answer", "the six questions", REASON)
    # Nothing is lost: it is late when it is late, can be settled, and then the project leaves the list.
    clock.forward(days=30)
    today = as_cora.open("/today/")
    assert today.says("One thing that was said has no answer yet", "2 working days late", "can be closed"), today
    assert as_mina.open("/dashboard/unanswered/").says(project.title, "2 working days late")
    roads.answer(as_cora, SAID)
    assert Visitor(people[0].user).open("/me/news/").says("We owe it until it is done.")
    roads.close_questions(as_cora, stage)
    assert SurveyRound.objects.get().closed_on
    assert not as_cora.open("/today/").says("no answer yet")


def test_k02_silence_stands_on_the_closing_list_and_can_be_broken_after_it(as_cora, as_mina, begun, clock):
    project, stage, people = begun
    clock.forward(days=40)
    page = roads.page_to_close(as_cora, project)
    assert page.says("An update to everyone, due Tuesday 30 June 2026"), page
    roads.close_stage_despite(as_mina, stage, REASON)
    roads.close_project_despite(as_mina, project, REASON)
    assert Project.objects.get().closed_on
    assert as_cora.open("/today/").says("People have not been told how things stand", "14 working days late")
    roads.tell(as_cora, project, progress="We met and wrote it down.")
    assert not as_cora.open("/today/").says("People have not been told how things stand")
    assert Visitor(people[1].user).open("/me/news/").says("We met and wrote it down.")


def test_k02_people_learn_of_it_on_their_first_page_and_keep_what_they_were_promised(as_cora, as_mina, begun, clock):
    project, stage, people = begun
    asha = Visitor(people[0].user)
    assert asha.open("/me/").says("You have read all your news")
    roads.close_stage_despite(as_mina, stage, REASON)
    roads.close_project_despite(as_mina, project, REASON)
    home = asha.open("/me/")
    assert not home.says("You have read all your news")
    assert home.says("Need help? Ask Cora"), home
    news = home.link(f"{project.title}: closed with something open")
    assert news.says("a promise", "We owe it until it is done.", REASON) and not news.says("No news yet")
    assert asha.open("/me/say/").says("What we promised", "Send the photos")
    clock.forward(days=29)
    assert asha.open("/me/").says("You have read all your news")


def test_k02_what_somebody_had_who_left_is_open_again(as_cora, as_mina, sam, begun, organisation):
    project, stage, _ = begun
    handed = roads.hand_over(roads.page_to_close(as_cora, project), sam, HANDED, "promise")
    assert handed.says("Handed over", "Sam does this by Wednesday 24 June")
    roles = as_mina.open(f"/organisation/{organisation.pk}/people/{sam.pk}/")
    assert roles.send("Save the roles", leaves="on").says("They have no part here any more")
    page = roads.try_to_close_stage(as_cora, stage)
    assert page.status == 422
    assert page.says("Something promised for Saturday 20 June 2026") and not page.says("Sam"), page
    assert not as_cora.open("/today/").says("Sam has this")


def test_k02_a_promise_whose_day_has_passed_is_late_on_their_page_as_on_today(as_cora, begun, clock):
    asha = Visitor(begun[2][0].user)
    clock.at(date(2026, 6, 20))
    assert asha.open("/me/say/").says("Send the photos by") and not asha.open("/me/say/").says("late")
    clock.at(date(2026, 6, 23))
    # A Saturday, and now it is Tuesday.
    assert asha.open("/me/say/").says("Send the photos by", "Sorry. This is 2 working days late")
    assert as_cora.open("/today/").says("2 working days late")
    roads.settle_promise(as_cora, "Send the photos")
    assert not asha.open("/me/say/").says("late")


def test_k02_what_is_said_about_a_closed_project_stands_on_the_same_lists(as_cora, as_mina, begun):
    project, stage, people = begun
    roads.close_stage_despite(as_mina, stage, REASON)
    roads.close_project_despite(as_mina, project, REASON)
    asha = Visitor(people[0].user)
    page = asha.open("/me/say/")
    assert page.says(f"{project.title} (it has closed)", "Need help? Ask Cora")
    roads.say(asha, "Who keeps the photos now?")
    assert as_cora.open(f"/projects/{project.pk}/said/").says("Who keeps the photos now?")
    roads.answer(as_cora, "Who keeps the photos now?")
    assert asha.open("/me/say/").says("It is in the plan")


def test_k02_what_refuses_a_closing_is_named_once_in_the_form_with_how_many_more(as_cora, begun):
    page = roads.try_to_close_stage(as_cora, begun[1], outcome="")
    refusal = re.search(r"Not closed yet: (.+?\.) (\d) more things are open\.", page.words)
    assert refusal, page
    assert page.words.count("Not closed yet: ") == page.words.count(refusal[0])
