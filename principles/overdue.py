"""What a project still owes to people, as a manager may see it: payments and answers, by number and never by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participants.payments.lateness import Lateness
from participants.payments.life import WAITS
from projects import deadlines

from .facts import ContributionFact, PaymentFact, ProjectFacts

ANSWER_WITHIN = deadlines.ANSWER
# The steps a payment can wait for, in their order: what each is called in an address, and in words.
LATE_STEPS = tuple((wait.key, wait.step) for wait in WAITS)
STEP_WORDS = dict(LATE_STEPS)
# Who does the step, by its key.
WHOSE = {wait.key: wait.hand.value for wait in WAITS}


@dataclass(frozen=True, slots=True)
class Late:
    facts: ProjectFacts
    payment: PaymentFact
    days: int


def days_late(days: int) -> str:
    """In working days, the same number as on the person's page."""
    return Lateness(days).days or "less than a working day"


def late_payments(many: Iterable[ProjectFacts]) -> list[Late]:
    """Those that are over their promised day and not sent yet, the latest first."""
    late = [
        Late(facts, payment, payment.late_by)
        for facts in many
        for payment in facts.payments
        if payment.owed and payment.late_by is not None
    ]
    return sorted(late, key=lambda overdue: (-overdue.days, overdue.payment.due_on, str(overdue.payment.ref.id)))


def by_step(late: Sequence[Late]) -> list[tuple[str, str, list[Late]]]:
    """The steps that payments wait for, in their order: key, words, payments."""
    found = [
        (key, step, [overdue for overdue in late if overdue.payment.waiting_on == step]) for key, step in LATE_STEPS
    ]
    return [group for group in found if group[2]]


def without_answer(many: Iterable[ProjectFacts]) -> list[tuple[ProjectFacts, ContributionFact]]:
    """What people said, longer ago than it should take to answer, and have not been told of: pairs of facts, oldest
    first. An answer that they have not heard is none yet.
    """
    waiting = [
        (facts, contribution)
        for facts in many
        for contribution in facts.contributions
        if contribution.told_on is None and deadlines.answer(contribution.said_on) < facts.as_of
    ]
    return sorted(waiting, key=lambda pair: (pair[1].said_on, str(pair[1].ref.id)))
