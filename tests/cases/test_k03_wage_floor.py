"""A penny for two hours is not fair pay, and where that can't be judged the sentence says so."""

from datetime import date

import pytest

from coproduction.accounts.models import AuditEntry
from projects.money.models import RateCard
from projects.money.wage_floor import floor_pence

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
    monkeypatch.setattr("projects.money.wage_floor.KNOWN_UNTIL", date(2026, 6, 8))
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


def test_k03_a_card_below_the_floor_of_its_first_day_is_asked_about_and_the_yes_is_kept(as_mina):
    def publish(**fields):
        page = as_mina.open("/money/rates/")
        assert "below_floor" not in page.form("Publish this card").fields
        return page.send("Publish this card", name="Our card", valid_from="2 June 2026", **fields)

    asked = publish(hour="12.70", day="1")
    assert asked.status == 422 and not RateCard.objects.exists()
    assert asked.says("£12.70 an hour is less than the wage floor, which is £12.71 an hour on 2 June 2026.")
    assert asked.send("Publish this card", below_floor="on").says("The new card counts")
    assert AuditEntry.objects.get(action="rate below the wage floor confirmed").actor_id == as_mina.user.pk
    page = as_mina.open("/money/rates/")
    enough = page.send("Publish this card", name="The next card", valid_from="3 June 2026", hour="12.71")
    assert enough.says("The new card counts")
    assert AuditEntry.objects.filter(action="rate below the wage floor confirmed").count() == 1


@pytest.mark.parametrize("card", [{"task": "0.01"}, {"day": "1"}, {"hour": "1", "valid_from": "1 May 2027"}])
def test_k03_nobody_asks_where_hours_or_the_floor_are_unknown(as_mina, card):
    page = as_mina.open("/money/rates/").send("Publish this card", name="Our card", **card)
    assert page.says("The new card counts")
