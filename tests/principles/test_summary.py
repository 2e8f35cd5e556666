"""What is kept of how projects stand is what their records say: after any history, on any day, whatever broke off."""

import random
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import resolve

from coproduction.accounts.audit import note, one_piece_of_work
from coproduction.accounts.models import ChangeCount, Organisation
from coproduction.base.days import today
from coproduction.base.tags import day
from participants.people.actions import pause_participant
from participants.promises.actions import keep_promise
from principles.models import FrozenQuarter, KeptFinding, ProjectSummary, SummaryCheck
from principles.summary.freezing import quarters_over
from principles.summary.keeping import judge_projects, work_out
from principles.summary.keys import keys_of
from principles.summary.proof import is_equal
from principles.summary.reading import AT_MOST, standings_of
from projects.project.models import Project
from tests import factories as make
from tests.accounts.filling import WAYS, Forms, filled
from tests.accounts.test_audit_of_routes import one_of_each_role, pages
from tests.cases.visitor import Clock
from tests.conftest import signed_in
from tests.factories import ago
from tests.figures import DEPTH
from tests.world import build

from .reading import Page
from .scenes import asked_and_answered, busy, group

HISTORIES, STEPS = (24, 20) if DEPTH == "full" else (4, 10)
DASHBOARD = "/dashboard/"


# Equal, whatever was done ---------------------------------------------------------------------------------------------


class History:
    """What a few people do on the pages they have, one form after the other, while days go by."""

    def __init__(self, world, seed, clock):
        self.chance, self.clock = random.Random(seed), clock
        self.people, self.taken = list(one_of_each_role(world)), 0

    def step(self):
        if self.chance.random() < 0.2:
            self.clock.forward(days=self.chance.choice([1, 1, 4, 30]))
        actor = self.chance.choice(self.people)
        client = signed_in(actor.user)
        client.raise_request_exception = False
        _, path = self.chance.choice(list(pages(actor)))
        answer = client.get(path)
        forms = Forms(answer.content.decode()).found if answer.status_code == 200 else []
        if forms:
            self.taken += self.send(client, path, self.chance.choice(forms))

    def send(self, client, path, form):
        to = form.action or path
        if ":" not in resolve(to.split("?")[0]).view_name:
            return False
        button = self.chance.choice(form.buttons) if form.buttons else None
        data = filled(form, *self.chance.choice(WAYS)) | ({button[0]: button[1]} if button else {})
        return client.post(to, data).status_code == 302


def unequal(projects, day):
    """How many summaries stand, and those of them that are not what the records say. All are brought up afterwards."""
    keys, judged = keys_of(projects, day), judge_projects(projects, day)
    rows = [row for row in ProjectSummary.objects.filter(project__in=keys) if row.key == keys[row.project_id]]
    wrong = [row.project_id for row in rows if not is_equal(row, judged[row.project_id])]
    work_out([project for project in projects if project.pk not in {row.project_id for row in rows}], day)
    return len(rows), wrong


@pytest.fixture
def clock(time_machine):
    found = Clock(time_machine)
    found.at(today())
    return found


@pytest.mark.django_db
def test_a_summary_says_what_the_records_say_after_any_history(clock, figure):
    world, stood, taken = build(), 0, 0
    projects = list(Project.objects.all())
    for seed in range(HISTORIES):
        with transaction.atomic():
            history = History(world, seed, clock)
            for _ in range(STEPS):
                history.step()
                projects = list(Project.objects.all())
                rows, wrong = unequal(projects, today())
                assert not wrong, f"history {seed}"
                stood += rows
            taken += history.taken
            transaction.set_rollback(True)
    assert taken > HISTORIES and stood > HISTORIES * STEPS
    figure(
        "SM1",
        HISTORIES,
        f"random histories ({taken} forms taken, {stood} summaries that stood), all equal to judgement",
    )


# Behind, and brought up ---------------------------------------------------------------------------------------------


@pytest.fixture
def promise(project):
    return make.PromiseFactory(project=project, made_on=ago(30), by_when=ago(9))


def kept(project):
    return ProjectSummary.objects.filter(project=project).first()


def test_what_an_action_changes_is_behind_and_nothing_else_is(promise, cora):
    project, other = promise.project, make.ProjectFactory(organisation=promise.organisation)
    work_out([project, other], today())
    keep_promise(promise=promise, by=cora)
    keys = keys_of([project, other], today())
    assert kept(project).key != keys[project.pk]
    assert kept(other).key == keys[other.pk]


def test_every_page_shows_what_was_done_since(promise, cora, mina_client):
    pages = [DASHBOARD, f"/projects/{promise.project_id}/principles/relationships/"]

    def read():
        return [Page(mina_client.get(page)).text for page in pages]

    before = read()
    assert read() == before
    keep_promise(promise=promise, by=cora)
    dashboard, principle = read()
    assert dashboard != before[0] and principle != before[1]


def test_what_shows_over_all_projects_follows_what_was_settled_since(organisation, stage, mina, mina_client):
    def shown():
        return Page(mina_client.get(DASHBOARD)).text.rpartition("People and stages")[2].partition("Hours")[0]

    group(stage, 6)
    assert shown() == (before := shown())
    with one_piece_of_work():
        Organisation.objects.filter(pk=organisation.pk).update(small_group=8)
        note("organisation settings changed", about=organisation, by=mina)
    assert shown() != before


def test_a_write_about_a_person_is_counted_in_each_project_they_are_in(organisation, cora, cora_client):
    first, second, neither = (make.StageFactory(project__organisation=organisation, open=True) for _ in range(3))
    person = make.ParticipantFactory(organisation=organisation)
    for stage in (first, second):
        make.InvolvementFactory(stage=stage, participant=person)
    pause_participant(participant=person, by=cora)
    assert set(ChangeCount.objects.values_list("pk", flat=True)) >= {first.project_id, second.project_id}
    assert not ChangeCount.objects.filter(pk=neither.project_id).exists()


def test_a_role_that_ends_and_a_setting_count_in_all_projects_of_the_organisation(project, cora, organisation):
    def now():
        return keys_of([project], today())[project.pk]

    before = now()
    with one_piece_of_work():
        note("role ended", about=cora.memberships.get(), by=None)
    after = now()
    assert after != before
    with one_piece_of_work():
        note("organisation settings changed", about=organisation, by=None)
    assert now() != after


def test_an_action_that_was_undone_counts_nothing(promise, cora):
    with transaction.atomic():
        keep_promise(promise=promise, by=cora)
        transaction.set_rollback(True)
    assert not ChangeCount.objects.exists()


def test_another_day_and_another_version_of_the_rules_put_it_behind(promise, clock, monkeypatch):
    work_out([promise.project], today())
    keys = keys_of([promise.project], today())
    assert kept(promise.project).key == keys[promise.project.pk]
    clock.forward(days=1)
    assert kept(promise.project).key != keys_of([promise.project], today())[promise.project.pk]
    clock.forward(days=-1)
    monkeypatch.setattr("principles.summary.keys.digest_of_code", lambda: "another")
    assert kept(promise.project).key != keys_of([promise.project], today())[promise.project.pk]


def test_a_summary_cut_off_half_way_is_undone_and_redone(promise, mina, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("the disk is full")

    project = promise.project
    with monkeypatch.context() as patch:
        patch.setattr(KeptFinding.objects, "bulk_create", broken)
        seen = standings_of([project], mina, today())[project.pk]
    assert seen.cells and kept(project) is None
    assert standings_of([project], mina, today())[project.pk].summary == seen.summary
    assert kept(project) is not None


def test_so_many_are_worked_out_on_a_page_and_the_others_say_of_which_day_they_are(organisation, mina, clock):
    many = [make.ProjectFactory(organisation=organisation, starts_on=ago(40)) for _ in range(AT_MOST + 3)]
    work_out(many, today())
    before = today()
    clock.forward(days=2)
    client = signed_in(mina)
    text = Page(client.get(DASHBOARD)).text
    assert text.count(f"as it stood on {day(before)}") == 3
    assert "3 projects have changed" in text
    assert "as it stood" not in Page(client.get(DASHBOARD)).text


def test_projects_of_which_nothing_is_kept_yet_come_first(organisation, mina_client):
    many = [make.ProjectFactory(organisation=organisation, starts_on=ago(40)) for _ in range(AT_MOST + 2)]
    text = Page(mina_client.get(DASHBOARD)).text
    assert "2 of them are not in the table yet" in text
    text = Page(mina_client.get(DASHBOARD)).text
    assert all(project.title in text for project in many) and "not in the table" not in text


# Every night ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_night_all_are_compared_with_their_records(capsys, mina_client, organisation):
    busy(make.ProjectFactory(organisation=organisation), 6)
    busy(make.ProjectFactory(organisation=organisation), 3)
    call_command("work_out_summaries")
    call_command("work_out_summaries")
    assert "0 of 0 equal, 2 worked out" in (told := capsys.readouterr().out) and "2 of 2 equal, 0 worked out" in told
    assert "2 of 2 projects equal" in Page(mina_client.get(DASHBOARD)).text


@pytest.mark.django_db
def test_a_summary_that_is_wrong_is_found_told_and_put_right(promise, mina_client, capsys):
    call_command("work_out_summaries")
    wrong = KeptFinding.objects.filter(project=promise.project).first()
    wrong.finding[3] = "Somebody wrote over this."
    wrong.save()
    with pytest.raises(CommandError, match="1 summaries"):
        call_command("work_out_summaries")
    assert "0 of 1 equal, 1 worked out" in capsys.readouterr().out
    assert "0 of 1 project equal" in Page(mina_client.get(DASHBOARD)).text
    call_command("work_out_summaries")
    assert SummaryCheck.objects.get(organisation=promise.organisation).equal == 1


# Quarters -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_frozen_quarter_stays_as_it_was_shown(project, stage, mina_client, cora):
    Project.objects.filter(pk=project.pk).update(starts_on=ago(200))
    address = f"/projects/{project.pk}/principles/relationships/"
    call_command("freeze_quarter")
    rows, shown = FrozenQuarter.objects.count(), Page(mina_client.get(address)).text
    asked_and_answered(stage, [2] * 6, closed_on=quarters_over(today(), 1)[0] + timedelta(days=50))
    call_command("freeze_quarter")
    assert FrozenQuarter.objects.count() == rows > 0
    quarters = slice(shown.index("Over the quarters"), shown.index("How this is worked out"))
    assert Page(mina_client.get(address)).text[quarters].count("2 to 3 of 5") == 0


def test_a_frozen_quarter_shows_nothing_to_a_team_that_has_not_answered_yet(project, stage, clock, cora, mina):
    clock.at(date(2026, 9, 29))
    Project.objects.filter(pk=project.pk).update(starts_on=date(2026, 5, 1))
    asked_and_answered(stage, [2] * 6, closed_on=date(2026, 9, 28))
    clock.at(date(2026, 10, 6))
    call_command("freeze_quarter")
    address = f"/projects/{project.pk}/principles/relationships/"
    assert "2 to 3 of 5" in Page(signed_in(mina).get(address)).text
    assert "2 to 3 of 5" not in Page(signed_in(cora).get(address)).text
