"""What is worked out of facts is kept with them, and with no others."""

from dataclasses import replace

from principles.once import once

from .build import project


def test_it_is_worked_out_once_for_the_same_facts_and_anew_for_others():
    asked = []

    @once
    def first_day(facts):
        asked.append(facts)
        return facts.starts_on

    facts = project()
    assert first_day(facts) == first_day(facts) == facts.starts_on and len(asked) == 1
    later = replace(facts, starts_on=None)
    assert first_day(later) is None and len(asked) == 2
    assert facts == replace(facts) and first_day.__name__ == "first_day"
