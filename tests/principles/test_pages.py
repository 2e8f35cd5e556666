"""The pages that say how a project stands: who reads what, and where each number leads."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from coproduction.base.opening import models_that_open
from coproduction.base.words import PRINCIPLE_NAMES, QUESTIONS
from participants.people.models import Participant
from principles.definitions import STATEMENTS
from principles.facts import Ref
from principles.models import Reflection
from principles.record_links import open_all
from tests import factories as make
from tests.conftest import signed_in
from tests.factories import ago
from tests.source import ROOT

from .reading import Page, wrong_lists
from .scenes import asked_and_answered, busy, group

SMALL = "people's view not shown here (small group)"


def path(project, *further):
    return "/".join(["", "projects", str(project.pk), "principles", *further, ""])


@pytest.mark.django_db
def test_everyone_can_read_the_six_principles_and_what_they_ask(client):
    page = Page(client.get("/principles/"))
    assert all(name in page.text for name in PRINCIPLE_NAMES.values())
    assert all(one.text in page.text for one in STATEMENTS.values())


def test_a_project_shows_both_voices_and_how_far_apart_they_are(project, stage, cora, cora_client):
    asked_and_answered(stage, [3, 4, 3, 4, 4], team=[(cora, 5)])
    page = Page(cora_client.get(path(project)))
    assert "3 to 4 of 5 (at least 5 people answered)" in page.text
    assert "People say less than the team" in page.text
    assert [address for address, _ in page.links if address.startswith(path(project)) and address != path(project)] == [
        path(project, key) for key in PRINCIPLE_NAMES
    ]


def test_a_principle_shows_each_of_its_statements(project, cora_client):
    page = Page(cora_client.get(path(project, "resources")))
    asked = [one for one in STATEMENTS.values() if one.principle == "resources"]
    assert all(one.text in page.text for one in asked)
    assert len(page.counted) == sum(one.recordable for one in asked)
    assert page.text.count("Not recorded by this app yet") == 2 * sum(not one.recordable for one in asked)
    assert QUESTIONS["resources"][0] in page.text


def test_a_statement_without_data_says_what_would_be_needed(project, cora_client):
    page = Page(cora_client.get(path(project, "creativity", "C2")))
    assert STATEMENTS["C2"].needs in page.text
    assert not page.counted
    unrecorded = Page(cora_client.get(path(project, "relationships", "R3")))
    assert "Not recorded by this app yet" in unrecorded.text and STATEMENTS["R3"].needs not in unrecorded.text


def test_a_record_leads_to_a_person_only_where_their_page_opens(project, stage, organisation, asha, ben, cora):
    other = make.ProjectFactory(organisation=organisation, contact=make.member(organisation, "coordinator"))
    elsewhere = make.StageFactory(project=other, open=True)
    make.InvolvementFactory(stage=stage, participant=asha)
    make.InvolvementFactory(stage=stage, participant=ben, declined=True)
    make.InvolvementFactory(stage=elsewhere, participant=ben)
    people = [Ref("person", one.pk) for one in (asha, ben)]
    helps = [Ref("adaptation", make.AdaptationFactory(project=project, participant=one).pk) for one in (asha, ben)]
    for ashas, bens in (people, helps):
        opened = open_all([ashas, bens], project, cora)
        assert opened[ashas].url == reverse("people:person", args=[asha.pk])
        assert opened[bens].url is None and opened[bens].label.startswith("Ben")


def test_each_kind_of_record_that_is_counted_says_how_it_opens():
    """A project stands for what is missing; a head of the budget that nothing was planned for has no record."""
    sources = [path.read_text() for path in (ROOT / "principles").rglob("*.py")]
    kinds = {kind for source in sources for kind in re.findall(r'\bRef\("(\w+)"', source)}
    assert kinds == models_that_open().keys() | {"project", "budget_head"}


@pytest.mark.parametrize("further", [["joy"], ["resources", "C1"], ["joy", "S6"], ["resources", "S99"]])
def test_what_is_no_principle_or_no_statement_of_it_is_not_there(project, cora_client, further):
    assert cora_client.get(path(project, *further)).status_code == 404


@pytest.mark.parametrize("reader", ["cora_client", "mina_client"])
@pytest.mark.parametrize("key", PRINCIPLE_NAMES)
def test_every_number_of_records_opens_a_list_that_adds_up(project, request, reader, key):
    busy(project)
    looked_at, wrong = wrong_lists(request.getfixturevalue(reader), path(project, key))
    assert looked_at
    assert not wrong


def test_a_record_of_the_list_leads_to_its_own_page(project, cora_client):
    stage = busy(project)
    for key, check, expected in (
        ("relationships", "R4", "/said/"),
        ("relationships", "R2", "/promises/"),
        ("resources", "S6", "/money/"),
        ("resources", "S3a", f"/stages/{stage.pk}/"),
        ("creativity", "C1", "/sessions/"),
        ("creativity", "C2", "/people/"),
        ("equality", "E2", "/decisions/"),
    ):
        links = [address for address, _ in Page(cora_client.get(path(project, key, check))).links]
        leading = [address for address in links if expected in address and "#" not in address]
        assert any(cora_client.get(address).status_code == 200 for address in leading), check


def test_what_is_still_missed_stands_first_in_the_list(project, stage, cora_client):
    make.PromiseFactory(project=project, made_on=ago(30), by_when=ago(9), kept_on=ago(10))
    make.PromiseFactory(project=project, made_on=ago(30), by_when=ago(8), words="Still to do")
    assert Page(cora_client.get(path(project, "relationships", "R2"))).counted == ["no", "yes"]


NAMES = ("Quillon", "Zephyrine", "Ottoline", "Balthazar", "Xanthe", "Wilhelmina")


def test_a_manager_reads_no_name_and_nothing_that_a_person_said(project, mina_client, cora_client):
    busy(project)
    for person, name in zip(Participant.objects.all(), NAMES, strict=True):
        Participant.objects.filter(pk=person.pk).update(name=name)
    words = [*NAMES, "Open on Sundays", "Send the map", "Papers in large print"]
    pages = [path(project), "/dashboard/", "/dashboard/late/", "/dashboard/unanswered/"]
    for one in STATEMENTS.values():
        pages += [path(project, one.principle), path(project, one.principle, one.key)]
    for address in pages:
        read = mina_client.get(address).content.decode()
        assert [word for word in words if word in read] == [], address
    seen = "".join(
        cora_client.get(path(project, one.principle, one.key)).content.decode() for one in STATEMENTS.values()
    )
    assert all(word in seen for word in words)


def test_a_manager_reads_why_there_is_no_list_of_persons(project, mina_client):
    busy(project, 3)
    page = Page(mina_client.get(path(project, "creativity", "C2")))
    assert "not shown here (small numbers)" in page.text
    assert not page.counted


@pytest.mark.parametrize(("small_group", "told"), [(5, True), (6, False)])
def test_an_organisation_may_keep_back_numbers_of_larger_groups(project, mina_client, small_group, told):
    project.organisation.small_group = small_group
    project.organisation.save()
    stage = make.StageFactory(project=project, open=True)
    for number, person in enumerate(group(stage, 12)):
        make.AdaptationFactory(project=project, participant=person, in_place_on=ago(6) if number < 5 else None)
    page = Page(mina_client.get(path(project, "creativity", "C2")))
    assert ("About 5 of 10" in page.text) is told


def test_a_manager_who_runs_the_project_opens_the_list(project, mina, mina_client):
    make.MembershipFactory(user=mina, organisation=project.organisation, role="coordinator")
    make.TeamMemberFactory(project=project, user=mina)
    busy(project, 3)
    assert Page(mina_client.get(path(project, "creativity", "C2"))).counted


def test_projects_of_others_are_not_there(project, stage, oli_client, asha_client):
    asking = make.SurveyRoundFactory(stage=stage)
    addresses = [path(project), path(project, "resources"), path(project, "resources", "S6")]
    addresses.append(f"/projects/{project.pk}/stages/{asking.stage_id}/reflect/")
    for client in (oli_client, asha_client):
        assert {client.get(address).status_code for address in addresses} == {404}


def test_a_coordinator_of_another_project_does_not_see_it(project, organisation):
    stranger = signed_in(make.member(organisation, "coordinator"))
    assert stranger.get(path(project)).status_code == 404


def reflecting(stage):
    return f"/projects/{stage.project_id}/stages/{stage.pk}/reflect/"


def test_the_team_answers_the_six_questions_from_its_own_side(stage, cora, cora_client):
    asking = make.SurveyRoundFactory(stage=stage)
    assert reflecting(stage) in dict(Page(cora_client.get(path(stage.project))).links)
    page = cora_client.get(reflecting(stage))
    assert QUESTIONS["resources"][1] in Page(page).text
    token = page.context["form"]["token"].value()
    answer = cora_client.post(
        reflecting(stage), {"token": token, "resources": "2", "creativity": "none", "equality": ""}
    )
    assert (answer.status_code, answer.url) == (302, path(stage.project))
    kept = Reflection.objects.filter(survey_round=asking, user=cora).values_list("principle", "answer")
    assert set(kept) == {("resources", 2), ("creativity", None)}
    assert "You have answered these" in Page(cora_client.get(reflecting(stage))).text
    assert reflecting(stage) not in dict(Page(cora_client.get(path(stage.project))).links)


def test_answering_nothing_is_said_kindly(stage, cora_client):
    make.SurveyRoundFactory(stage=stage)
    token = cora_client.get(reflecting(stage)).context["form"]["token"].value()
    answer = cora_client.post(reflecting(stage), {"token": token})
    assert answer.status_code == 422
    assert "Answer at least one question" in answer.content.decode()
    assert not Reflection.objects.exists()


def test_the_same_form_sent_twice_counts_once(stage, cora_client):
    make.SurveyRoundFactory(stage=stage)
    token = cora_client.get(reflecting(stage)).context["form"]["token"].value()
    for _ in range(2):
        answer = cora_client.post(reflecting(stage), {"token": token, "resources": "2"})
        assert answer.status_code == 302
    assert Reflection.objects.count() == 1


def test_no_round_no_questions(stage, cora_client):
    assert cora_client.get(reflecting(stage)).status_code == 404


def test_until_they_answer_those_who_run_it_are_told_that_people_have(project, stage, cora, cora_client):
    asked_and_answered(stage, [2] * 5, closed_on=ago(1))
    page = Page(cora_client.get(path(project)))
    assert "People have answered" in page.text
    assert "2 to 3 of 5" not in page.text


def test_low_high_and_missing_answers_of_a_small_group_give_the_same_page(organisation, mina_client):
    read = set()
    for scores in ([1, 1, 1], [5, 5, 5], [], [None, None, None]):
        project = make.ProjectFactory(organisation=organisation, title="The same")
        stage = make.StageFactory(project=project, open=True)
        group(stage, 3)
        asked_and_answered(stage, scores, asked=3)
        for key in ("", "equality"):
            page = mina_client.get(path(project, key) if key else path(project)).content.decode()
            assert escape(SMALL) in page
            read.add((key, without_ids(page, project)))
    assert len(read) == 2


def without_ids(page, project):
    return re.sub(
        r'"x-csrftoken": "\w+"|name="csrfmiddlewaretoken" value="\w+"', "", page.replace(str(project.pk), "ID")
    )


def test_what_is_owed_is_listed_for_everyone_who_may_see_the_project(project, cora_client, mina_client):
    busy(project, 5)
    for client in (cora_client, mina_client):
        assert Page(client.get(path(project, "resources", "owed"))).counted == ["yes"] * 5


def test_what_is_owed_to_persons_is_listed_for_the_team_alone(project, person_without_help, cora_client, mina_client):
    team, manager = (Page(client.get(path(project, "creativity", "owed"))) for client in (cora_client, mina_client))
    assert person_without_help.name in team.text
    assert person_without_help.name not in manager.text
    assert "one by one" in manager.text


@pytest.fixture
def person_without_help(project, stage):
    (person,) = group(stage, 1)
    make.AdaptationFactory(project=project, participant=person)
    return person


def test_today_asks_the_team_until_it_has_answered(stage, cora, cora_client, sam_client):
    asking = make.SurveyRoundFactory(stage=stage)
    make.ReflectionFactory(survey_round=asking, user=cora)
    asked = [reflecting(stage) in dict(Page(client.get("/today/")).links) for client in (cora_client, sam_client)]
    assert asked == [False, True]


def test_today_no_longer_asks_when_the_questions_have_closed(stage, cora_client):
    make.SurveyRoundFactory(stage=stage, closed=True)
    assert reflecting(stage) not in dict(Page(cora_client.get("/today/")).links)


def test_how_long_a_list_about_people_is_shows_to_the_team_alone(
    project, stage, organisation, cora_client, mina_client
):
    for _ in range(30):
        person = make.ParticipantFactory(organisation=organisation, needs_asked_on=ago(3))
        make.InvolvementFactory(stage=stage, participant=person)
    address = f"/projects/{project.pk}/principles/creativity/C2/"
    assert "Page 1 of 2" in Page(cora_client.get(address)).text
    assert "Page 1 of" not in Page(mina_client.get(address)).text
