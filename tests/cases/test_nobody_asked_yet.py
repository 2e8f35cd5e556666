"""Where no questions were opened, pages say so; once they were, the words are the same whatever people answer."""

import pytest

from . import roads
from .visitor import Visitor

NOBODY, SMALL, FEW = (
    "obody has been asked yet",
    "eople's view not shown here (small group)",
    "oo few people have been heard",
)


def pages(as_cora, as_mina, project):
    return as_cora.open(f"/projects/{project.pk}/"), as_mina.open("/dashboard/"), roads.principle_page(as_mina, project)


@pytest.mark.parametrize("people", [2, 6])
def test_before_the_questions_are_opened_nobody_has_been_asked(as_cora, as_mina, people):
    project, *_ = roads.begin(as_cora, people=roads.welcome_many(as_cora, people))
    for page in pages(as_cora, as_mina, project):
        assert page.says(NOBODY) and not page.says(SMALL) and not page.says(FEW), page


@pytest.mark.parametrize("scores", [[], [1, 1], [5, 5]])
def test_once_they_are_opened_a_small_group_reads_the_same(as_cora, as_mina, clock, scores):
    people = roads.welcome_many(as_cora, 2)
    project, stage, _ = roads.begin(as_cora, people=people)
    clock.forward(days=7)
    roads.close_stage(as_cora, stage)
    for page in pages(as_cora, as_mina, project):
        assert page.says(SMALL) and not page.says(NOBODY), page
    for person, score in zip(people, scores, strict=False):
        roads.answer_six(Visitor(person.user), score)
    clock.forward(days=1 if scores else 15)
    # The team's own answers are missing still: what people said is kept back, that they were asked is not.
    roads.close_questions(as_cora, stage)
    for page in pages(as_cora, as_mina, project):
        assert page.says(SMALL) and not page.says(NOBODY), page
