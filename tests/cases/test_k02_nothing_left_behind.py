"""K2: what was said, promised, asked and not briefed stands on the closing list: cleared, handed over or overridden."""

import pytest

from participants.models import AskingRound, Briefing
from projects.models import Project

from . import roads_owed as roads
from .visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SAID, REASON = "Leave the light on", "The questions run on after we close"


@pytest.fixture
def begun(as_cora, sam, clock):
    """Asha and Ben, not briefed; a promise made in a session; something that Asha said on her own page."""
    project = roads.plan_project(as_cora, sam)
    roads.welcome(as_cora, "Asha", "Ben")
    stage = roads.open_stage(as_cora, project, briefed=False)
    session = roads.plan_session(as_cora, project)
    clock.forward(days=8)
    promised = {"promised-0-words": "Send the photos", "promised-0-by_when": "20 June 2026"}
    page = as_cora.open(session).link("Log this session")
    assert page.send("Log this session", promised).says("Logged.")
    roads.say("Asha", SAID)
    return project, stage


def test_k02_each_stands_on_the_list_with_its_own_link(as_cora, begun):
    project, stage = begun
    page = roads.close_stage(as_cora, stage)
    assert page.status == 422
    assert page.says("2 people have not been briefed", "Something promised for Saturday 20 June 2026"), page
    page = roads.close_project(as_cora, project)
    assert page.says("Something said on Wednesday 10 June 2026 has no answer yet", "2 people have not been briefed"), (
        page
    )
    answer = page.link("Something said on").send("Give this answer", outcome="used", because="It stays on till ten")
    assert answer.says("Answered.")
    assert not roads.close_project(as_cora, project).says("Something said on")


def test_k02_what_is_handed_over_stands_on_todays_list_of_who_has_it_until_it_is_settled(
    as_cora, as_sam, sam, begun, clock
):
    project, stage = begun
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    page.link("Something promised").send("Save", what="kept")
    page = roads.hand_over(page, sam, "24 June 2026", "briefing")
    assert page.says("Handed over", "Sam does this by Wednesday 24 June"), page
    assert roads.close_stage(as_cora, stage).says("is closed.")
    today = as_sam.open("/today/")
    assert today.says("2 people have not been briefed", "You have this, by Wednesday 24 June"), today
    assert as_cora.open("/today/").says("Sam has this, by Wednesday 24 June")
    clock.forward(days=20)
    assert as_sam.open("/today/").says("You have this, by Wednesday 24 June", "days late")
    for name in ("Asha", "Ben"):
        form = as_sam.open(f"/projects/{project.pk}/stages/{stage.pk}/briefings/")
        person = roads.visitor_of(name).user
        who = next(one for one in form.form("Save this").fields["participant"].offered if one and is_of(one, person))
        assert form.send("Save this", participant=who, kind="before", outcome="offered").says("Saved.")
    assert Briefing.objects.filter(kind="before").count() == 2
    assert not as_sam.open("/today/").says("been briefed")


def test_k02_a_briefing_that_was_late_when_its_stage_closed_stays_owed_to_who_never_came(as_cora, as_sam, sam, clock):
    project = roads.plan_project(as_cora, sam)
    roads.welcome(as_cora, "Asha", "Ben")
    stage = roads.open_stage(as_cora, project, briefed=False)
    clock.forward(days=8)
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    roads.hand_over(page, sam, "24 June 2026", "briefing")
    assert roads.close_stage(as_cora, stage).says("is closed.")
    clock.forward(days=1)
    assert as_sam.open("/today/").says("2 people have not been briefed", "You have this, by Wednesday 24 June")
    assert as_cora.open(f"/projects/{project.pk}/close/").says("2 people have not been briefed", "Sam does this by")


def test_k02_nobody_hands_over_until_next_year(as_cora, sam, begun):
    """A day that is over and has no year is read as one to come; nobody may wait that long unnoticed."""
    project, stage = begun
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    page = page.link("Hand over what is open")
    things = page.form("Hand it over").fields["things"].offered
    page = page.send("Hand it over", things=things, to=sam.pk, by_when="1 May")
    assert page.status == 422 and page.says("Saturday 1 May 2027 is too long for people to wait."), page
    assert page.says("Choose a day up to Tuesday 8 September"), page


def is_of(participant_id, user):
    from participants.models import Participant

    return str(Participant.objects.get(user=user).pk) == participant_id


def test_k02_a_project_closes_over_the_rest_with_a_reason_that_people_and_the_dashboard_show(
    as_cora, as_mina, sam, begun, clock
):
    project, stage = begun
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/")
    roads.hand_over(page, sam, "24 June 2026")
    assert roads.close_stage(as_cora, stage).says("is closed.")
    page = roads.close_project(as_cora, project)
    assert page.says("The six questions after", "Something said on Wednesday 10 June 2026"), page
    assert not page.offers("Close this project")
    assert (
        as_mina.open(f"/projects/{project.pk}/close/override/").send("Close it with this reason", reason="").status
        == 422
    )
    page = as_mina.open(f"/projects/{project.pk}/close/override/").send("Close it with this reason", reason=REASON)
    assert page.says("is closed.") and Project.objects.get().closed_on
    assert as_mina.open("/dashboard/").says(project.title, REASON)
    assert as_mina.open(f"/projects/{project.pk}/").says(REASON)
    for name in ("Asha", "Ben"):
        assert roads.visitor_of(name).open("/me/news/").says("an answer", "the six questions", REASON)
    # Nothing is lost: it is late when it is late, can be settled, and then the project leaves the list.
    clock.forward(days=30)
    today = as_cora.open("/today/")
    assert today.says("One thing that was said has no answer yet", "2 days late", "can be closed"), today
    assert as_mina.open("/dashboard/unanswered/").says(project.title, "2 days late")
    said = as_cora.open(f"/projects/{project.pk}/said/")
    assert (
        said.link("Answer").send("Give this answer", outcome="used", because="It stays on till ten").says("Answered.")
    )
    assert as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/").send("Close the questions").says("Closed.")
    assert AskingRound.objects.get().closed_on
    assert not as_cora.open("/today/").says("no answer yet")


def test_k02_silence_stands_on_the_closing_list_and_can_be_broken_after_it(as_cora, as_mina, begun, clock):
    project, _ = begun
    clock.forward(days=40)
    page = roads.close_project(as_cora, project)
    assert page.says("An update to everyone, due Tuesday 30 June 2026"), page
    as_mina.open(f"/projects/{project.pk}/stages/").link("Close it with a reason").send(
        "Close it with this reason", reason=REASON
    )
    as_mina.open(f"/projects/{project.pk}/close/override/").send("Close it with this reason", reason=REASON)
    assert Project.objects.get().closed_on
    assert as_cora.open("/today/").says("People have not been told how things stand", "20 days late")
    roads.tell_people(as_cora, project)
    assert not as_cora.open("/today/").says("People have not been told how things stand")
    assert Visitor(roads.visitor_of("Ben").user).open("/me/news/").says("We met and wrote it down.")


def test_k02_people_learn_of_it_on_their_first_page_and_keep_what_they_were_promised(as_cora, as_mina, begun, clock):
    project, stage = begun
    asha = roads.visitor_of("Asha")
    assert asha.open("/me/").says("You have read all your news")
    for path in (f"stages/{stage.pk}/close/override/", "close/override/"):
        page = as_mina.open(f"/projects/{project.pk}/{path}").send("Close it with this reason", reason=REASON)
        assert page.says("is closed."), page
    home = asha.open("/me/")
    assert not home.says("You have read all your news")
    assert home.says("Need help? Ask Cora"), home
    news = home.link(f"{project.title}: closed with something open")
    assert news.says("a promise", "We owe it until it is done.", REASON) and not news.says("No news yet")
    assert asha.open("/me/say/").says("What we promised", "Send the photos")
    clock.forward(days=29)
    assert asha.open("/me/").says("You have read all your news")


def test_k02_what_somebody_had_who_left_is_open_again(as_cora, as_mina, sam, begun, organisation):
    project, stage = begun
    closing = f"/projects/{project.pk}/stages/{stage.pk}/close/"
    handed = roads.hand_over(as_cora.open(closing), sam, "24 June 2026", "promise")
    assert handed.says("Handed over", "Sam does this by Wednesday 24 June")
    roles = as_mina.open(f"/organisation/{organisation.pk}/people/{sam.pk}/")
    assert roles.send("Save the roles", leaves="on").says("They have no part here any more")
    page = as_cora.open(closing)
    assert page.says("Something promised for Saturday 20 June 2026") and not page.says("Sam"), page
    assert page.send("Close this stage").status == 422
    assert not as_cora.open("/today/").says("Sam has this")
