"""The made-up people: loaded once, the same each time, every state on show, and no real person named."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from coproduction.base.days import today
from coproduction.base.words import FINDING_STATES
from coproduction.demo.load import load as load_anew
from participants.group_statements.rules import under_way
from participants.involvement.models import Involvement
from participants.payments.models import Payment
from participants.people.models import Participant
from principles.checks import judge
from principles.evidence import gather
from principles.report import row
from projects.project.models import Project
from tests.made_up import load


@pytest.fixture
def loaded(db):
    assert load()


def what_is_there():
    return {
        "projects": sorted(Project.objects.values_list("title", flat=True)),
        "payments": Counter(Payment.objects.values_list("participant__name", "activity_on", "pence", "state")),
        "people": sorted(Participant.objects.values_list("name", flat=True)),
    }


def test_a_second_time_changes_nothing(loaded):
    before = what_is_there()
    assert not load_anew()
    assert what_is_there() == before


def test_every_state_of_a_payment_is_on_show(loaded):
    assert set(Payment.objects.values_list("state", flat=True)) == set(Payment.State.values)


def test_every_state_of_a_finding_is_on_show(loaded):
    facts = gather(list(Project.objects.all()), today())
    states = {
        str(finding.state) for one in facts.values() for verdict in judge(one).values() for finding in verdict.findings
    }
    assert states == {"met", "partly", "not_met", "no_data", "not_applicable"}


def test_every_state_beside_both_voices_is_on_show(loaded):
    rows = [row(facts) for facts in gather(list(Project.objects.all()), today()).values()]
    shown = {cell.state for one in rows for cell in one.cells}
    assert shown == {key for key, _, _ in FINDING_STATES}


def test_one_small_group_says_itself_what_was_met_and_what_another_said_has_lapsed(loaded):
    projects = {project.title: project for project in Project.objects.all()}
    facts = gather(list(projects.values()), today())
    says = {title: facts[project.pk].group_says for title, project in projects.items()}
    assert says.pop("Letters people can read") == {"creativity", "relationships"}
    assert not any(says.values())
    shelter = projects["Night shelter review"]
    assert gather([shelter], today() - timedelta(days=20))[shelter.pk].group_says == {"equality"}
    asha = Participant.objects.get(name="Asha")
    assert [one.words for one in under_way([asha], today())] == ["It felt safe, and we could choose what we did."]


def test_two_organisations_and_groups_of_three_to_twelve(loaded):
    assert Project.objects.values("organisation").distinct().count() == 2
    sizes = Counter()
    for project, _ in set(Involvement.objects.values_list("project", "participant")):
        sizes[project] += 1
    assert len(Project.objects.all()) >= 8
    assert (min(sizes.values()), max(sizes.values())) == (3, 12)


def test_the_event_of_2022_is_closed_names_nobody_and_is_not_judged(loaded):
    event = Project.objects.get(title="Coproduction in Practice")
    assert event.closed_on.isoformat() == "2022-09-22"
    assert not Involvement.objects.filter(project=event).exists()
    verdicts = judge(gather([event], today())[event.pk])
    assert {str(verdict.state) for verdict in verdicts.values()} == {"not_applicable"}


def test_outside_demo_mode_it_is_refused(db):
    with pytest.raises(CommandError):
        call_command("load_demo")
