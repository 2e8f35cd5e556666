"""How a project stands for one reader: six cells, one sentence on the two voices, nothing shown too early."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from coproduction.base.words import PRINCIPLE_KEYS
from principles.actions import reflect
from principles.models import Reflection
from principles.strip import strip
from principles.summary.keeping import judge_projects, work_out
from principles.summary.reading import standings_of
from tests import factories as make
from tests.conftest import signed_in
from tests.factories import ago

from .reading import Page
from .scenes import asked_and_answered, busy

SMALL = "People's view not shown here (small group)."


def standing_of(project, user):
    return standings_of([project], user, today())[project.pk]


def test_a_project_has_six_cells_that_lead_to_their_pages(project, stage, mina):
    cells = strip(project.pk, standing_of(project, mina).cells)
    assert [cell.key for cell in cells] == list(PRINCIPLE_KEYS)
    assert all(cell.url.endswith(f"/{project.pk}/principles/{cell.key}/") for cell in cells)
    assert all(0 <= cell.met <= cell.total for cell in cells)


def test_history_from_before_has_nothing_to_count(mina, organisation):
    before = make.ProjectFactory(organisation=organisation, before_we_started=True)
    cells = strip(before.pk, standing_of(before, mina).cells)
    assert {(cell.state, cell.total) for cell in cells} == {("not_applicable", None)}


def test_a_low_figure_of_people_beats_the_records(project, stage, mina):
    asked_and_answered(stage, [2, 2, 2, 3, 2])
    stands = standing_of(project, mina)
    assert {cell.state for cell in stands.cells} == {"not_confirmed"}
    assert stands.voices == ("People do not confirm Creativity: people say 2 to 3 of 5 (at least 5 people answered).")


def test_the_widest_gap_is_told(project, stage, mina, cora):
    asking = asked_and_answered(stage, [3] * 5, team=[(cora, 4)])
    Reflection.objects.filter(survey_round=asking, principle="resources").update(answer=5)
    assert standing_of(project, mina).voices == (
        "Furthest apart on Resources: people say 3 to 4 of 5 (at least 5 people answered), one coordinator says 5."
    )


def test_a_small_group_reads_the_same_whatever_it_said(organisation, mina):
    said = set()
    for scores in ([1] * 4, [5] * 4, [], [None] * 9, [1, 5]):
        project = make.ProjectFactory(organisation=organisation)
        asked_and_answered(make.StageFactory(project=project, open=True), scores, asked=4)
        stands = standing_of(project, mina)
        said.add((stands.voices, tuple((cell.state, cell.verdict.met) for cell in stands.cells)))
    assert len(said) == 1
    assert said.pop()[0] == SMALL


def test_an_organisation_may_ask_for_larger_groups(mina, organisation):
    organisation.small_group = 8
    organisation.save()
    project = make.ProjectFactory(organisation=organisation)
    asked_and_answered(make.StageFactory(project=project, open=True), [2] * 7)
    assert standing_of(project, mina).voices == SMALL


def test_half_of_those_asked_must_answer(project, stage, mina):
    asked_and_answered(stage, [2] * 5, asked=11)
    assert standing_of(project, mina).voices == SMALL


def test_who_runs_it_sees_what_people_say_after_answering_themselves(project, stage, cora, mina):
    asking = asked_and_answered(stage, [2] * 5, closed_on=ago(1))
    assert standing_of(project, cora).withheld_stages == (stage.pk,)
    assert standing_of(project, cora).voices == SMALL
    assert standing_of(project, mina).voices != SMALL
    reflect(survey_round=asking, answers={"creativity": 5}, by=cora)
    assert standing_of(project, cora).withheld_stages == ()
    assert standing_of(project, cora).voices == standing_of(project, mina).voices


def test_a_manager_on_the_team_sees_no_figure_of_the_organisation_with_it_before(organisation, mina_client):
    both = make.member(organisation, "manager", "coordinator")
    stage = make.StageFactory(project=make.ProjectFactory(organisation=organisation, contact=both), open=True)
    asked_and_answered(stage, [2] * 6, closed_on=ago(1))

    def figures(client):
        return Page(client.get("/dashboard/")).text.partition("What people say, over all projects")[2]

    assert "2 to 3 of 5" in figures(mina_client)
    assert "2 to 3 of 5" not in figures(signed_in(both))
    hers = Page(signed_in(both).get("/dashboard/")).text
    assert "2 to 3" not in hers
    assert "Not confirmed" not in hers.partition("What needs help first")[2].partition("All projects")[0]


def test_a_fortnight_later_everyone_sees_it(project, stage, cora, mina):
    asked_and_answered(stage, [2] * 5, closed_on=ago(15))
    assert standing_of(project, cora).voices == standing_of(project, mina).voices != SMALL


def test_reflecting_keeps_what_was_answered_and_leaves_out_what_was_skipped(stage, cora):
    asking = make.SurveyRoundFactory(stage=stage)
    reflect(survey_round=asking, answers={"creativity": 4, "resources": None}, by=cora)
    kept = Reflection.objects.filter(survey_round=asking).values_list("principle", "answer")
    assert set(kept) == {("creativity", 4), ("resources", None)}


def refused(survey_round, by, answers=None):
    with pytest.raises(Refused) as said:
        reflect(survey_round=survey_round, answers={"creativity": 4} if answers is None else answers, by=by)
    return str(said.value)


def test_reflecting_is_for_the_team_once_in_time_and_not_for_nothing(stage, cora, mina):
    asking = make.SurveyRoundFactory(stage=stage)
    assert "people who run this project" in refused(asking, mina)
    assert "at least one" in refused(asking, cora, {})
    reflect(survey_round=asking, answers={"creativity": 4}, by=cora)
    assert "already" in refused(asking, cora)


def test_reflecting_long_after_a_round_closed_is_refused(stage, cora):
    assert "no longer be your own view" in refused(make.SurveyRoundFactory(stage=stage, closed_on=ago(15)), cora)
    assert not Reflection.objects.exists()


def test_judging_twenty_projects_takes_as_many_queries_as_one(organisation, mina):
    projects = [make.ProjectFactory(organisation=organisation) for _ in range(20)]
    for project in projects:
        busy(project, 2)
    # A person's roles are read once a request.
    assert mina.roles
    counts = []
    for some in (projects[:1], projects):
        with CaptureQueriesContext(connection) as judging:
            judge_projects(some, today())
        work_out(some, today())
        with CaptureQueriesContext(connection) as reading:
            stands = standings_of(some, mina, today())
            assert all(one.cells and one.voices for one in stands.values())
        counts.append((len(judging), len(reading)))
    assert counts[0] == counts[1]
    assert counts[0][1] <= 2
