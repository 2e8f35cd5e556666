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
    fields = ("agreement_id", "participant_id", "yes", "said_on")
    for _, _, agreement, person, yes, said_on in scope.rows(AgreementSaid.objects.all(), *fields):
        asked[agreement].add(person)
        if yes and scope.known(said_on):
            agreed[agreement].add(person)
    known = GroupAgreement.objects.filter(agreed_on__lte=scope.as_of)
    for project, pk, version, agreed_on in scope.rows(known, "version", "agreed_on"):
        who = (frozenset(asked[pk]), frozenset(agreed[pk]))
        yield project, AgreementFact(Ref("agreement", pk, agreed_on), version, agreed_on, *who)


def power(scope: AsOf) -> Iterator[tuple[UUID, PowerFact]]:
    """A stage may be checked again: all are given, the oldest first."""
    known = PowerCheck.objects.filter(checked_on__lte=scope.as_of)
    for project, pk, stage, checked_on, *held in scope.rows(known, "stage_id", "checked_on", *PowerCheck.QUESTIONS):
        not_staff = sum(holder != PowerCheck.Holder.STAFF for holder in held)
        yield project, PowerFact(Ref("power_check", pk, checked_on), stage, checked_on, not_staff)
