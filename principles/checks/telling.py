"""Resources, being told: an update in four parts, again and again, that reaches each person."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from projects import deadlines
from projects.updates.silence import breaking

from ..facts import DeliveryFact, Id, PersonFact, ProjectFacts, UpdateFact
from ..findings import CountedRecord, Criterion, Finding, State, criterion, day, finding
from ..once import once
from ..timing import in_time, openly, paused_on

DELIVERED = 0.95


def s3b_kept_updated(facts: ProjectFacts) -> Finding:
    told = criterion(
        _updates(facts), f"came within {deadlines.UPDATE.days} days of the one before", things="updates due"
    )
    reached = criterion(
        _deliveries(facts),
        f"arrived within {deadlines.DELIVERY.days} days",
        things="updates to people",
        openly=openly(facts, f"had each update within {deadlines.DELIVERY.days} days"),
        met_at=DELIVERED,
    )
    return finding("S3b", _not_met_if_long_silent(facts, told), reached)


def _full_updates(facts: ProjectFacts) -> list[UpdateFact]:
    full = [update for update in facts.updates if update.four_parts and update.told_on <= facts.as_of]
    return sorted(full, key=lambda update: update.told_on)


def _updates(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    """A silence that has not been broken counts as one update missing; closing the project does not end it."""
    last = facts.starts_on
    if last is None or last > facts.as_of:
        return
    for update in breaking(_full_updates(facts)):
        yield in_time(facts, update.ref, deadlines.update(last), update.told_on, early=True)
        last = max(last, update.told_on)
    due_on = deadlines.update(last)
    if facts.live or due_on < facts.looked_at_on:
        yield in_time(facts, facts.ref, due_on, None, owed=True)


def _not_met_if_long_silent(facts: ProjectFacts, told: Criterion) -> Criterion:
    silent_since = [record.overdue_since for record in told.counted if record.overdue_since]
    if silent_since and facts.as_of > deadlines.update(silent_since[0]):
        return replace(told, state=State.NOT_MET)
    return told


def _deliveries(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    for update in _full_updates(facts):
        if update.told_on < facts.window_from:
            continue
        due_on = deadlines.delivery(update.told_on)
        delivered = {delivery.person: delivery for delivery in update.deliveries}
        for person in _to_tell(facts, update.told_on):
            yield _delivery(facts, person, delivered.get(person.id), due_on)


def _delivery(
    facts: ProjectFacts, person: PersonFact, delivery: DeliveryFact | None, due_on: date
) -> CountedRecord | None:
    """A way that is blocked because the person wants it so is left out; where nobody asked them, it is owed."""
    if delivery is None:
        counted = in_time(facts, person.ref, due_on, None, owed=True, person=person.id)
        return counted and counted.told(f"no update sent by {day(due_on)}")
    if delivery.state == "blocked" and _chose_it(person):
        return None
    sent_on = delivery.on if delivery.state == "sent" else None
    return in_time(facts, delivery.ref, due_on, sent_on, owed=True, person=person.id)


def _chose_it(person: PersonFact) -> bool:
    return person.contact_checked_on is not None or person.contact_checked_since


def _to_tell(facts: ProjectFacts, on: date) -> list[PersonFact]:
    """Who was taking part on that day, and was not on a pause."""
    here = [
        person
        for person, stays in _stays(facts)
        if any(joined_on <= on and (ended_on is None or ended_on > on) for joined_on, ended_on in stays)
    ]
    return [person for person in here if not paused_on(facts, person.id, on)]


@once
def _stays(facts: ProjectFacts) -> list[tuple[PersonFact, list[tuple[date, date | None]]]]:
    """Each person with the days on which they joined a stage, and left it."""
    stays: dict[Id, list[tuple[date, date | None]]] = defaultdict(list)
    for involvement in facts.involvements:
        if involvement.joined_on:
            stays[involvement.person].append((involvement.joined_on, involvement.ended_on))
    return [(person, stays[person.id]) for person in facts.people if person.id in stays]
