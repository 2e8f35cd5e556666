from datetime import timedelta

import pytest

from coproduction.accounts.models import AuditEntry
from coproduction.base.days import today
from coproduction.base.refusals import Refused
from projects.money.models import BudgetLine, Funding
from projects.planning.actions import plan_project
from projects.project.actions import close_project
from projects.project.models import Project, TeamMember
from projects.stages.models import Stage
from tests.factories import ProjectFactory, member

HEADS = {head.value: (0, "Not needed here") for head in BudgetLine.Head}


def plan(organisation, by, **changes):
    """A project planned with the least there is; `changes` replace what `plan_project` takes."""
    fields = {
        "title": "The front desk",
        "purpose": "A kinder welcome",
        "size": "one_event",
        "can_change": "The words",
        "cannot_change": "The room",
        "who_decides": "The group",
        "reviews": True,
        "starts_on": today(),
    }
    taken = {
        "organisation": organisation,
        "fields": fields,
        "contact": by,
        "deputy": None,
        "budget": HEADS,
        "funding": None,
        "stages": [("review", "Look back"), ("own", "A walk")],
        "by": by,
    }
    return plan_project(**{**taken, **changes})


def test_it_makes_the_project_with_all_that_hangs_on_it(organisation, cora, sam):
    funding = {"source": "A trust", "ends_on": today() + timedelta(days=90), "confirmed_on": None}
    budget = {**HEADS, "payments": (120_000, "")}
    project = plan(organisation, cora, deputy=sam, funding=funding, budget=budget)
    lines = dict(BudgetLine.objects.for_project(project).values_list("head", "pence"))
    assert len(lines) == len(BudgetLine.Head) and lines["payments"] == 120_000
    assert Funding.objects.get(project=project).source == "A trust"
    stages = Stage.objects.for_project(project).values_list("position", "name", "verb")
    assert list(stages) == [(1, "Look back", "review"), (2, "A walk", "review")]
    team = dict(TeamMember.objects.current().for_project(project).values_list("user", "part"))
    assert team == {cora.pk: "contact", sam.pk: "deputy"}


def test_whoever_plans_for_others_stays_on_the_team(organisation, cora, sam):
    project = plan(organisation, cora, contact=sam)
    assert TeamMember.objects.get(project=project, user=cora).part == "coordinator"
    assert project in Project.objects.run_by(cora)


def test_the_team_stands_from_the_first_day_but_never_from_a_day_ahead(organisation, cora):
    soon = plan(organisation, cora)
    Project.objects.filter(pk=soon.pk).update(starts_on=today())
    assert TeamMember.objects.get(project=soon).since == today()
    fields = {**vars_of(soon), "starts_on": today() + timedelta(days=30)}
    assert TeamMember.objects.get(project=plan(organisation, cora, fields=fields)).since == today()
    fields["starts_on"] = today() - timedelta(days=30)
    assert TeamMember.objects.get(project=plan(organisation, cora, fields=fields)).since == fields["starts_on"]


def vars_of(project):
    names = ("title", "purpose", "size", "can_change", "cannot_change", "who_decides", "reviews", "starts_on")
    return {name: getattr(project, name) for name in names}


def test_it_refuses_somebody_who_does_not_coordinate_here(organisation, other_organisation, cora):
    stranger = member(other_organisation, "coordinator")
    with pytest.raises(Refused):
        plan(organisation, cora, deputy=stranger)
    with pytest.raises(Refused):
        plan(organisation, cora, deputy=cora)
    assert not Project.objects.filter(organisation=organisation).exists()


def test_it_leaves_one_audit_row_by_whoever_planned(organisation, cora):
    project = plan(organisation, cora)
    entry = AuditEntry.objects.get(about_id=str(project.pk))
    assert (entry.action, entry.actor_id) == ("project planned", cora.pk)


def test_a_project_stays_open_while_something_is_owed(project, cora):
    with pytest.raises(Refused):
        close_project(project=project, open_items=["Ben has not been paid"], by=cora)
    project.refresh_from_db()
    assert project.closed_on is None


def test_a_project_closes_once(project, cora):
    assert close_project(project=project, open_items=[], by=cora).closed_on == today()
    with pytest.raises(Refused):
        close_project(project=project, open_items=[], by=cora)


def test_a_closed_project_is_no_longer_live(cora, organisation):
    closed = ProjectFactory(organisation=organisation, closed=True)
    assert closed not in Project.objects.current()
