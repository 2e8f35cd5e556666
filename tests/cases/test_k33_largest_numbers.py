"""The largest numbers that can be typed fit into what keeps them, on both databases; larger ones get a sentence."""

import pytest
from django import forms
from django.db import models

from coproduction.base.fields import PoundsField, WholeField
from coproduction.base.privacy import our_models
from participants.offers.pay import amount
from participants.payments.models import Payment
from projects.money.models import BudgetLine, Rate

from . import roads

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
DAY = 1440  # minutes
# PostgreSQL's own, whichever database this runs on.
RANGES = {
    models.PositiveSmallIntegerField: 32_767,
    models.PositiveIntegerField: 2**31 - 1,
    models.PositiveBigIntegerField: 2**63 - 1,
}
# What keeps a field of a form, where its name alone does not say so.
KEPT_AS = {**dict.fromkeys(("hour", "half_day", "day", "task"), Rate), "BudgetRow.pence": BudgetLine}
# Its form takes less than what was agreed alone.
BOUNDED_BY_ITS_FORM = {"LessForm.pence"}


@pytest.mark.parametrize("sum", ["21,474,836.48", "21474836.47", "99999999.99", "9" * 5000])
def test_k33_a_rate_that_no_column_holds_gets_a_sentence_and_stays_typed(as_mina, sum):
    page = as_mina.open("/money/rates/").send("Publish this card", name="Ours", valid_from="1 June 2026", hour=sum)
    assert page.status == 422 and page.says("This sum is very large: the most is £10,000.00.")
    assert page.form("Publish this card").fields["hour"].values == [sum]
    assert not Rate.objects.exists()


def test_k33_the_largest_rate_and_the_largest_budget_are_kept(as_mina, as_cora, sam):
    assert roads.publish_rates(as_mina, hour="10,000").says("£10,000")
    roads.plan_project(as_cora, budget=dict.fromkeys(BudgetLine.Head.values, "99,999,999.99"))
    assert set(BudgetLine.objects.values_list("pence", flat=True)) == {9_999_999_999}
    assert BudgetLine.objects.count() == 8
    assert as_mina.open("/dashboard/").status == 200


def test_k33_a_budget_larger_than_a_hundred_million_gets_a_sentence(as_cora, sam):
    page = as_cora.open("/projects/new/").send("Plan this project", {"title": "Ours", "budget-0-pence": "100000000"})
    assert page.status == 422 and page.says("the most is £99,999,999.99")
    assert page.form("Plan this project").fields["budget-0-pence"].values == ["100000000"]


def test_k33_what_is_worked_out_from_the_largest_of_each_still_fits():
    assert amount(Rate.Unit.HOUR, Rate.MOST_PENCE, 3 * DAY) <= RANGES[Payment._meta.get_field("pence").__class__]


def numbers_in_forms():
    """Pairs of a form's class and the name of each field in it that takes a number."""
    import coproduction.urls  # noqa: F401

    kinds, waiting = set(), [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in {"coproduction", "projects", "participants", "principles"}:
            kinds.add(kind)
    for kind in sorted(kinds, key=lambda kind: (kind.__module__, kind.__name__)):
        for name, field in kind.base_fields.items() if hasattr(kind, "base_fields") else ():
            if isinstance(field, (forms.IntegerField, PoundsField)) and "gallery" not in kind.__module__:
                yield kind, name, field


def test_k33_every_number_that_can_be_typed_fits_into_its_column():
    found, faults = 0, []
    columns = {}
    for model in our_models():
        for column in model._meta.concrete_fields:
            if type(column) in RANGES:
                columns.setdefault(column.name, []).append(column)
    for kind, name, field in numbers_in_forms():
        said = f"{kind.__name__}.{name}"
        keeper = KEPT_AS.get(said) or KEPT_AS.get(name)
        kept = [keeper._meta.get_field("pence")] if keeper else columns.get(name, [])
        most = field.most if isinstance(field, PoundsField) else field.max_value
        assert isinstance(field, (PoundsField, WholeField)), f"{said} has no limit of its own"
        assert kept, f"Say in KEPT_AS what keeps {said}."
        if said not in BOUNDED_BY_ITS_FORM:
            faults += [f"{said} -> {one}" for one in kept if most > RANGES[type(one)]]
        found += 1
    assert found >= 10 and not faults, faults
