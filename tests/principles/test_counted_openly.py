"""What we did is counted over everyone who ever took part: nothing that one person chose changes the number."""

import pytest

from principles.checks import CHECKS
from principles.definitions import STATEMENTS
from principles.facts import OfferFact
from principles.timing import everyone, paused_on

from .build import ago, gathering, involved, person, project, ref, replace


def told(facts, key):
    found = next(one for one in CHECKS[STATEMENTS[key].principle](facts) if one.key == key)
    return found.told_outside()


def six_of_seven_came():
    known = gathering(
        7, person_knows={"needs_asked_on": ago(40), "contact_checked_on": ago(5), "any_channel_safe": True}
    )
    missed = replace(known["attendances"][0], state="missed")
    known["attendances"] = tuple(replace(one, paid_eligible=True) for one in (missed, *known["attendances"][1:]))
    return known


@pytest.mark.parametrize("key", ["S4", "S6"])
def test_what_nobody_got_does_not_tell_who_came(key):
    assert told(project(**six_of_seven_came()), key).startswith("0 of 7 people")


def test_who_was_not_invited_is_not_asked():
    known = six_of_seven_came()
    uninvited = replace(known["attendances"][0], state="not_invited")
    known["attendances"] = (uninvited, *known["attendances"][1:])
    known["offers"] = tuple(
        OfferFact(ref("offer"), one.person, one.session, ago(30)) for one in known["attendances"][1:]
    )
    assert told(project(**known), "S6").startswith("7 of 7 people")


@pytest.mark.parametrize("change", [{"paused": True}, {"any_channel_safe": False}])
@pytest.mark.parametrize("key", ["C2", "T1"])
def test_a_choice_changes_no_number(key, change):
    known = six_of_seven_came()
    one, *others = known["people"]
    before = told(project(**known), key)
    assert "7 of 7 people" in before
    assert told(project(**{**known, "people": (replace(one, **change), *others)}), key) == before


def test_who_came_without_joining_is_one_of_them():
    known = gathering(2)
    newcomer, where = person(), known["stages"][0]
    known["people"] += (newcomer,)
    known["involvements"] += (involved(newcomer, where, state="invited", joined_on=None),)
    assert len(everyone(project(**known))) == 2
    came = replace(known["attendances"][0], person=newcomer.id)
    assert len(everyone(project(**{**known, "attendances": (*known["attendances"], came)}))) == 3
    elsewhere = {**known, "involvements": known["involvements"][:2], "attendances": (came,)}
    assert len(everyone(project(**elsewhere))) == 3


def test_a_pause_has_an_end():
    who = person(rests=((ago(20), ago(10)), (ago(5), None)))
    facts = project(people=(who,))
    days = (21, 20, 10, 9, 5, 1)
    assert [paused_on(facts, who.id, ago(day)) for day in days] == [False, True, True, False, True, True]
