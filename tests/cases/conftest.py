"""Cases are played through the app's own pages. Staff and their organisation are there; all else people write."""

import re
from datetime import date

import pytest

from tests.figures import Figures

from .visitor import Clock, Visitor

CASE = re.compile(r"test_(k\d+)")
# A Tuesday, with no bank holiday for five weeks.
FIRST_DAY = date(2026, 6, 2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    found = CASE.match(item.name)
    if found and (report.when == "call" or report.failed):
        Figures().record("CS1", 1, "cases, {passed} pass", thing=found[1].upper(), passed=report.passed)
    return report


@pytest.fixture
def clock(time_machine):
    """Stands at ten in the morning of FIRST_DAY; `clock.forward(days=3)` lets days go by."""
    found = Clock(time_machine)
    found.at(FIRST_DAY)
    return found


@pytest.fixture
def as_cora(clock, cora):
    return Visitor(cora)


@pytest.fixture
def as_sam(clock, sam):
    return Visitor(sam)


@pytest.fixture
def as_mina(clock, mina):
    return Visitor(mina)


@pytest.fixture
def as_fin(clock, fin):
    return Visitor(fin)
