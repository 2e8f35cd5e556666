"""The line of stages: when each was, which ones overlap, and how many took part where that may be seen."""

from datetime import date

from projects.stages.line import DRAWN, in_a_row, whole_line
from projects.stages.models import Stage

JUNE, JULY, AUGUST = (date(2026, month, 10) for month in (6, 7, 8))


def line(*stages, **known):
    made = [Stage(position=place, name=f"Stage {place}", **days) for place, days in enumerate(stages)]
    return whole_line(made, {made[0].pk: 3}, **{name: of(made[0].pk) for name, of in known.items()})


def test_a_stage_says_when_it_was():
    done, now, later = line({"opened_on": JUNE, "closed_on": JULY}, {"opened_on": JULY}, {})
    assert (done["when"], now["when"], later["when"]) == ("10 June to 10 July", "since 10 July", "")
    assert (done["state"], now["state"], later["state"]) == ("done", "now", "later")


def test_stages_that_overlap_say_so_and_those_that_touch_do_not():
    first, touching, beside = line(
        {"opened_on": JUNE, "closed_on": JULY}, {"opened_on": JULY}, {"opened_on": AUGUST, "closed_on": AUGUST}
    )
    assert (first["beside"], touching["beside"], beside["beside"]) == ([], [], [])
    _, over = line({"opened_on": JUNE, "closed_on": AUGUST}, {"opened_on": JULY})
    assert over["beside"] == ["Stage 0"]


def test_how_many_took_part_is_nothing_at_all_where_it_may_not_be_seen():
    hidden = line({"opened_on": JUNE})[0]
    assert (hidden["people"], hidden["drawn"], hidden["held"]) == (None, [], 3)


def test_as_many_dots_as_people_up_to_a_dozen_and_none_for_a_stage_to_come():
    shown = line({"opened_on": JUNE}, people=lambda pk: {pk: 4})[0]
    assert (shown["people"], len(shown["drawn"])) == (4, 4)
    assert len(line({"opened_on": JUNE}, people=lambda pk: {pk: 40})[0]["drawn"]) == DRAWN
    later = line({}, people=lambda pk: {pk: 40})[0]
    assert (later["people"], later["drawn"], later["held"]) == (None, [], None)


def names_seen(*states):
    return [stop["name"] for stop in in_a_row([{"name": n, "state": s} for n, s in states]) if stop["named"]]


def test_in_a_row_the_open_stages_are_named_else_the_next_else_the_last_that_is_done():
    plan, design, review = ("Plan", "done"), ("Design", "done"), ("Review", "later")
    assert names_seen(plan, ("Design", "now"), ("Decide", "now"), review) == ["Design", "Decide"]
    assert names_seen(plan, design, review, ("Share", "later")) == ["Review"]
    assert names_seen(plan, design, ("Review", "not_applicable")) == ["Design"]
    assert names_seen() == []
