"""Resources, being told: an update in four parts, again and again, that reaches each person."""

from dataclasses import replace
from datetime import timedelta

from ..findings import State, day, finding, part
from ..timing import in_time

DAYS_BETWEEN_UPDATES = 28
DAYS_TO_DELIVER = 3
DELIVERED = 0.95


def kept_updated(facts):
    told = part(_updates(facts), f"came within {DAYS_BETWEEN_UPDATES} days of the one before", things="updates due")
    reached = part(
        _deliveries(facts),
        "arrived within three days",
        things="updates to people",
        people=True,
        met_at=DELIVERED,
    )
    return finding("S3b", _not_met_if_long_silent(facts, told), reached)


def _full_updates(facts):
    full = [one for one in facts.updates if one.four_parts and one.told_on and one.told_on <= facts.as_of]
    return sorted(full, key=lambda one: one.told_on)


def _updates(facts):
    """A silence that has not ended counts as one update missing."""
    if not facts.started:
        return
    last = facts.starts_on
    for update in _full_updates(facts):
        yield in_time(facts, update.ref, last + _days(DAYS_BETWEEN_UPDATES), update.told_on, early=True)
        last = max(last, update.told_on)
    if facts.live:
        yield in_time(facts, facts.ref, last + _days(DAYS_BETWEEN_UPDATES), None, owed=True)


def _not_met_if_long_silent(facts, told):
    silent_since = [one.owed_since for one in told.counted if one.owed_since]
    if silent_since and facts.as_of - silent_since[0] > _days(DAYS_BETWEEN_UPDATES):
        return replace(told, state=State.NOT_MET)
    return told


def _deliveries(facts):
    for update in _full_updates(facts):
        if update.told_on < facts.window_from:
            continue
        due_on = update.told_on + _days(DAYS_TO_DELIVER)
        delivered = {one.person: one for one in update.deliveries}
        for person in _to_tell(facts, update.told_on):
            yield _delivery(facts, person, delivered.get(person.id), due_on)


def _delivery(facts, person, delivery, due_on):
    """A channel that is blocked for a person's safety is left out."""
    if delivery is None:
        counted = in_time(facts, person.ref, due_on, None, owed=True)
        return counted and replace(counted, why=f"no update sent by {day(due_on)}")
    if delivery.state == "blocked":
        return None
    return in_time(facts, delivery.ref, due_on, delivery.on if delivery.state == "sent" else None, owed=True)


def _to_tell(facts, on):
    """Who was taking part on that day. Someone who has paused since is left out."""
    here = {
        one.person
        for one in facts.involvements
        if one.joined_on and one.joined_on <= on and (one.ended_on is None or one.ended_on > on)
    }
    return [one for one in facts.people if one.id in here and not one.paused]


def _days(n):
    return timedelta(days=n)
