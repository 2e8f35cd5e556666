"""What was learned, and in which stage."""

from collections.abc import Iterator
from uuid import UUID

from participants.learning.models import LearningNote
from principles.facts import LearningFact, Ref

from .as_of import AsOf


def learning(scope: AsOf) -> Iterator[tuple[UUID, LearningFact]]:
    known = LearningNote.objects.first_said().filter(noted_on__lte=scope.as_of)
    for project, pk, stage, noted_on in scope.rows(known, "stage_id", "noted_on"):
        yield project, LearningFact(Ref("learning_note", pk, noted_on), stage)
