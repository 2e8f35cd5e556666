"""While a page is only read, what it asks for again and again is read once; where something may change, each time."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coproduction.base.read_once import once, while_reading
from projects.project.models import Project, TeamMember, on_team_of


@contextmanager
def questions_about_the_team(count):
    """How often the team's table was read by a question of its own."""
    with CaptureQueriesContext(connection) as asked:
        yield
    table = TeamMember._meta.db_table
    assert sum(f'FROM "{table}"' in query["sql"].partition("WHERE")[0] for query in asked.captured_queries) == count


def test_a_page_reads_it_once(project, cora):
    with while_reading(), questions_about_the_team(1):
        for _ in range(3):
            assert list(Project.objects.run_by(cora)) == [project]


def test_each_person_has_their_own(project, cora, oli):
    with while_reading():
        assert list(on_team_of(cora)) == [project.pk] and list(on_team_of(oli)) == []


def test_the_next_page_asks_anew(project, cora):
    for expected in ([project.pk], []):
        with while_reading():
            assert list(on_team_of(cora)) == expected
        TeamMember.objects.filter(user=cora).delete()


def test_outside_of_a_page_it_is_asked_each_time(project, cora):
    assert list(on_team_of(cora)) == [project.pk]
    TeamMember.objects.filter(user=cora).delete()
    assert list(on_team_of(cora)) == []


def test_rows_of_another_key_are_not_mixed_up(project):
    rows = Project.objects.values_list("pk", flat=True)
    with while_reading():
        assert once("these", rows) == (project.pk,) and once("others", rows.none()) == ()


@pytest.mark.parametrize("method, kept", [("get", True), ("head", True), ("post", False)])
def test_only_requests_that_change_nothing_keep_it(project, cora_client, monkeypatch, method, kept):
    seen = []
    monkeypatch.setattr("projects.project.models.once", lambda key, rows: seen.append(once(key, rows)) or seen[-1])
    getattr(cora_client, method)(f"/projects/{project.pk}/updates/new/")
    assert {isinstance(rows, tuple) for rows in seen} == {kept}
