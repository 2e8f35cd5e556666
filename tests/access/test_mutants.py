"""Every door of the house is among the rules that `make test-mutation` weakens, but for those of demo mode."""

from coproduction.base.access import ANYONE
from coproduction.doors import DOORS
from tests.mutants import all_of_them


def test_each_door_that_is_not_open_to_anyone_is_weakened():
    weakened = {rule.name.split()[1] for rule in all_of_them() if rule.path.name == "doors.py"}
    assert weakened == {door.route for door in DOORS if door.who != ANYONE}
