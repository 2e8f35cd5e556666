"""From rows to facts: what was agreed, who holds what, how plain the updates are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coproduction.base.days import today
from principles.evidence import gather
from projects.project.models import Project
from tests import factories as make
from tests.factories import ago, moment

pytestmark = pytest.mark.django_db


def facts_of(project, on=None):
    return gather([project], on or today())[project.pk]


def test_who_was_asked_about_an_agreement_and_who_agrees(project, asha, ben):
    agreement = make.GroupAgreementFactory(project=project, agreed_on=ago(20))
    make.AgreementSaidFactory(agreement=agreement, participant=asha, agreed=True)
    make.AgreementSaidFactory(agreement=agreement, participant=ben, would_change=True)
    (known,) = facts_of(project).agreements
    assert (known.version, known.agreed_on) == (1, ago(20))
    assert (known.asked, known.agreed) == ({asha.pk, ben.pk}, {asha.pk})
    assert known.ref.id == agreement.pk


def test_what_is_agreed_or_checked_later_is_not_known_yet(project, stage):
    make.GroupAgreementFactory(project=project, agreed_on=ago(5))
    make.PowerCheckFactory(stage=stage, checked_on=ago(5))
    assert not facts_of(project, ago(6)).agreements and not facts_of(project, ago(6)).power
    assert facts_of(project, ago(5)).agreements and facts_of(project, ago(5)).power


@pytest.mark.parametrize(("held", "not_staff"), [("staff", 0), ("shared", 5), ("participants", 5)])
def test_what_staff_alone_hold_is_not_counted(stage, held, not_staff):
    make.PowerCheckFactory(stage=stage, agenda=held, money=held, chair=held, notes=held, say_no=held)
    (known,) = facts_of(stage.project).power
    assert (known.stage, known.not_staff) == (stage.pk, not_staff)


def test_an_update_says_what_is_hard_in_it(project):
    make.UpdateFactory(project=project, told_at=moment(days=2), risks="The ICB may say no.", blocks="ICB.")
    make.UpdateFactory(project=project, told_at=moment(days=1))
    hard, plain = facts_of(project).updates
    assert hard.hard == ("ICB is not explained",) and not hard.plain
    assert plain.plain


def test_ways_of_working_take_as_many_queries_for_five_projects_as_for_one(organisation):
    for _ in range(5):
        project = make.ProjectFactory(organisation=organisation)
        agreement = make.GroupAgreementFactory(project=project)
        make.AgreementSaidFactory.create_batch(2, agreement=agreement)
        make.PowerCheckFactory(stage__project=project)
    projects = list(Project.objects.filter(organisation=organisation))
    counts = []
    for some in (projects[:1], projects):
        with CaptureQueriesContext(connection) as queries:
            found = gather(some, today())
        counts.append(len(queries))
        assert all(len(facts.agreements[0].asked) == 2 and len(facts.power) == 1 for facts in found.values())
    assert counts[0] == counts[1]


def test_what_was_counted_opens_for_the_team_and_is_named_for_a_manager(cora_client, mina_client, project, stage):
    make.GroupAgreementFactory(project=project)
    make.PowerCheckFactory(stage=stage)

    def page(client, check):
        return client.get(reverse("principles:finding", args=[project.pk, "equality", check])).content.decode()

    ways = reverse("stages:ways", args=[project.pk])
    assert ways in page(cora_client, "E1") and ways not in page(mina_client, "E1")
    assert "Ways of working, version 1" in page(mina_client, "E1")
    assert f"Who has the power to decide what in {stage.name}" in page(mina_client, "E3")
