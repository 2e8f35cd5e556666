import re

import pytest

from coproduction.base.words import PRINCIPLE_KEYS
from principles.definitions import ANSWERS, PRINCIPLES, STATEMENTS

MOST_WORDS = 20
AVOIDED = re.compile(r"service user|hard to reach|vulnerable|stakeholder|empower", re.IGNORECASE)
COUNTS = {
    "creativity": 4,
    "relationships": 4,
    "resources": 7,
    "equality": 8,
    "trauma_informed": 4,
    "sustainability": 4,
}


def test_there_are_thirty_one_statements_in_the_order_of_the_principles():
    assert {key: len(one.statements) for key, one in PRINCIPLES.items()} == COUNTS
    assert tuple(PRINCIPLES) == PRINCIPLE_KEYS
    assert len(STATEMENTS) == sum(COUNTS.values())


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=lambda one: one.key)
def test_a_statement_is_short_and_in_plain_words(statement):
    assert len(statement.text.split()) <= MOST_WORDS
    assert not AVOIDED.search(statement.text + statement.needs)
    assert statement.text.endswith(".")
    assert statement.needs[0].islower() and not statement.needs.endswith(".")


def test_each_principle_asks_both_sides_one_question():
    questions = [q for one in PRINCIPLES.values() for q in (one.question, one.team_question)]
    assert len(set(questions)) == 12
    assert all(q.endswith("?") and len(q.split()) <= MOST_WORDS for q in questions)


def test_five_answers_in_words():
    assert [score for score, _ in ANSWERS] == [1, 2, 3, 4, 5]
    assert not any(character.isdigit() for _, words in ANSWERS for character in words)
