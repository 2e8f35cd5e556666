"""How a group works together: what was agreed, who was asked about it, and who holds what in each stage."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from participants.agreements.models import AgreementSaid
from principles.facts import AgreementFact, PowerFact, Ref
from projects.agreements.models import GroupAgreement
from projects.power.models import PowerCheck

from .as_of import AsOf


def agreements(scope: AsOf) -> Iterator[tuple[UUID, AgreementFact]]:
    asked: dict[UUID, set[UUID]] = defaultdict(set)
    agreed: dict[UUID, set[UUID]] = defaultdict(set)
    for row in scope.rows(AgreementSaid.objects.all(), "agreement_id", "participant_id", "yes", "said_on"):
        asked[row.agreement_id].add(row.participant_id)
        if row.yes and scope.known(row.said_on):
            agreed[row.agreement_id].add(row.participant_id)
    known = GroupAgreement.objects.filter(agreed_on__lte=scope.as_of)
    for row in scope.rows(known, "version", "agreed_on"):
        who = (frozenset(asked[row.id]), frozenset(agreed[row.id]))
        yield row.project_id, AgreementFact(Ref("agreement", row.id, row.agreed_on), row.version, row.agreed_on, *who)


def power(scope: AsOf) -> Iterator[tuple[UUID, PowerFact]]:
    """A stage may be checked again: all are given, the oldest first."""
    known = PowerCheck.objects.filter(checked_on__lte=scope.as_of)
    for row in scope.rows(known, "stage_id", "checked_on", *PowerCheck.QUESTIONS):
        held = [getattr(row, name) for name in PowerCheck.QUESTIONS]
        not_staff = sum(holder != PowerCheck.Holder.STAFF for holder in held)
        yield (
            row.project_id,
            PowerFact(Ref("power_check", row.id, row.checked_on), row.stage_id, row.checked_on, not_staff),
        )
