"""Relationships: someone to turn to, promises kept, answers given."""

from collections.abc import Iterator
from datetime import date

from projects import deadlines

from ..facts import ContributionFact, ProjectFacts, PromiseFact
from ..findings import CountedRecord, Finding, criterion, finding
from ..timing import active_people, in_time

PROMISES_KEPT = 0.9
ANSWERED = 0.9


def r1_someone_to_turn_to(facts: ProjectFacts) -> Finding:
    if not (active_people(facts) or facts.closed):
        return finding("R1")
    named = criterion(_named(facts), "are filled", things="parts (contact and deputy)")
    handed_over = criterion(_handovers(facts), "were handed over in person", things="changes of contact")
    return finding("R1", named, handed_over)


def _named(facts: ProjectFacts) -> Iterator[CountedRecord]:
    """A closed project is looked at as it was on its last day."""
    on = facts.looked_at_on
    for role in ("contact", "deputy"):
        held = [
            member for member in facts.team if member.role == role and member.since <= on and (member.until or on) >= on
        ]
        ref = held[0].ref if held else facts.ref
        yield CountedRecord(ref, bool(held), f"{role} named" if held else f"no {role} named")


def _handovers(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    contacts = sorted((member for member in facts.team if member.role == "contact"), key=lambda member: member.since)
    for newcomer in contacts[1:]:
        if newcomer.since <= facts.as_of:
            yield in_time(facts, newcomer.ref, newcomer.since, newcomer.met_together_on, early=True)


def r2_promises_kept(facts: ProjectFacts) -> Finding:
    counted = [_promise(facts, promise) for promise in facts.promises]
    does = "were kept, or changed and told before the day"
    return finding("R2", criterion(counted, does, things="promises", met_at=PROMISES_KEPT))


def _promise(facts: ProjectFacts, promise: PromiseFact) -> CountedRecord | None:
    done_on = _settled_on(promise)
    return in_time(facts, promise.ref, promise.by_when, done_on, owed=True, early=True)


def _settled_on(promise: PromiseFact) -> date | None:
    """A change has to be told before the day; told on the day, it is a day late."""
    told_on = promise.changed_told_on
    if told_on and told_on < promise.by_when:
        return told_on
    if promise.kept_on or not told_on:
        return promise.kept_on
    return max(told_on, promise.by_when + deadlines.ONE_DAY)


def r4_what_became_of_it(facts: ProjectFacts) -> Finding:
    counted = [_answer(facts, contribution) for contribution in facts.contributions]
    does = f"were answered, with a reason, within {deadlines.ANSWER.days} days"
    return finding("R4", criterion(counted, does, things="things people said", met_at=ANSWERED))


def _answer(facts: ProjectFacts, said: ContributionFact) -> CountedRecord | None:
    complete = said.outcome == "used" or (said.outcome and said.reason_given)
    done_on = said.told_on if complete else None
    return in_time(facts, said.ref, deadlines.answer(said.said_on), done_on, owed=True, early=True)


RELATIONSHIPS_RULES = {"R1": r1_someone_to_turn_to, "R2": r2_promises_kept, "R4": r4_what_became_of_it}
