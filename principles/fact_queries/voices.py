"""What people said and what became of it, what was decided and promised, and the six answers."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count

from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.group_statements.rules import current_statements
from participants.promises.models import Promise
from participants.survey.models import SurveyAnswer, SurveyInvitation, SurveyRound
from principles.facts import AnswerFact, ContributionFact, DecisionFact, PromiseFact, Ref, RoundFact
from principles.models import Reflection

from .as_of import AsOf


def contributions(scope: AsOf) -> Iterator[tuple[UUID, ContributionFact]]:
    said = Contribution.objects.filter(said_on__lte=scope.as_of)
    for row in scope.rows(said, "session__stage_id", "said_on", "outcome", "because", "answered_on", "told_on"):
        answered_on = scope.known(row.answered_on)
        yield (
            row.project_id,
            ContributionFact(
                Ref("contribution", row.id, row.said_on),
                stage=row.session__stage_id,
                said_on=row.said_on,
                outcome=row.outcome if answered_on else "",
                reason_given=bool(row.because),
                answered_on=answered_on,
                told_on=scope.known(row.told_on),
            ),
        )


def decisions(scope: AsOf) -> Iterator[tuple[UUID, DecisionFact]]:
    decided = Decision.objects.filter(decided_on__lte=scope.as_of)
    fields = ("stage_id", "decided_on", "method", "participants_there", "staff_there")
    for row in scope.rows(decided, *fields):
        ref = Ref("decision", row.id, row.decided_on)
        there = (row.participants_there, row.staff_there)
        yield row.project_id, DecisionFact(ref, row.stage_id, row.decided_on, row.method, *there)


def promises(scope: AsOf) -> Iterator[tuple[UUID, PromiseFact]]:
    made = Promise.objects.filter(made_on__lte=scope.as_of)
    for row in scope.rows(made, "made_on", "by_when", "kept_on", "changed_told_on"):
        ref = Ref("promise", row.id, row.made_on)
        done = (scope.known(row.kept_on), scope.known(row.changed_told_on))
        yield row.project_id, PromiseFact(ref, row.by_when, *done)


def rounds(scope: AsOf) -> Iterator[tuple[UUID, RoundFact]]:
    """Only of a closed round are the answers read at all."""
    asked = SurveyInvitation.objects.filter(project__in=scope.region).order_by()
    counts = dict(asked.values_list("survey_round").annotate(Count("id")))
    answers: dict[UUID, list[AnswerFact]] = defaultdict(list)
    for model, voice in ((SurveyAnswer, "participant"), (Reflection, "coordinator")):
        given = model.objects.filter(project__in=scope.region, survey_round__closed_on__lte=scope.as_of)
        # Sorted by what was said, so that their order tells nothing of who came first.
        for survey_round, principle, score in given.order_by("principle", "answer").values_list(
            "survey_round", "principle", "answer"
        ):
            answers[survey_round].append(AnswerFact(principle, score, voice))
    for row in scope.rows(SurveyRound.objects.filter(opened_on__lte=scope.as_of), "stage_id", "opened_on", "closed_on"):
        ref, closed_on = Ref("round", row.id, row.opened_on), scope.known(row.closed_on)
        yield row.project_id, RoundFact(ref, row.stage_id, counts.get(row.id, 0), closed_on, tuple(answers[row.id]))


def group_says(scope: AsOf) -> Iterator[tuple[UUID, str]]:
    """What groups say of themselves and stands on that day, of whichever stage it is."""
    for project, said in current_statements(scope.region, scope.as_of).items():
        for confirmation in said:
            yield project, confirmation.statement.principle
