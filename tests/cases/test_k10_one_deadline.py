"""K10: one answer looks the same on Today, the dashboard and the page of its principle."""

import pytest

from . import roads
from .visitor import Visitor

SAID = "Leave the light on"

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(as_cora, sam, clock):
    """On 2 June. Its answer is due by 30 June."""
    project, _, (asha,) = roads.begin(as_cora, "Asha")
    roads.say(Visitor(asha.user), SAID)
    return project


def three(as_cora, as_mina, project):
    """Today, what is behind the dashboard's number, and what the principle owes."""
    return (
        as_cora.open("/today/"),
        as_mina.open("/dashboard/unanswered/"),
        as_cora.open(f"/projects/{project.pk}/principles/relationships/owed/"),
    )


def test_k10_an_answer_given_after_25_days_is_in_time_on_all_three(as_cora, as_mina, said, clock):
    clock.forward(days=25)
    today, unanswered, owed = three(as_cora, as_mina, said)
    assert today.says("One thing that was said has no answer yet", "In 3 days"), today
    assert unanswered.says("Nothing waits") and owed.says("Nothing is owed")
    roads.answer(as_cora, SAID)
    clock.forward(days=10)
    today, unanswered, owed = three(as_cora, as_mina, said)
    assert not today.says("has no answer yet")
    assert unanswered.says("Nothing waits") and owed.says("Nothing is owed")
    statement = roads.statement(as_cora, said, "R4")
    assert statement.says("As it should be") and not statement.says("Put right later"), statement


@pytest.mark.parametrize(("after", "words"), [(28, None), (29, "1 working day late"), (40, "8 working days late")])
def test_k10_late_is_one_word_on_all_three(after, words, as_cora, as_mina, said, clock):
    clock.forward(days=after)
    today, unanswered, owed = three(as_cora, as_mina, said)
    assert today.says("One thing that was said has no answer yet")
    if words is None:
        assert not today.says("Late") and unanswered.says("Nothing waits") and owed.says("Nothing is owed")
    else:
        assert today.says(words) and unanswered.says(words) and owed.says(words), (today, unanswered, owed)
