"""What people said and what became of it, what was decided and promised, and the six answers."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count

from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.group_statements.rules import current_statements
from participants.promises.models import Promise
from participants.survey.models import SurveyAnswer, SurveyRound
from principles.facts import AnswerFact, ContributionFact, DecisionFact, PromiseFact, Ref, RoundFact
from principles.models import Reflection
from principles.once import once

from .as_of import AsOf
from .reading import Known


def contributions(scope: AsOf) -> Iterator[tuple[UUID, ContributionFact]]:
    said = Contribution.objects.filter(said_on__lte=scope.as_of)
    fields = ("session__stage_id", "said_on", "outcome", "because", "answered_on", "told_on", "recorded_at")
    rows = scope.rows(said, *fields, days=["recorded_at"])
    for project, pk, stage, said_on, outcome, because, answered_on, told_on, recorded_on in rows:
        ref, answered_on = Ref("contribution", pk, said_on), scope.known(answered_on)
        outcome = outcome if answered_on else ""
        answer = (outcome, bool(because), answered_on, scope.known(told_on))
        yield project, ContributionFact(ref, stage, said_on, *answer, recorded_on)


def decisions(scope: AsOf) -> Iterator[tuple[UUID, DecisionFact]]:
    decided = Decision.objects.filter(decided_on__lte=scope.as_of)
    fields = ("stage_id", "decided_on", "method", "participants_there", "staff_there", "recorded_at")
    for project, pk, stage, decided_on, *how in scope.rows(decided, *fields, days=["recorded_at"]):
        yield project, DecisionFact(Ref("decision", pk, decided_on), stage, decided_on, *how)


def promises(scope: AsOf) -> Iterator[tuple[UUID, PromiseFact]]:
    made = Promise.objects.filter(made_on__lte=scope.as_of)
    fields = ("made_on", "by_when", "kept_on", "changed_told_on", "recorded_at")
    rows = scope.rows(made, *fields, days=["recorded_at"])
    for project, pk, made_on, by_when, kept_on, changed_on, recorded_on in rows:
        ref = Ref("promise", pk, made_on)
        yield project, PromiseFact(ref, by_when, scope.known(kept_on), scope.known(changed_on), recorded_on)


@once
def round_rows(scope: AsOf) -> list[tuple[Any, ...]]:
    """Tuples of a project's id, the round's, its stage's, the days it opened and closed, and how many were asked."""
    rounds = SurveyRound.objects.annotate(asked=Count("invitations"))
    return list(scope.rows(rounds, "stage_id", "opened_on", "closed_on", "asked"))


def rounds(scope: AsOf) -> Iterator[tuple[UUID, RoundFact]]:
    answers = closed_answers(scope)
    for project, pk, stage, opened_on, closed_on, asked in round_rows(scope):
        if opened_on <= scope.as_of:
            ref = Ref("round", pk, opened_on)
            yield project, RoundFact(ref, stage, asked, scope.known(closed_on), tuple(answers[pk]))


def closed_answers(scope: AsOf) -> dict[UUID, list[AnswerFact]]:
    """{round id: its answers}. Only of a closed round are they read at all."""
    answers: dict[UUID, list[AnswerFact]] = defaultdict(list)
    # There are few different ones.
    said = Known(lambda answer: AnswerFact(*answer))
    for model, voice in ((SurveyAnswer, "participant"), (Reflection, "coordinator")):
        given = model.objects.filter(project__in=scope.region, survey_round__closed_on__lte=scope.as_of)
        # Sorted by what was said, so that their order tells nothing of who came first.
        in_order = given.order_by("principle", "answer")
        for survey_round, principle, score in scope.read(in_order, "survey_round_id", "principle", "answer"):
            answers[survey_round].append(said[principle, score, voice])
    return answers


def group_says(scope: AsOf) -> Iterator[tuple[UUID, str]]:
    """What groups say of themselves and stands on that day, of whichever stage it is."""
    for project, said in current_statements(scope.region, scope.as_of).items():
        for confirmation in said:
            yield project, confirmation.statement.principle
