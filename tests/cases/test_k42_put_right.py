"""K42: what was written down wrong is put right by whoever may write it, and what it said before can be read."""

import pytest

from participants.contributions.models import Contribution
from participants.corrections.models import Correction
from participants.decisions.models import Decision
from participants.people.models import AccessNeed
from projects.updates.models import Update

from . import roads
from .visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SAVE = "Save what is right"


@pytest.fixture
def begun(as_cora, sam):
    return roads.begin(as_cora, "Asha", "Ben")


def test_k42_a_title_is_put_right_and_says_what_it_was(as_cora, as_mina, begun):
    project, _, _ = begun
    page = as_cora.open(f"/projects/{project.pk}/").link("Put it right: what this project is")
    page = page.send(SAVE, title="The long way home", reason="A letter was missing")
    assert page.says("Put right.", "The long way home", f"What it is called, before: “{project.title}”.")
    for seen in (page, as_mina.open(f"/projects/{project.pk}/")):
        assert seen.says("Why: A letter was missing", ", Cora.")
    assert Correction.objects.get().why == "A letter was missing"


def test_k42_an_update_that_was_sent_says_so_to_the_team_and_to_who_takes_part(as_cora, begun):
    project, _, (asha, _) = begun
    roads.tell(as_cora, project, progress="We painted the dore")
    update = Update.objects.get()
    page = as_cora.open(f"/projects/{project.pk}/updates/{update.pk}/")
    assert page.says("It stands as it was told.")
    page = page.link("Put it right: this update").send(SAVE, progress="We painted the door")
    assert page.says("We painted the door", "before: “We painted the dore”") and not page.says("as it was told.")
    page = Visitor(asha.user).open("/me/news/").link(project.title)
    assert page.says("We painted the door", "Put right on", "before: “We painted the dore”")


def test_k42_a_decision_a_promise_a_stage_and_a_session(as_cora, begun):
    project, stage, _ = begun
    session = roads.plan_session(as_cora, stage, roads.in_days(1))
    page = as_cora.open(f"/projects/{project.pk}/sessions/{session.pk}/").link("what this session is about")
    assert page.send(SAVE, about="The old door").says("The old door", "before: “The new door”")
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/").link("the name of this stage")
    assert page.send(SAVE, name="Sketch").says("Sketch", f"before: “{stage.name}”")


def test_k42_what_was_decided_in_a_session(as_cora, as_mina, clock, begun):
    project, stage, people = begun
    session = roads.plan_session(as_cora, stage, roads.in_days(0), time="9 am")
    clock.forward(days=1)
    roads.log_session(as_cora, session, decided=[("Open at tehn", "consensus")])
    page = as_cora.open(f"/projects/{project.pk}/decisions/").link("Put it right: Open at tehn")
    assert page.send(SAVE, words="Open at ten").says("Open at ten", "before: “Open at tehn”")
    assert Decision.objects.get().words == "Open at ten"
    assert not as_mina.open(f"/projects/{project.pk}/decisions/").says("Put it right")


def test_k42_a_former_name_cannot_be_read_any_more(as_cora, begun):
    _, _, (asha, _) = begun
    page = as_cora.open(f"/people/{asha.pk}/").link("Put the name right").send(SAVE, name="Ash")
    assert page.says("Ash", "The name they like: changed. What it said before is not kept.")
    assert not page.says("Asha")
    assert not Correction.objects.filter(was__contains="Asha").exists()


def test_k42_what_helps_somebody(as_cora, sam):
    _, _, (asha, _) = roads.begin(as_cora, "Asha", "Ben")
    roads.ask_what_helps(as_cora, asha, needs="Large pint")
    need = AccessNeed.objects.get(words="Large pint")
    page = as_cora.open(f"/people/{asha.pk}/").link("Put it right: Large pint").send(SAVE, words="Large print")
    need.refresh_from_db()
    assert need.words == "Large print" and page.says("before: “Large pint”")


def test_k42_what_was_arranged_and_how_somebody_was_told(as_cora, begun):
    _, _, (asha, _) = begun
    roads.arrange(as_cora, asha, roads.in_days(5), words="Large pint")
    path = f"/people/{asha.pk}/"
    page = as_cora.open(path).link("Put it right: Large pint").send(SAVE, words="Large print")
    assert page.says("Put right.", "Large print")
    page = as_cora.open(path).link("Put it right: how it was").send(SAVE, way="paper")
    assert as_cora.open(path).says("on paper")
    page = as_cora.open(path).link("Put it right: in what way they take part").send(SAVE, part="She chairs")
    assert as_cora.open(path).says("She chairs")


def test_k42_what_was_said_and_promised_in_a_session(as_cora, clock, begun):
    project, stage, _ = begun
    session = roads.plan_session(as_cora, stage, roads.in_days(0), time="9 am")
    clock.forward(days=1)
    roads.log_session(as_cora, session, heard=["To early"], promised=[("Send a mape", roads.in_days(9))])
    path = f"/projects/{project.pk}/said/"
    assert as_cora.open(path).link("Put it right: To early").send(SAVE, words="Too early").status == 200
    assert as_cora.open(path).link("Put it right: Send a mape").send(SAVE, words="Send a map").status == 200
    page = as_cora.open(path)
    assert page.says("“Too early”", "before: “To early”", "Send a map", "before: “Send a mape”")
    page = as_cora.open(roads.path_of_session(session)).link("Put it right: the safety plan")
    assert page.send(SAVE, quiet_place="The garden").says("The garden", "before: “The small room”")


def test_what_is_not_safe_to_keep_is_deleted_from_the_history_too(as_cora, begun):
    project, stage, _ = begun
    roads.note_learning(as_cora, stage, "Ben told us where he lives")
    path = f"/projects/{project.pk}/learning/"
    page = as_cora.open(path).link("Put it right").send(SAVE, words="Ben of 4 High Street told us")
    page = page.link("Put it right").send(SAVE, words="Somebody told us", unsafe="on")
    assert page.says("Somebody told us", "What it said before is not kept.")
    assert not page.says("High Street") and not page.says("lives")
    kept = Correction.objects.values_list("was", "now", "deleted")
    assert list(kept) == [("", "", True)] * 2


def test_their_own_words_are_not_the_teams_to_change(as_cora, begun):
    project, stage, (asha, ben) = begun
    page = Visitor(asha.user).open("/me/learning/")
    page.send("Tell us", stage=stage.pk, kind="failed", words="The tea was cold")
    note = Visitor(ben.user).open("/me/learning/").href("I see it differently").split("/")[-2]
    assert not as_cora.open(f"/projects/{project.pk}/learning/").says("Put it right")
    assert as_cora.open(f"/projects/{project.pk}/correct/learningnote/{note}/").status == 404


def test_k42_people_change_their_own_words_and_delete_what_they_said(as_cora, begun):
    project, _, (asha, ben) = begun
    page = Visitor(asha.user).open("/me/say/").send("Tell us", project=project.pk, words="The stares are steep")
    page = page.link("Change it: The stares are steep").send("Save", words="The stairs are steep")
    assert page.says("Changed.", "The stairs are steep", "before: “The stares are steep”")
    said = page.href("Change it").split("/")[-2]
    assert Visitor(ben.user).open(f"/me/right/{said}/").status == 404
    assert as_cora.open(f"/projects/{project.pk}/said/").says("The stairs are steep", "The stares are steep")
    page.link("Change it").send("Save", words="It is hard to come up", unsafe="on")
    assert not as_cora.open(f"/projects/{project.pk}/said/").says("steep")
    assert as_cora.open(f"/projects/{project.pk}/correct/contribution/{said}/").status == 404


def test_what_the_team_took_down_in_a_session_is_not_for_a_person_to_rewrite(as_cora, clock, begun):
    _, stage, (asha, _) = begun
    session = roads.plan_session(as_cora, stage, roads.in_days(0), time="9 am")
    clock.forward(days=1)
    roads.log_session(as_cora, session, heard=[("Too early", asha)])
    said = Contribution.objects.get()
    assert said.participant == asha
    page = Visitor(asha.user).open("/me/say/")
    assert page.says("Too early") and not page.says("Change it")
    assert Visitor(asha.user).open(f"/me/right/{said.pk}/").status == 404


def test_k42_people_change_their_name_and_what_helps_them(as_cora, begun):
    _, _, (asha, _) = begun
    roads.ask_what_helps(as_cora, asha, needs="Large pint")
    page = Visitor(asha.user).open("/me/data/").link("Change it: Large pint").send("Save", words="Large print")
    page = page.link("Change it: Asha").send("Save", name="Ash")
    assert page.says("Changed.", "Ash", "Large print") and not Correction.objects.filter(was="Asha").exists()
    page = as_cora.open(f"/people/{asha.pk}/")
    assert page.says("Ash", "Large print", "before: “Large pint”") and not page.says("Asha")


def test_k42_two_who_put_right_the_same_see_both_and_choose(as_cora, as_sam, begun):
    project, stage, _ = begun
    roads.note_learning(as_cora, stage, "They walk")
    path = f"/projects/{project.pk}/learning/"
    mine, theirs = (visitor.open(path).link("Put it right") for visitor in (as_cora, as_sam))
    mine.send(SAVE, words="They walk here")
    page = theirs.send(SAVE, words="They all walk")
    assert page.status == 422 and page.says("Somebody was quicker. It says now:", "They walk here")
    assert page.form(SAVE).fields["words"].values == ["They all walk"]
    assert page.send(SAVE).says("They all walk", "before: “They walk here”")


def test_nothing_different_is_said_and_a_box_left_empty_too(as_cora, begun):
    project, _, _ = begun
    path = f"/projects/{project.pk}/correct/project/{project.pk}/"
    assert as_cora.open(path).send(SAVE).says("Nothing is different.")
    page = as_cora.open(path).send(SAVE, title="", designs=None, reviews=None, delivers=None)
    assert page.status == 422 and not Correction.objects.exists()
    page = as_cora.open(path).send(SAVE, title=project.title, designs=None, reviews=None, delivers=None)
    assert page.says("Choose at least one: design, review or deliver.")


def test_a_first_day_does_not_move_so_that_what_is_late_is_late_no_more(as_cora, begun, clock):
    project, _, _ = begun
    clock.forward(days=60)
    path = f"/projects/{project.pk}/correct/project/{project.pk}/"
    page = as_cora.open(path).send(SAVE, starts_on="1 August 2026")
    assert page.status == 422 and page.says("Its first day can become an earlier one, not a later one.")
    assert page.form(SAVE).fields["starts_on"].values == ["1 August 2026"]
    assert as_cora.open(path).send(SAVE, starts_on="1 May 2026").says("Put right.")
