"""A penny for two hours is not fair pay, and where that can't be judged the sentence says so."""

from datetime import date

import pytest

from projects.wage_floor import floor_pence

from . import roads

JUDGED = "1 of 1 payment is no less than the least allowed."


@pytest.fixture
def paid(as_cora, as_mina, as_fin, clock):
    def pay(**units):
        project = roads.hold_session(as_cora, as_mina, clock, "Asha", minutes=120, rates=units).project
        roads.pay(as_cora, as_mina, as_fin, project)
        return project

    return pay


@pytest.mark.parametrize("units", [{"hour": "0.01"}, {"task": "0.02"}, {"half_day": "25.41"}])
def test_k03_less_than_the_wage_floor_is_not_fair_pay(paid, as_cora, units):
    page = roads.statement(as_cora, paid(**units), "S6")
    assert page.says("0 of 1 payment is no less than the least allowed.", "Too little for each hour"), page


@pytest.mark.parametrize("units", [{"hour": "12.71"}, {"task": "25.42"}])
def test_k03_the_wage_floor_of_that_day_is_enough(paid, as_cora, units):
    assert roads.statement(as_cora, paid(**units), "S6").says(JUDGED)


def test_k03_on_a_day_without_a_known_floor_nothing_is_judged_and_the_sentence_says_so(paid, as_cora, monkeypatch):
    monkeypatch.setattr("projects.wage_floor.KNOWN_UNTIL", date(2026, 6, 8))
    page = roads.statement(as_cora, paid(hour="0.01"), "S6")
    assert page.says("The hourly rate was not judged: no wage floor is known for that day.")
    assert not page.says("least allowed")


def test_k03_each_rate_counts_from_its_first_of_april_on():
    known = {
        date(2022, 3, 31): None,
        date(2022, 4, 1): 950,
        date(2023, 4, 1): 1042,
        date(2024, 3, 31): 1042,
        date(2024, 4, 1): 1144,
        date(2025, 4, 1): 1221,
        date(2026, 3, 31): 1221,
        date(2026, 4, 1): 1271,
        date(2027, 3, 31): 1271,
        date(2027, 4, 1): None,
    }
    assert {day: floor_pence(day) for day in known} == known
