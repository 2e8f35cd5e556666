"""When each thing is due: one rule for each, read by Today, by closing, by the dashboard and by the checks.

Functions of days and, where working days count, of the organisation's region; no clock and no database.
"""

from datetime import UTC, date, datetime, timedelta

from coproduction.base.days import add_working_days, notice_by

SAME_DAY = frozenset({"cash", "voucher"})
TRANSFER_WORKING_DAYS = 10
INVITATION_WORKING_DAYS, PAPERS_WORKING_DAYS = 10, 5

ANSWER = timedelta(days=28)
UPDATE = timedelta(days=28)
DELIVERY = timedelta(days=3)
CONTACT_CHECK = timedelta(days=90)
DEBRIEF, PROJECT_DEBRIEF = timedelta(days=7), timedelta(days=14)
NEWCOMER = timedelta(days=7)
# A stage that has just opened has other things to do first.
POWER_CHECK = AGREEMENT = timedelta(days=14)
AGREEMENT_REVIEW = timedelta(days=183)
SAFETY_PLAN = timedelta(hours=24)
THANKS, REVIEW = timedelta(days=14), timedelta(days=30)
FUNDING_NOTICE = timedelta(days=90)
# A project that has just begun has not heard from whoever pays for it yet.
FUNDING_CONFIRMED = timedelta(days=14)
INVITATION_ANSWER = timedelta(days=14)
ONE_DAY = timedelta(days=1)
HANDED_OVER = timedelta(days=90)
OBJECTION_WORKING_DAYS = 10
STATEMENT_STANDS = timedelta(days=90)


def answer(said_on: date) -> date:
    """What a person said, or asked, is answered by then."""
    return said_on + ANSWER


def update(told_on: date) -> date:
    """After the last one, or after the first day of a project."""
    return told_on + UPDATE


def invitation_answer(invited_on: date) -> date:
    """Until then who was asked into a stage may still say yes, and nobody says that it has too few people."""
    return invited_on + INVITATION_ANSWER


def delivery(told_on: date) -> date:
    return told_on + DELIVERY


def contact_check(checked_on: date) -> date:
    """Until then what is known of reaching a person safely is good."""
    return checked_on + CONTACT_CHECK


def briefing(first_session_on: date, *, joined_late=False) -> date:
    """The day before a person's first session; who joined on the day itself is told on the day."""
    return first_session_on if joined_late else first_session_on - ONE_DAY


def newcomer_briefing(joined_on: date) -> date:
    """Where no session is planned yet for somebody who has joined."""
    return joined_on + NEWCOMER


def debrief(ended_on: date) -> date:
    return ended_on + DEBRIEF


def handed_over(left_on: date) -> date:
    """The last day by which somebody can promise to do what was open when a stage or a project closed."""
    return left_on + HANDED_OVER


def project_debrief(closed_on: date) -> date:
    return closed_on + PROJECT_DEBRIEF


def power_check(opened_on: date) -> date:
    return opened_on + POWER_CHECK


def agreement(opened_on: date) -> date:
    """Ways of working, after the first stage opens."""
    return opened_on + AGREEMENT


def funding_confirmed(starts_on: date) -> date:
    return starts_on + FUNDING_CONFIRMED


def agreement_review(agreed_on: date) -> date:
    return agreed_on + AGREEMENT_REVIEW


def safety_plan(starts_at: datetime) -> datetime:
    """So many hours before, also over a change of the clocks: hours are taken off in UTC."""
    if starts_at.tzinfo is None:
        raise ValueError("A time without its zone says no moment.")
    return starts_at.astimezone(UTC) - SAFETY_PLAN


def thanks(closed_on: date) -> date:
    return closed_on + THANKS


def review(closed_on: date) -> date:
    return closed_on + REVIEW


def invitation(session_on: date, region="ENG") -> date:
    return notice_by(session_on, INVITATION_WORKING_DAYS, region)


def papers(session_on: date, region="ENG") -> date:
    return notice_by(session_on, PAPERS_WORKING_DAYS, region)


def payment(pay_way: str, activity_on: date, region="ENG") -> date:
    """Cash and vouchers on the day itself; everything else within ten working days."""
    if pay_way in SAME_DAY:
        return activity_on
    return add_working_days(activity_on, TRANSFER_WORKING_DAYS, region)


def statement_objection(open_to_them_since: date, region="ENG") -> date:
    """The last day to say yes or to object to what a group wants to say of itself."""
    return add_working_days(open_to_them_since, OBJECTION_WORKING_DAYS, region)


def statement_stands_from(last_day: date) -> date:
    return last_day + ONE_DAY


def statement_stands_until(stands_from: date) -> date:
    """The last day of it; after that it has lapsed."""
    return stands_from + STATEMENT_STANDS
