"""Equality, working together: ways of working, who holds what, and words that everyone can read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from projects import deadlines

from ..facts import AgreementFact, Id, PowerFact, ProjectFacts, StageFact
from ..findings import CountedRecord, Criterion, Finding, State, criterion, day, finding
from ..timing import active_people, in_time, openly

SAID = 0.8
NOT_STAFF_AT_LEAST = 2
PLAIN = 0.9


def e1_agreed_ways(facts: ProjectFacts) -> Finding:
    versions = sorted(
        (agreement for agreement in facts.agreements if agreement.agreed_on <= facts.as_of),
        key=lambda agreement: agreement.version,
    )
    before = criterion(
        [_before_deciding(facts, versions)],
        "came before the first decision",
        things="agreements",
        strict=True,
    )
    if not versions:
        return finding("E1", before)
    return finding("E1", before, _asked(facts, versions[-1]), _looked_at_again(facts, versions[-1]))


def _before_deciding(facts: ProjectFacts, versions: Sequence[AgreementFact]) -> CountedRecord | None:
    """Once in time, it stays so. Late, it leaves the status 90 days after it was put right."""
    decided = min(
        (decision.decided_on for decision in facts.decisions if decision.decided_on <= facts.as_of), default=None
    )
    if not versions:
        if decided is None:
            return None
        return CountedRecord(facts.ref, False, f"nothing agreed, and decisions made since {day(decided)}", late=True)
    first = versions[0]
    if decided is None or first.agreed_on <= decided:
        return CountedRecord(first.ref, True, f"agreed on {day(first.agreed_on)}")
    if first.agreed_on < facts.window_from:
        return None
    why = f"agreed on {day(first.agreed_on)}, after a decision on {day(decided)}"
    return CountedRecord(first.ref, False, why, resolved_on=first.agreed_on, late=True)


def _asked(facts: ProjectFacts, agreement: AgreementFact) -> Criterion:
    """Who was asked was offered to change it: no answer, or another one than yes, is theirs to give."""
    counted = [
        CountedRecord(person.ref, person.id in agreement.asked, _answer(agreement, person.id), person=person.id)
        for person in active_people(facts)
    ]
    does = "were asked about the ways of working, and could change them"
    return criterion(counted, does, openly=openly(facts, does), met_at=SAID)


def _answer(agreement: AgreementFact, person: Id) -> str:
    if person not in agreement.asked:
        return "not asked about what stands now"
    return "says yes" if person in agreement.agreed else "asked, no yes so far"


def _looked_at_again(facts: ProjectFacts, newest: AgreementFact) -> Criterion:
    """One that is only old is partly so: it was agreed all the same."""
    until = deadlines.agreement_review(newest.agreed_on)
    fresh = until >= facts.looked_at_on
    counted = [CountedRecord(newest.ref, fresh, f"agreed on {day(newest.agreed_on)}, good until {day(until)}")]
    found = criterion(counted, "were made or renewed in the last six months", things="agreements")
    return found if fresh else replace(found, state=State.PARTLY)


def e3_who_holds_power(facts: ProjectFacts) -> Finding:
    in_order = sorted(facts.power, key=lambda check: check.checked_on)
    newest = {check.stage: check for check in in_order}
    first = {check.stage: check for check in reversed(in_order)}
    checked = criterion(
        [_checked(facts, stage, opened_on, first.get(stage.id)) for stage, opened_on in _started(facts)],
        "were checked for who has the power to decide what",
        things="stages",
    )
    shared = criterion(
        [_shared(newest[stage.id]) for stage, _ in _started(facts) if stage.id in newest],
        "have at least two of five things that are not held by staff alone",
        things="checks",
    )
    return finding("E3", checked, shared)


def _started(facts: ProjectFacts) -> list[tuple[StageFact, date]]:
    """Stages that are going on, or ended in the window, each with its first day."""
    return [
        (stage, stage.opened_on)
        for stage in facts.stages
        if stage.opened_on
        and stage.opened_on <= facts.as_of
        and not stage.not_applicable
        and (stage.closed_on is None or stage.closed_on >= facts.window_from)
    ]


def _checked(facts: ProjectFacts, stage: StageFact, opened_on: date, check: PowerFact | None) -> CountedRecord | None:
    """Once in time, it stays so. One that is missing stays missing until it is done."""
    due_on = deadlines.power_check(opened_on)
    if check and check.checked_on <= due_on:
        return CountedRecord(stage.ref, True, f"checked on {day(check.checked_on)}")
    if check:
        return in_time(facts, stage.ref, due_on, check.checked_on)
    return None if due_on >= facts.as_of else CountedRecord(stage.ref, False, "not checked", late=True)


def _shared(check: PowerFact) -> CountedRecord:
    return CountedRecord(
        check.ref, check.not_staff >= NOT_STAFF_AT_LEAST, f"{check.not_staff} of 5 not held by staff alone"
    )


def e8_plain_words(facts: ProjectFacts) -> Finding:
    told = [update for update in facts.updates if facts.window_from <= update.told_on <= facts.as_of]
    counted = [CountedRecord(update.ref, update.plain, "; ".join(update.hard) or "plain words") for update in told]
    return finding("E8", criterion(counted, "are easy to read", things="updates", met_at=PLAIN))
