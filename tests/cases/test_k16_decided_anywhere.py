"""K16: what is decided outside of a session is written down and counts. K59: one takes the place of another."""

import pytest

from participants.decisions.models import Decision

from . import roads

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
KEEP = "Keep this decision"
STAFF = {"method": "staff", "participants_there": "0", "staff_there": "3"}


@pytest.fixture
def begun(as_cora, sam):
    return roads.begin(as_cora, "Asha", "Ben")


def decide(as_cora, project, stage, words, **fields):
    page = as_cora.open(f"/projects/{project.pk}/decisions/").link("Write down a decision")
    return page.send(KEEP, words=words, stage=stage.pk, **{**STAFF, **fields})


def test_k16_what_staff_decide_between_sessions_is_written_down_and_judged(as_cora, as_mina, begun):
    project, stage, _ = begun
    page = decide(as_cora, project, stage, "The office closes at five")
    assert page.says("Written down.", "The office closes at five", "staff decided", "from staff: 3")
    assert as_mina.open(f"/projects/{project.pk}/decisions/").says("The office closes at five")
    page = as_cora.open(f"/projects/{project.pk}/principles/equality/E2/")
    assert page.says("The office closes at five", "Not made together")


def test_k16_it_takes_the_day_it_was_made_on_and_no_day_to_come(as_cora, begun):
    project, stage, _ = begun
    page = decide(as_cora, project, stage, "Later", decided_on=roads.said(roads.in_days(3)))
    assert page.status == 422 and page.says("That day is still to come.")
    assert page.form(KEEP).fields["words"].values == ["Later"]
    assert page.send(KEEP, decided_on=roads.said(roads.in_days(-3))).says("Written down.")
    assert Decision.objects.get().decided_on == roads.in_days(-3)


def test_who_decided_outside_is_named_by_role(as_cora, begun):
    project, stage, _ = begun
    page = decide(as_cora, project, stage, "No money for a lift", method="outside")
    assert page.status == 422 and page.says("Say who decided")
    assert page.send(KEEP, decided_by="The housing committee").says("someone outside decided (The housing committee)")


def test_k59_a_decision_takes_the_place_of_an_older_one_and_both_say_so(as_cora, begun):
    project, stage, _ = begun
    decide(as_cora, project, stage, "Open at nine")
    old = Decision.objects.get()
    page = decide(as_cora, project, stage, "Open at ten", replaces=old.pk, others_there="2")
    assert page.says("Replaced on", "by Open at ten", "It takes the place of Open at nine", "others: 2")
    page = as_cora.open(f"/projects/{project.pk}/decisions/new/")
    assert str(old.pk) not in page.form(KEEP).fields["replaces"].offered
    page = decide(
        as_cora, project, stage, "Before", replaces=Decision.objects.get(replaces=old).pk, decided_on="1 May 2026"
    )
    assert page.status == 422 and page.says("made after it. Check the day.")
