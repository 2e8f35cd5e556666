from datetime import timedelta

import pytest
from django.urls import reverse

from coproduction.base.days import today
from tests.factories import SessionFactory, StageFactory, UpdateFactory, moment

pytestmark = pytest.mark.django_db
TYPED = {"token": "b1f0c1de-0000-4000-8000-000000000001"}


@pytest.fixture
def project(project):
    """In which people were told of late how things stand."""
    UpdateFactory(project=project, told_at=moment(days=1))
    return project


def close_url(project):
    return reverse("stages:close_project", args=[project.pk])


def test_a_project_with_nothing_open_closes(cora_client, project):
    StageFactory(project=project, closed=True)
    answer = cora_client.post(close_url(project), TYPED)
    project.refresh_from_db()
    assert project.closed_on == today()
    assert answer.url == reverse("project_overview", args=[project.pk])


def test_it_stays_open_while_a_stage_is_open_and_says_which(cora_client, project, stage):
    assert f"The stage {stage.name} is not closed yet." in cora_client.get(close_url(project)).content.decode()
    answer = cora_client.post(close_url(project), TYPED)
    project.refresh_from_db()
    assert (answer.status_code, project.closed_on) == (422, None)


def test_a_session_nobody_logged_keeps_it_open(cora_client, project):
    stage = StageFactory(project=project, closed=True)
    SessionFactory(stage=stage, starts_at=stage.recorded_at - timedelta(days=2))
    assert "is not logged yet" in cora_client.get(close_url(project)).content.decode()
    assert cora_client.post(close_url(project), TYPED).status_code == 422


def test_a_manager_does_not_find_the_page(mina_client, project):
    assert mina_client.get(close_url(project)).status_code == 404
