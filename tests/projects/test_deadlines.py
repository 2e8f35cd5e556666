"""Every deadline and London's day, for each quarter of an hour of 2026 to 2028, against a slow table written here.

The table knows nothing of `datetime` arithmetic, time zones or the package of bank holidays: it steps through the days
of the calendar one by one, changes the clocks by the rule in words, and has the bank holidays typed in from gov.uk.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from coproduction.base.days import LONDON, today
from projects import deadlines
from tests import figures

YEARS = (2026, 2027, 2028)
QUARTERS = 96  # of an hour, in a day

BOTH = """
2026-01-01 2026-04-03 2026-05-04 2026-05-25 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-05-03 2027-05-31 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-05-01 2028-05-29 2028-12-25 2028-12-26
2025-12-25 2025-12-26 2029-01-01
"""
ENGLAND = "2026-04-06 2026-08-31 2027-03-29 2027-08-30 2028-04-17 2028-08-28"
BANK_HOLIDAYS = {
    "ENG": f"{BOTH} {ENGLAND}",
    "NIR": f"{BOTH} {ENGLAND} 2026-03-17 2026-07-13 2027-03-17 2027-07-12 2028-03-17 2028-07-12",
    "SCT": f"{BOTH} 2026-01-02 2026-06-15 2026-08-03 2026-11-30 2027-01-04 2027-08-02 2027-11-30"
    " 2028-01-04 2028-08-07 2028-11-30 2029-01-02",
}
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def stepped():
    """Pairs of a day as (year, month, day) and its weekday, Monday 0, from 1 January 2025, which was a Wednesday."""
    weekday, found = 2, []
    for year in range(2025, 2031):
        for month, length in enumerate(MONTHS, start=1):
            for day in range(1, length + (month == 2 and year % 4 == 0) + 1):
                found.append(((year, month, day), weekday))
                weekday = (weekday + 1) % 7
    return found


CALENDAR = stepped()
PLACE = {day: place for place, (day, _) in enumerate(CALENDAR)}
FREE = {region: {tuple(map(int, day.split("-"))) for day in days.split()} for region, days in BANK_HOLIDAYS.items()}


def works(place, region):
    day, weekday = CALENDAR[place]
    return weekday < 5 and day not in FREE[region]


def last_sunday(year, month):
    return max(place for place, (day, weekday) in enumerate(CALENDAR) if day[:2] == (year, month) and weekday == 6)


# On the last Sunday of March at 1 in the morning UTC the clocks go on, on that of October at the same moment back.
SUMMER = {year: ((last_sunday(year, 3), 4), (last_sunday(year, 10), 4)) for year in range(2025, 2030)}


def londons(place, quarter):
    """The place of the day in London, at so many quarters of an hour into a day of UTC."""
    begins, ends = SUMMER[CALENDAR[place][0][0]]
    return (place + (quarter + 4) // QUARTERS) if begins <= (place, quarter) < ends else place


def after(place, count, region):
    while count:
        place += 1
        count -= works(place, region)
    return place


def before(place, count, region):
    """The last day with so many working days after it, the day itself among them."""
    found = place
    while sum(works(one, region) for one in range(found + 1, place + 1)) < count:
        found -= 1
    return found


IN_DAYS = {
    deadlines.answer: 28,
    deadlines.update: 28,
    deadlines.invitation_answer: 14,
    deadlines.delivery: 3,
    deadlines.contact_check: 90,
    deadlines.briefing: -1,
    deadlines.newcomer_briefing: 7,
    deadlines.debrief: 7,
    deadlines.handed_over: 90,
    deadlines.project_debrief: 14,
    deadlines.power_check: 14,
    deadlines.agreement: 14,
    deadlines.funding_confirmed: 14,
    deadlines.agreement_review: 183,
    deadlines.thanks: 14,
    deadlines.review: 30,
    deadlines.statement_stands_from: 1,
    deadlines.statement_stands_until: 90,
}


OF_THEIR_OWN = ("payment", "invitation", "papers", "safety_plan", "statement_objection")


@cache
def differing(place):
    """Names of the deadlines that are not what the table says, counted from a day; in each region where it matters."""
    day = date(*CALENDAR[place][0])
    wanted = [(name.__name__, name(day), place + days) for name, days in IN_DAYS.items()]
    wanted.append(("briefing, joined late", deadlines.briefing(day, joined_late=True), place))
    for region in BANK_HOLIDAYS:
        wanted += [
            (f"transfer, {region}", deadlines.payment("bank", day, region), after(place, 10, region)),
            (f"charity, {region}", deadlines.payment("charity", day, region), after(place, 10, region)),
            (f"cash, {region}", deadlines.payment("cash", day, region), place),
            (f"voucher, {region}", deadlines.payment("voucher", day, region), place),
            (f"invitation, {region}", deadlines.invitation(day, region), before(place, 10, region)),
            (f"objection, {region}", deadlines.statement_objection(day, region), after(place, 10, region)),
            (f"papers, {region}", deadlines.papers(day, region), before(place, 5, region)),
        ]
    return [(day, name, found) for name, found, at in wanted if found != date(*CALENDAR[at][0])]


def looked_at_closely():
    """Places of the days around which clocks, years and February change."""
    near = set()
    for year in YEARS:
        turning = [*(place for place, _ in SUMMER[year]), PLACE[year, 1, 1], PLACE[year, 12, 31], PLACE[year, 3, 1]]
        near |= {place + step for place in turning for step in (-1, 0, 1)}
    return near


def moments():
    """Pairs of a day's place and a quarter of an hour: all of them in full, else some; another time on each day."""
    closely = looked_at_closely()
    for place, (day, _) in enumerate(CALENDAR):
        if day[0] in YEARS:
            every = figures.DEPTH == "full" or place in closely
            yield from ((place, quarter) for quarter in (range(QUARTERS) if every else [place * 37 % QUARTERS]))


def test_every_deadline_agrees_with_a_table_of_its_own(time_machine, figure):
    counted, differ = 0, []
    for place, quarter in moments():
        moment = datetime(*CALENDAR[place][0], quarter // 4, quarter % 4 * 15, tzinfo=UTC)
        time_machine.move_to(moment, tick=False)
        there = londons(place, quarter)
        if today() != date(*CALENDAR[there][0]):
            differ.append((moment, "today", today()))
        for starts_at in (moment, moment.astimezone(LONDON)):
            before = deadlines.safety_plan(starts_at)
            if before.tzinfo is None or before.timestamp() != moment.timestamp() - 24 * 3600:
                differ.append((moment, "safety plan", before))
        differ += differing(there)
        counted += 1
    assert not differ, differ[:10]
    figure("TM1", counted, "moments, 0 deadlines differ")


def test_every_deadline_is_in_the_table():
    public = {name for name, made in vars(deadlines).items() if getattr(made, "__module__", "") == deadlines.__name__}
    assert public == {name.__name__ for name in IN_DAYS} | set(OF_THEIR_OWN)


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        deadlines.safety_plan(datetime(2026, 3, 29, 1, 30))  # noqa: DTZ001


def test_the_table_itself_knows_days_that_are_known():
    assert CALENDAR[PLACE[2028, 2, 29]][1] == 1 and (2027, 2, 29) not in PLACE
    assert CALENDAR[SUMMER[2026][0][0]][0] == (2026, 3, 29) and CALENDAR[SUMMER[2026][1][0]][0] == (2026, 10, 25)
    assert date(2026, 11, 28) - timedelta(days=1) == date(*CALENDAR[PLACE[2026, 11, 28] - 1][0])
