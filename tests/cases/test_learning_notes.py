"""What was learned: written down by the team, read and added to by people, judged, and opened from what is judged."""

import pytest

from participants.learning.models import LearningNote
from tests import factories as make

from . import roads
from .visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WORDS = "We thought that people come by bus. They walk."


@pytest.fixture
def begun(as_cora, sam):
    return roads.begin(as_cora, "Asha", "Ben")


def closed(as_cora, as_mina, stage):
    """Over what is open: only the note matters here."""
    return roads.close_stage_despite(as_mina, stage)


def test_it_is_written_down_on_the_way_to_closing_a_stage_and_read_by_all(as_cora, as_mina, begun):
    project, stage, (asha, _) = begun
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/close/").link("Write down what you learned")
    assert page.send("Keep this", stage=stage.pk, kind="failed", words=WORDS).says("Kept.", WORDS)
    assert as_mina.open(f"/projects/{project.pk}/learning/").says("We tried it, and it failed", WORDS)
    assert not as_mina.open(f"/projects/{project.pk}/learning/").offers("Keep this")
    assert Visitor(asha.user).open("/me/say/").link("What we learned").says(WORDS)


def test_people_add_their_own_and_see_it_differently_and_nobody_reads_who(as_cora, as_mina, begun):
    project, stage, (asha, ben) = begun
    roads.note_learning(as_cora, stage, WORDS)
    as_asha, as_ben = Visitor(asha.user), Visitor(ben.user)
    page = as_asha.open("/me/learning/").send("Tell us", stage=stage.pk, kind="failed", words="The tea was cold")
    assert page.says("It stands with the others now.", "The tea was cold")
    page = as_ben.open("/me/learning/").link("I see it differently: The tea was cold")
    assert page.send("Tell us", words="It was hot").says("Somebody sees it differently:", "It was hot")
    for page in (as_mina.open(f"/projects/{project.pk}/learning/"), as_cora.open(f"/projects/{project.pk}/learning/")):
        assert page.says("The tea was cold", "It was hot") and not page.says("Asha") and not page.says("Ben")


def test_nothing_is_kept_without_words_and_what_was_chosen_stays(as_cora, begun):
    project, stage, _ = begun
    page = as_cora.open(f"/projects/{project.pk}/learning/").send("Keep this", kind="failed", words=" ")
    assert page.status == 422 and page.says("Write a few words.") and not LearningNote.objects.exists()
    assert page.form("Keep this").fields["kind"].values == ["failed"]


def test_whoever_takes_part_elsewhere_reads_nothing_of_it(as_cora, begun, organisation, cora):
    _, stage, _ = begun
    roads.note_learning(as_cora, stage, WORDS)
    elsewhere = make.InvolvementFactory(
        stage__project__organisation=organisation, participant__signs_in=True, participant__welcomed_by=cora
    )
    other = Visitor(elsewhere.participant.user)
    assert not other.open("/me/learning/").says(WORDS)
    assert other.open(f"/me/learning/{LearningNote.objects.get().pk}/").status == 404


def test_met_with_a_note_of_each_closed_stage_and_opened_from_there(as_cora, as_mina, begun, clock):
    project, stage, _ = begun
    roads.note_learning(as_cora, stage, WORDS)
    closed(as_cora, as_mina, stage)
    roads.reaches(as_cora, project, "creativity", C3="Met")
    page = as_mina.open(f"/projects/{project.pk}/principles/creativity/C3/")
    assert page.link("We changed our minds because").says(WORDS)


def test_not_met_where_a_note_stands_elsewhere_and_no_data_where_none_does(as_cora, as_mina, sam, clock):
    project = roads.plan_project(as_cora, stages=["plan", "design", "decide"])
    people = roads.welcome_all(as_cora, "Asha")
    stages = [roads.open_stage(as_cora, project, people, kind) for kind in ("plan", "design", "decide")]
    for stage in stages:
        closed(as_cora, as_mina, stage)
    roads.reaches(as_cora, project, "creativity", C3="Not enough data")
    roads.note_learning(as_cora, stages[0], WORDS)
    roads.reaches(as_cora, project, "creativity", C3="Not met")
    roads.note_learning(as_cora, stages[1], WORDS)
    roads.reaches(as_cora, project, "creativity", C3="Partly met")
