"""What a project still owes to people, as a manager may see it: payments and answers, by number and never by name."""

from dataclasses import dataclass

from projects import deadlines

from .facts import PaymentFact, ProjectFacts
from .gathering.money import AGAIN, APPROVAL, LOOKING, SENDING, SENDING_ON

ANSWER_WITHIN = deadlines.ANSWER
NOT_OWED = ("declined", "later")
# The steps a payment can wait for, in their order: what each is called in an address, and in words.
LATE_STEPS = (
    ("sending-on", SENDING_ON),
    ("approval", APPROVAL),
    ("sending", SENDING),
    ("looking", LOOKING),
    ("again", AGAIN),
)
# Who does the step.
WHOSE = {
    SENDING_ON: "a coordinator",
    APPROVAL: "a manager",
    SENDING: "finance",
    LOOKING: "a coordinator",
    AGAIN: "finance",
}


@dataclass(frozen=True, slots=True)
class Late:
    facts: ProjectFacts
    payment: PaymentFact

    @property
    def days(self):
        return (self.facts.as_of - self.payment.due_on).days


def late_payments(many):
    """Those that are over their promised day and not sent yet, the latest first."""
    late = [Late(facts, one) for facts in many for one in facts.payments if is_late(facts, one)]
    return sorted(late, key=lambda one: (one.payment.due_on, str(one.payment.ref.id)))


def is_late(facts, payment):
    return payment.released_on is None and payment.due_on < facts.as_of and payment.choice not in NOT_OWED


def by_step(late):
    """The steps that payments wait for, in their order: key, words, payments."""
    found = [(key, step, [one for one in late if one.payment.waiting_on == step]) for key, step in LATE_STEPS]
    return [one for one in found if one[2]]


def worst_step(late):
    """In words: the one that most payments wait for."""
    return max(by_step(late), key=lambda one: len(one[2]), default=("", "", []))[1]


def without_answer(many):
    """What people said, longer ago than it should take to answer, and have not been told of: pairs of facts, oldest
    first. An answer that they have not heard is none yet.
    """
    waiting = [
        (facts, one)
        for facts in many
        for one in facts.contributions
        if one.told_on is None and deadlines.answer(one.said_on) < facts.as_of
    ]
    return sorted(waiting, key=lambda pair: (pair[1].said_on, str(pair[1].ref.id)))
