import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from coproduction.base.day_words import day_in_words
from coproduction.base.days import today
from projects.money.models import BudgetLine
from projects.project.models import Project, TeamMember
from projects.stages.models import Stage
from tests.factories import ProjectFactory, StageFactory

LIST = "projects:list"
PLAN = "projects:plan"


def typed(cora, **changes):
    """A filled-in page."""
    budget = {"budget-TOTAL_FORMS": "8", "budget-INITIAL_FORMS": "0", "budget-0-pence": "£1,200.50"}
    fields = {
        "token": str(uuid.uuid4()),
        "title": "The front desk",
        "purpose": "A kinder welcome",
        "together": ["reviews"],
        "size": "one_event",
        "starts_on": today().isoformat(),
        "can_change": "The words",
        "cannot_change": "The room",
        "who_decides": "The group",
        "contact": str(cora.pk),
        "stages": ["review", "share"],
        "own_stage": "A walk",
        "why_none": "One short event",
    }
    return {**budget, **fields, **changes}


def test_it_plans_a_project_from_one_page(cora_client, cora):
    answer = cora_client.post(reverse(PLAN), typed(cora))
    project = Project.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("projects:stages", args=[project.pk])
    assert (project.title, project.reviews, project.designs) == ("The front desk", True, False)
    lines = {line.head: line for line in BudgetLine.objects.for_project(project)}
    assert lines["payments"].pence == 120_050 and lines["payments"].reason == ""
    assert lines["food"].pence == 0 and lines["food"].reason == "One short event"
    names = Stage.objects.for_project(project).values_list("name", flat=True)
    assert list(names) == ["Review and evaluate", "A walk", "Share back and celebrate"]


def test_the_same_page_sent_twice_plans_one_project(cora_client, cora):
    form = typed(cora)
    first, second = cora_client.post(reverse(PLAN), form), cora_client.post(reverse(PLAN), form)
    assert first.url == second.url
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"why_none": ""}, "Say why, or write a sum for: Travel and other expenses, Access and support"),
        ({"budget-0-pence": "a lot"}, "Write a sum in pounds"),
        ({"together": []}, "Tick at least one: design, review or deliver."),
        ({"stages": [], "own_stage": ""}, "Tick at least one stage"),
        ({"ends_on": "2001-01-01"}, "The last day is before the first day."),
        ({"source": "A trust"}, "Say until when this money lasts."),
        ({"money_until": "2030-01-01"}, "Say who pays for this work."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(cora_client, cora, changes, words):
    answer = cora_client.post(reverse(PLAN), typed(cora, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "A kinder welcome" in page and "The words" in page
    assert not Project.objects.exists()


def test_contact_and_deputy_are_two_people(cora_client, cora):
    answer = cora_client.post(reverse(PLAN), typed(cora, deputy=str(cora.pk)))
    assert answer.status_code == 422 and not Project.objects.exists()


def test_nobody_from_elsewhere_can_be_made_contact(cora_client, cora, oli):
    answer = cora_client.post(reverse(PLAN), typed(cora, contact=str(oli.pk)))
    assert answer.status_code == 422 and not TeamMember.objects.exists()


def test_the_page_is_ready_for_a_short_project(cora_client):
    page = cora_client.get(reverse(PLAN))
    form = page.context["form"]
    assert page.status_code == 200
    assert form["starts_on"].value() == day_in_words(today()) and len(form["stages"].value()) == 6


def test_a_manager_sees_projects_but_plans_none(mina_client, project):
    assert project.title in mina_client.get(reverse(LIST)).content.decode()
    assert mina_client.get(reverse(PLAN)).status_code == 404


def test_the_list_holds_what_is_ones_own(cora_client, oli_client, sam, organisation, project):
    others = ProjectFactory(organisation=organisation, title="Somebody else's", contact=sam)
    page = cora_client.get(reverse(LIST)).content.decode()
    assert project.title in page and others.title not in page
    assert project.title not in oli_client.get(reverse(LIST)).content.decode()


def test_the_list_is_narrowed_by_stage_and_by_what_is_closed(cora_client, cora, organisation, project, stage):
    closed = ProjectFactory(organisation=organisation, title="Long over", contact=cora, closed=True)
    elsewhere = ProjectFactory(organisation=organisation, title="Just begun", contact=cora)
    StageFactory(project=elsewhere, kind="plan", name="Plan", open=True)

    def listed(**query):
        return {row["project"].pk for row in cora_client.get(reverse(LIST), query).context["rows"]}

    assert listed() == {project.pk, elsewhere.pk}
    assert listed(state="closed") == {closed.pk}
    assert listed(state="all") == {project.pk, elsewhere.pk, closed.pk}
    assert listed(stage="design") == {project.pk}
    assert listed(stage="nonsense") == {project.pk, elsewhere.pk}


def test_a_stage_is_skipped_from_its_page(cora_client, project):
    waiting = StageFactory(project=project, name="Decide")
    url = reverse("projects:skip_stage", args=[project.pk, waiting.pk])
    token = str(uuid.uuid4())
    assert cora_client.post(url, {"token": token, "reason": " "}).status_code == 422
    assert cora_client.post(url, {"token": token, "reason": "Nothing to decide"}).status_code == 302
    page = cora_client.get(reverse("projects:stages", args=[project.pk]))
    assert "Nothing to decide" in page.content.decode()


def test_a_stage_that_opened_meanwhile_is_not_skipped(cora_client, project, stage):
    url = reverse("projects:skip_stage", args=[project.pk, stage.pk])
    answer = cora_client.post(url, {"token": str(uuid.uuid4()), "reason": "Too late"})
    assert answer.status_code == 422 and "Too late" in answer.content.decode()


def test_a_manager_reads_the_stages_and_is_offered_nothing_to_press(mina_client, project, stage):
    page = mina_client.get(reverse("projects:stages", args=[project.pk])).content.decode()
    assert stage.name in page
    assert reverse("gatherings:plan_session", args=[project.pk, stage.pk]) not in page


def test_a_stranger_finds_no_such_project(oli_client, project, stage):
    assert oli_client.get(reverse("projects:stages", args=[project.pk])).status_code == 404


def test_a_coordinator_who_left_the_team_no_longer_writes(cora_client, cora, project):
    waiting = StageFactory(project=project)
    TeamMember.objects.filter(user=cora).update(until=today() + timedelta(days=1))
    assert cora_client.get(reverse("projects:skip_stage", args=[project.pk, waiting.pk])).status_code == 404


def test_nonsense_in_the_address_filters_nothing(cora_client, project):
    answer = cora_client.get("/projects/?stage=nowhere&state=never")
    assert answer.status_code == 200
    assert project.title in answer.content.decode()
