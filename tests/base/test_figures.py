"""The list at the end of a run: what it adds up, and what it will not take."""

import pytest

from tests.figures import EXPECTED, Figures


@pytest.fixture
def figures(tmp_path):
    return Figures(tmp_path)


def test_what_several_tests_measured_of_one_thing_is_added_up(figures):
    figures.record("AZ1", 4, "cells")
    figures.record("AZ1", 5, "cells")
    assert figures.lines() == ["AZ1: 9 cells"]


def test_what_ran_on_both_databases_counts_once(figures, monkeypatch):
    for address in ("", "postgres://here/one"):
        monkeypatch.setenv("DATABASE_URL", address)
        figures.record("MJ1", 9, "fields touched")
    assert figures.lines() == ["MJ1: 9 fields touched"]


def test_a_figure_about_nothing_is_refused(figures):
    with pytest.raises(AssertionError):
        figures.record("AZ1", 0, "cells")


def test_what_was_not_measured_is_missing(figures):
    figures.record("AZ1", 1, "cell")
    assert set(figures.missing()) == set(EXPECTED) - {"AZ1"}
