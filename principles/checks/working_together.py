"""Equality, working together: ways of working, who holds what, and words that everyone can read."""

from dataclasses import replace
from datetime import timedelta

from ..facts import ProjectFacts
from ..findings import Counted, State, day, finding, part
from ..timing import active_people

SAID = 0.8
DAYS_UNTIL_LOOKED_AT_AGAIN = 183
DAYS_TO_CHECK_A_STAGE = 14
NOT_STAFF_AT_LEAST = 2
PLAIN = 0.9


def agreed_ways(facts: ProjectFacts):
    versions = sorted((one for one in facts.agreements if one.agreed_on <= facts.as_of), key=lambda one: one.version)
    before = part(
        [_before_deciding(facts, versions)],
        "came before the first decision",
        things="agreements",
        strict=True,
    )
    if not versions:
        return finding("E1", before)
    return finding("E1", before, _asked(facts, versions[-1]), _looked_at_again(facts, versions[-1]))


def _before_deciding(facts, versions):
    """Once in time, it stays so. Late, it leaves the status 90 days after it was put right."""
    decided = min((one.decided_on for one in facts.decisions if one.decided_on <= facts.as_of), default=None)
    if not versions:
        return decided and Counted(facts.ref, False, f"nothing agreed, and decisions made since {day(decided)}")
    first = versions[0]
    if decided is None or first.agreed_on <= decided:
        return Counted(first.ref, True, f"agreed on {day(first.agreed_on)}")
    if first.agreed_on < facts.window_from:
        return None
    why = f"agreed on {day(first.agreed_on)}, after a decision on {day(decided)}"
    return Counted(first.ref, False, why, mended_on=first.agreed_on)


def _asked(facts, agreement):
    """Who was asked was offered to change it: no answer, or another one than yes, is theirs to give."""
    counted = [
        Counted(
            one.ref, one.id in agreement.asked, "says yes" if one.id in agreement.agreed else "asked, no yes so far"
        )
        if one.id in agreement.asked
        else Counted(one.ref, False, "not asked about what stands now")
        for one in active_people(facts)
    ]
    return part(counted, "said yes to the ways of working or could change them", people=True, met_at=SAID)


def _looked_at_again(facts, newest):
    """One that is only old is partly so: it was agreed all the same."""
    until = newest.agreed_on + timedelta(days=DAYS_UNTIL_LOOKED_AT_AGAIN)
    fresh = until >= (facts.closed_on if facts.closed else facts.as_of)
    counted = [Counted(newest.ref, fresh, f"agreed on {day(newest.agreed_on)}, good until {day(until)}")]
    found = part(counted, "were made or renewed in the last six months", things="agreements")
    return found if fresh else replace(found, state=State.PARTLY)


def who_holds_what(facts):
    newest = {one.stage: one for one in sorted(facts.power, key=lambda one: one.checked_on)}
    checked = part(
        [_checked(facts, one, newest.get(one.id)) for one in _started(facts)],
        "were checked for who holds what",
        things="stages",
    )
    shared = part(
        [_shared(newest[one.id]) for one in _started(facts) if one.id in newest],
        "have at least two of five things that are not held by staff alone",
        things="checks",
    )
    return finding("E3", checked, shared)


def _started(facts):
    """Stages that are going on, or ended in the window."""
    return [
        one
        for one in facts.stages
        if one.opened_on
        and one.opened_on <= facts.as_of
        and not one.not_applicable
        and (one.closed_on is None or one.closed_on >= facts.window_from)
    ]


def _checked(facts, stage, check):
    if check:
        return Counted(stage.ref, True, f"checked on {day(check.checked_on)}")
    since = stage.opened_on + timedelta(days=DAYS_TO_CHECK_A_STAGE)
    return None if since >= facts.as_of else Counted(stage.ref, False, "not checked")


def _shared(check):
    return Counted(check.ref, check.not_staff >= NOT_STAFF_AT_LEAST, f"{check.not_staff} of 5 not held by staff alone")


def plain_words(facts):
    told = [one for one in facts.updates if one.told_on and facts.window_from <= one.told_on <= facts.as_of]
    counted = [Counted(one.ref, one.plain, "; ".join(one.hard) or "plain words") for one in told]
    return finding("E8", part(counted, "are easy to read", things="updates", met_at=PLAIN))
