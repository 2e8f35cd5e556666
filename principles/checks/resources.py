"""Resources: money and time. Who takes part, who is told and who is paid stand in files of their own."""

from datetime import date

from ..facts import BudgetFact, ProjectFacts, Ref
from ..findings import CountedRecord, Finding, criterion, finding
from ..timing import happened, in_time
from .briefing import s4_briefed
from .including import s3a_every_stage
from .paying import s6_paid_fairly
from .telling import s3b_kept_updated

INVITED_EARLY = 0.8
PAPERS_EARLY = 0.9
HEADS = "parts of the budget"


def s1_enough_money(facts: ProjectFacts) -> Finding:
    """What was in place on the first day stays so: this has no window, only what was put right leaves."""
    within = [
        CountedRecord(line.ref, line.committed_pence <= line.pence, "money spent and promised against the sum")
        for line in facts.budget
        if line.committed_pence is not None and line.pence is not None
    ]
    return finding(
        "S1",
        criterion([_head(facts, line) for line in facts.budget], "were filled in before the first day", things=HEADS),
        criterion(within, "are within what was planned", things=HEADS),
    )


def _head(facts: ProjectFacts, line: BudgetFact) -> CountedRecord | None:
    """Nothing in a part of the budget is an answer where a reason stands beside it.

    A budget is one thing with one day, however many parts it has: late once, it is no habit.
    """
    answered = line.pence is not None and (line.pence > 0 or line.reason_given)
    filled_on, starts_on = line.filled_on if answered else None, facts.starts_on
    if filled_on and (starts_on is None or filled_on <= starts_on):
        return CountedRecord(line.ref, True, "filled in before the first day")
    if starts_on is None or facts.as_of <= starts_on:
        return None
    if filled_on is None:
        return CountedRecord(line.ref, False, "not filled in")
    counted = in_time(facts, line.ref, starts_on, filled_on)
    return counted and counted._replace(late=False)


def s2_enough_time(facts: ProjectFacts) -> Finding:
    """A time that the group chose needs no notice."""
    sessions = happened(facts)
    return finding(
        "S2",
        criterion(
            [
                _sent(session.ref, session.invited_on, session.invite_by)
                for session in sessions
                if not session.time_chosen_with
            ],
            "had invitations ten working days before",
            met_at=INVITED_EARLY,
        ),
        criterion(
            [
                _sent(session.ref, session.papers_sent_on, session.papers_by)
                for session in sessions
                if session.has_papers
            ],
            "with papers had them five working days before",
            met_at=PAPERS_EARLY,
        ),
    )


def _sent(ref: Ref, on: date | None, last: date | None) -> CountedRecord | None:
    if last is None:
        return None
    early = on is not None and on <= last
    return CountedRecord(ref, early, "in time" if early else "late, or no day recorded", late=not early)


RESOURCES_RULES = {
    "S1": s1_enough_money,
    "S2": s2_enough_time,
    "S3a": s3a_every_stage,
    "S3b": s3b_kept_updated,
    "S4": s4_briefed,
    "S6": s6_paid_fairly,
}
