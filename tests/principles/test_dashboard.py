"""The manager's page: what needs help first, and numbers of which each opens what it counts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coproduction.accounts.models import User
from coproduction.base.days import today, working_days_between
from tests import factories as make
from tests.conftest import signed_in
from tests.factories import ago
from tests.figures import DEPTH
from tests.made_up import load

from .reading import Page, whole_list, wrong_lists
from .scenes import asked_and_answered, busy, group, late_payment

DASHBOARD = "/dashboard/"
BEHIND = ("late/", "unanswered/", "heard/", "agreed/", "sent/")


def wrong_numbers(client, address):
    """How many numbers and sums a page has, and those whose page does not list as many or as much."""
    page = Page(client.get(address))
    wrong = [(to, pence) for to, pence in page.sums if sum(whole_list(client, to).pence) != pence]
    looked_at = len(list(page.sums))
    for to, number, total in page.numbers:
        counted = whole_list(client, to).counted
        looked_at += 1
        if (counted.count("yes"), len(counted)) != (number, number if total is None else total):
            wrong.append((to, number, total, counted))
    return looked_at, wrong


def test_every_number_of_the_dashboard_adds_up(organisation, mina_client):
    for size in (2, 7):
        busy(make.ProjectFactory(organisation=organisation), size)
    busy(make.ProjectFactory(organisation=organisation, size="one_event"), 6)
    # The last one goes narrowest: at full depth each filter alone as well.
    narrower = ("?size=few_sessions", "?stage=design&state=all") if DEPTH == "full" else ()
    for query in ("", *narrower, "?size=few_sessions&step=approval"):
        looked_at, wrong = wrong_numbers(mina_client, DASHBOARD + query)
        assert looked_at > 18
        assert not wrong


@pytest.mark.django_db
def test_every_number_of_the_made_up_organisations_adds_up(figure):
    """Each cell, each total, and under each cell the list behind each statement."""
    load()
    looked_at = 0
    managers = ("mina@brambleside.example", "oli@harbourlane.example")
    for name in managers if DEPTH == "full" else managers[:1]:
        client = signed_in(User.objects.get(email=name))
        narrower = (DASHBOARD, f"{DASHBOARD}?stage=design") if DEPTH == "full" else ()
        for address in (f"{DASHBOARD}?state=all", *narrower):
            numbers, wrong = wrong_numbers(client, address)
            assert not wrong
            looked_at += numbers
        links = [address for address, _ in Page(client.get(f"{DASHBOARD}?state=all")).links]
        pages = [address for address in links if re.fullmatch(r"/projects/[^/]+/principles/[a-z_]+/", address)]
        # Eleven is prime to six: of each principle some.
        for address in pages if DEPTH == "full" else pages[::11]:
            numbers, wrong = wrong_lists(client, address)
            assert not wrong
            looked_at += numbers
    figure("MJ2", looked_at, "numbers on the dashboard and behind it open a list that adds up, 0 do not")


def test_what_people_say_comes_before_what_is_late(organisation, mina_client):
    late = make.ProjectFactory(organisation=organisation, title="Late with money")
    late_payment(make.StageFactory(project=late, open=True))
    unheard = make.ProjectFactory(organisation=organisation, title="People say no")
    asked_and_answered(make.StageFactory(project=unheard, open=True), [2] * 5)
    fine = make.ProjectFactory(organisation=organisation, title="Well kept", starts_on=ago(-5))
    text = Page(mina_client.get(DASHBOARD)).text
    needs_help = text[text.index("What needs help first") : text.index("All projects")]
    assert needs_help.index(unheard.title) < needs_help.index(late.title)
    assert fine.title not in needs_help


@pytest.mark.parametrize(("people", "team", "expected"), [(3, 5, True), (5, 3, False), (4, 4, False)])
def test_a_team_that_sees_it_better_than_people_do_needs_help(organisation, cora, mina_client, people, team, expected):
    project = make.ProjectFactory(organisation=organisation, starts_on=ago(5))
    asked_and_answered(make.StageFactory(project=project, open=True), [people] * 5, team=[(cora, team)])
    assert ("What needs help first" in Page(mina_client.get(DASHBOARD)).text) is expected


def test_a_late_payment_says_whose_step_it_waits_for(project, stage, mina_client):
    late_payment(stage, due=True)
    page = Page(mina_client.get(DASHBOARD))
    assert "1 payment is late, by 5 working days It waits for a manager: approval" in page.text
    behind = Page(mina_client.get("/dashboard/late/"))
    assert "Approval: 1 payment" in behind.text
    assert "5 working days" in behind.text


@pytest.mark.parametrize("situation", ["released", "declined", "waiting"])
def test_a_payment_that_went_or_that_the_person_put_off_is_not_late(project, stage, mina_client, situation):
    late_payment(stage, **{situation: True})
    assert "No payment is over its promised day" in Page(mina_client.get(DASHBOARD)).text


def test_what_people_said_waits_for_an_answer_without_its_words(project, mina_client):
    make.ContributionFactory(project=project, said_on=ago(40), words="Unlock the garden")
    make.ContributionFactory(project=project, said_on=ago(3))
    late = working_days_between(ago(12), today())
    assert "1 thing said, waiting for a reply for over 28 days" in Page(mina_client.get(DASHBOARD)).text
    behind = Page(mina_client.get("/dashboard/unanswered/"))
    assert (behind.counted, f"{late} working days late" in behind.text) == (["yes"], True)
    assert "Unlock the garden" not in behind.text


def titles(client, query):
    return {
        words
        for _, words in Page(client.get(f"{DASHBOARD}?{query}")).links
        if words.startswith("Project ") and "," not in words
    }


def test_the_filter_picks_by_state_size_and_what_is_done_together(organisation, mina_client):
    small = make.ProjectFactory(organisation=organisation, size="one_event", title="Project one")
    large = make.ProjectFactory(organisation=organisation, size="long", delivers=True, title="Project two")
    over = make.ProjectFactory(organisation=organisation, size="long", closed=True, title="Project three")
    make.UpdateFactory(project=over, told_at=make.moment(days=2))
    assert titles(mina_client, "") == {small.title, large.title}
    assert titles(mina_client, "state=closed") == {over.title}
    assert titles(mina_client, "state=all&size=long") == {large.title, over.title}
    assert titles(mina_client, "verb=delivers") == {large.title}
    assert titles(mina_client, "state=nonsense&project=nonsense") == {small.title, large.title}


def test_the_filter_picks_by_stage_where_live_projects_are_now_and_closed_ones_have_been(organisation, mina_client):
    now, past, over = (
        make.ProjectFactory(organisation=organisation, title=f"Project {name}", closed=name == "three")
        for name in ("one", "two", "three")
    )
    make.StageFactory(project=now, kind="decide", open=True)
    for project in (past, over):
        make.StageFactory(project=project, kind="decide", closed=True)
    make.UpdateFactory(project=over, told_at=make.moment(days=2))
    make.StageFactory(project=past, kind="deliver")
    assert titles(mina_client, "stage=decide") == {now.title}
    assert titles(mina_client, "stage=decide&state=all") == {now.title, past.title, over.title}
    assert titles(mina_client, "stage=deliver") == set()


@pytest.mark.parametrize(
    "query", ["stage=x&step=x&size=%01", "project=1&state=%F0%9F&verb[]=a", "stage=a&stage=b", "step="]
)
def test_nonsense_in_the_address_is_left_out(project, mina_client, query):
    for page in ("", *BEHIND):
        assert mina_client.get(f"{DASHBOARD}{page}?{query}").status_code == 200
    assert project.title in Page(mina_client.get(f"{DASHBOARD}?{query}")).text


def test_totals_count_what_is_shown(organisation, mina_client):
    for size in ("one_event", "long"):
        late_payment(make.StageFactory(project__organisation=organisation, project__size=size, open=True))
    assert "2 payments over the promised day" in Page(mina_client.get(DASHBOARD)).text
    assert "1 payment over the promised day" in Page(mina_client.get(f"{DASHBOARD}?size=long")).text
    assert len(Page(mina_client.get("/dashboard/late/?size=long")).counted) == 1


def test_only_those_who_manage_come_in_and_they_see_their_own_organisation(
    project, mina_client, cora_client, fin_client, asha_client, oli_client
):
    assert project.title in Page(mina_client.get(DASHBOARD)).text
    assert project.title not in Page(oli_client.get(DASHBOARD)).text
    for client in (cora_client, fin_client, asha_client):
        for page in ("", *BEHIND):
            assert client.get(DASHBOARD + page).status_code == 404


def test_the_figure_over_all_projects_does_not_change_with_the_filter(organisation, mina_client):
    for size in ("one_event", "long"):
        asked_and_answered(
            make.StageFactory(project__organisation=organisation, project__size=size, open=True), [4] * 5
        )
    whole = {heard_over_all(mina_client, query) for query in ("", "size=long", "stage=review")}
    assert len(whole) == 1
    assert "People say 3 to 4 of 5." in whole.pop()


def test_one_small_group_alone_never_shows_in_the_figure_over_all_projects(organisation, mina_client):
    asked_and_answered(make.StageFactory(project__organisation=organisation, open=True), [4] * 6)
    before = heard_over_all(mina_client)
    asked_and_answered(make.StageFactory(project__organisation=organisation, open=True), [1] * 4)
    assert heard_over_all(mina_client) == before


def heard_over_all(client, query=""):
    return Page(client.get(f"{DASHBOARD}?{query}")).text.split("What people say, over all projects")[1]


def test_low_high_and_missing_answers_of_a_small_group_leave_the_dashboard_as_it_is(organisation, mina_client):
    project = make.ProjectFactory(organisation=organisation)
    stage = make.StageFactory(project=project, open=True)
    group(stage, 4)
    asking = asked_and_answered(stage, [], asked=4)
    read = set()
    for answer in (None, 1, 5):
        asking.answers.all().delete()
        for key in ("creativity", "resources"):
            make.SurveyAnswerFactory.create_batch(3, survey_round=asking, principle=key, answer=answer)
        read.add(Page(mina_client.get(DASHBOARD)).text)
    assert len(read) == 1


def test_there_is_a_first_step_where_there_is_no_project(mina_client):
    assert "No project to show" in Page(mina_client.get(DASHBOARD)).text


def test_it_takes_as_many_queries_for_twenty_projects_as_for_one(organisation, mina_client):
    """The dashboard, and each page behind it."""
    busy(make.ProjectFactory(organisation=organisation), 5)
    of_one = {page: queries(mina_client, DASHBOARD + page) for page in ("", *BEHIND)}
    for _ in range(19):
        busy(make.ProjectFactory(organisation=organisation), 5)
    assert {page: queries(mina_client, DASHBOARD + page) for page in ("", *BEHIND)} == of_one


def queries(client, address):
    """Once what is behind has been worked out, ten projects a page."""
    for _ in range(3):
        client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
