"""The list of rules that the mutation run weakens: each names source that stands there, so that none is passed over."""

from tests.mutants import all_of_them


def test_each_rule_that_is_weakened_stands_in_the_source():
    rules = all_of_them()
    assert len({rule.name for rule in rules}) == len(rules) > 500
