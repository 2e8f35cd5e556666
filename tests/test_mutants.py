"""The list of rules that the mutation run weakens: each names source that stands there, and no door is passed over."""

from coproduction.base.access import ANYONE
from coproduction.doors import DOORS
from tests.mutants import HELD_ALREADY, SPARES_WORK, all_of_them
from tests.source import ROOT, python_files


def test_each_rule_that_is_weakened_stands_in_the_source():
    rules = all_of_them()
    assert len({rule.name for rule in rules}) == len(rules) > 500


def test_each_door_that_is_not_open_to_anyone_is_weakened():
    """But for those of demo mode."""
    weakened = {rule.name.split()[1] for rule in all_of_them() if rule.path.name == "doors.py"}
    assert weakened == {door.route for door in DOORS if door.who != ANYONE}


def test_what_is_passed_over_stands_in_the_source():
    for place in HELD_ALREADY:
        path, view = place.split(":")
        assert f"def {view}(" in (ROOT / path).read_text(), place
    everything = "".join(path.read_text() for path in python_files())
    assert all(condition in everything for condition in SPARES_WORK.values())
