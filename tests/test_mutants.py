"""The list of rules that the mutation run weakens: each names source that stands there, and no door is passed over."""

from coproduction.base.access import ANYONE
from coproduction.doors import DOORS
from tests.mutants import all_of_them


def test_each_rule_that_is_weakened_stands_in_the_source():
    rules = all_of_them()
    assert len({rule.name for rule in rules}) == len(rules) > 500


def test_each_door_that_is_not_open_to_anyone_is_weakened():
    """But for those of demo mode."""
    weakened = {rule.name.split()[1] for rule in all_of_them() if rule.path.name == "doors.py"}
    assert weakened == {door.route for door in DOORS if door.who != ANYONE}
