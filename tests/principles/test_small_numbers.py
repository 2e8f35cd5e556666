"""No number from one to four about people can be read, or worked out, by those who do not run the project."""

import random
import re

import pytest

from coproduction.base.days import today
from coproduction.base.disclosure import LEAST
from coproduction.base.words import PRINCIPLE_KEYS
from principles.summary.keeping import judge_projects
from tests import factories as make
from tests.factories import ago

from .reading import Page
from .scenes import asked_and_answered, group

# How a person may stand to what the records of a project say of them.
CHOICES = {
    "needs_asked_on": (None, ago(40), ago(3)),
    "contact_checked_on": (None, ago(200), ago(5)),
    "kinds_of_choice": (0, 2, 3),
    "briefed_on": (None, ago(31), ago(12)),
    "state": ("active", "active", "paused", "ended"),
    "helped_on": (None, ago(25), ago(2)),
}


def some_project(chance, organisation):
    """A cohort of up to eleven people, each of whom was treated well or not, by chance."""
    stage = make.StageFactory(project__organisation=organisation, open=True, closed_on=chance.choice([None, ago(9)]))
    session = make.SessionFactory(stage=stage, held=True, starts_at=make.moment(days=20), held_on=ago(20))
    update = make.UpdateFactory(project=stage.project, told_at=make.moment(days=10))
    for _ in range(chance.randint(0, 11)):
        some_person(chance, stage, session, update)
    return stage.project


def some_person(chance, stage, session, update):
    was = {name: chance.choice(options) for name, options in CHOICES.items()}
    person = make.ParticipantFactory(organisation=stage.organisation, needs_asked_on=was["needs_asked_on"])
    make.InvolvementFactory(stage=stage, participant=person, state=was["state"])
    if was["contact_checked_on"]:
        make.SafeContactFactory(participant=person, checked_on=was["contact_checked_on"])
    for kind in ("pay", "news", "join")[: was["kinds_of_choice"]]:
        make.ChoiceFactory(participant=person, kind=kind)
    if was["briefed_on"]:
        make.BriefingFactory(stage=stage, participant=person, held_on=was["briefed_on"])
    make.AdaptationFactory(project=stage.project, participant=person, in_place_on=was["helped_on"])
    make.AttendanceFactory(session=session, participant=person, came=True)
    if chance.random() < 0.6:
        make.OfferFactory(session=session, participant=person, offered_on=ago(chance.choice([25, 15])))
    if chance.random() < 0.6:
        make.DeliveryFactory(update=update, participant=person, reached_on=ago(chance.choice([10, 4])))


def figures_of(sentence):
    """The numbers in a sentence, without those that belong to days and to lengths of time."""
    without_days = re.sub(
        r"\d+ (?:January|\w+uary|March|April|May|June|July|August|\w+ber) \d{4}|\d+ days?", "", sentence
    )
    return [int(number) for number in re.findall(r"\d+", without_days)]


@pytest.mark.parametrize("seed", range(6))
def test_no_sentence_about_people_tells_a_small_number_or_a_small_difference(organisation, mina, seed):
    """What people chose: no small number, no small difference. What we did: one number of people in every sentence."""
    chance = random.Random(seed)
    projects = [some_project(chance, organisation) for _ in range(8)]
    parts = [parts_about_people(judged.findings) for judged in judge_projects(projects, today()).values()]
    assert sum(map(len, parts)) > 20
    for of_one_project in parts:
        told = [n for part in of_one_project if part.chosen for n in figures_of(part.told_outside())]
        assert all(number >= LEAST for number in told), of_one_project
        assert all(number == other or abs(number - other) >= LEAST for number in told for other in told)
        over = {out_of(part.told_outside()) for part in of_one_project if part.openly}
        assert len(over) <= 1
        assert over <= {None} or min(over) >= LEAST


def out_of(sentence):
    """The number of people in "11 of 12 people"."""
    found = re.search(r"\d+ of (\d+) people", sentence)
    return found and int(found[1])


def parts_about_people(findings):
    return [part for found in findings for part in found.parts if part.about_people]


def test_a_small_group_shows_no_number_of_people_on_any_page_of_a_manager(organisation, mina_client):
    for size in range(1, LEAST):
        stage = make.StageFactory(project__organisation=organisation, open=True)
        group(stage, size)
        asked_and_answered(stage, [chance % 5 + 1 for chance in range(size)])
        pages = ["/dashboard/", f"/projects/{stage.project_id}/principles/"]
        pages += [f"/projects/{stage.project_id}/principles/{key}/" for key in PRINCIPLE_KEYS]
        for address in pages:
            text = Page(mina_client.get(address)).text
            assert not re.search(
                r"\b[1-4] (of \d+ )?(people|persons?|participants?|updates to people|answered)\b", text
            )
            assert not re.search(r"\([1-4] of \d+ answered\)|people say (\d|below|above)|people answered", text)
