"""Ways of working and who holds what: what the actions keep, and the team's pages."""

from uuid import uuid4

import pytest
from django.urls import reverse

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from participants.agreements.actions import agree_ways, say_of_agreement
from participants.agreements.models import AgreementSaid
from participants.stages.actions import involve
from projects.agreements.models import GroupAgreement
from projects.power.actions import check_power
from projects.power.models import PowerCheck
from tests import factories

FIVE = {"agenda": "shared", "money": "staff", "chair": "participants", "notes": "shared", "say_no": "shared"}
WORDS = "We decide when we meet. Anyone can say stop."


@pytest.fixture
def group(stage, asha, ben):
    for person in (asha, ben):
        factories.InvolvementFactory(stage=stage, participant=person)
    return asha, ben


def agreed(project, by, said_yes=(), **fields):
    return agree_ways(project=project, words=WORDS, how="meeting", said_yes=said_yes, by=by, **fields)


def answers(agreement):
    return {one.participant.name: one.yes for one in AgreementSaid.objects.filter(agreement=agreement)}


def ways_url(project):
    return reverse("stages:ways", args=[project.pk])


def power_url(stage):
    return reverse("stages:power", args=[stage.project_id, stage.pk])


# What is kept


def test_everyone_taking_part_is_asked_and_nobody_else(project, stage, cora, group, organisation):
    factories.InvolvementFactory(stage=stage, ended=True)
    factories.InvolvementFactory(stage=stage, invited=True)
    factories.ParticipantFactory(organisation=organisation)
    assert answers(agreed(project, cora, said_yes=group[:1])) == {"Asha": True, "Ben": None}


def test_agreed_anew_it_is_the_next_version_and_everyone_is_asked_again(project, cora, group):
    first = agreed(project, cora, said_yes=group)
    second = agreed(project, cora)
    assert (first.version, second.version) == (1, 2)
    assert GroupAgreement.objects.current_for(project) == second
    assert list(GroupAgreement.objects.current()) == [second]
    assert answers(second) == {"Asha": None, "Ben": None}


def test_who_comes_later_is_asked_about_what_stands(project, stage, cora, asha):
    agreed(project, cora)
    standing = agreed(project, cora)
    involve(stage=stage, participant=asha, by=cora)
    involve(stage=stage, participant=asha, part="reader", by=cora)
    assert answers(standing) == {"Asha": None}
    assert AgreementSaid.objects.count() == 1


def test_an_invitation_asks_nothing_yet(project, stage, cora, asha):
    agreed(project, cora)
    involve(stage=stage, participant=asha, state="invited", by=cora)
    assert not AgreementSaid.objects.exists()


def test_what_a_person_says_can_change_and_beats_the_tick(project, cora, group, asha):
    said = AgreementSaid.objects.get(agreement=agreed(project, cora, said_yes=group), participant=asha)
    say_of_agreement(said=said, yes=False, words=" More breaks ", by=asha.user)
    said.refresh_from_db()
    assert (said.yes, said.words, said.said_on) == (False, "More breaks", today())
    say_of_agreement(said=said, yes=True, by=asha.user)
    said.refresh_from_db()
    assert (said.yes, said.words) == (True, "")


def test_an_older_version_is_not_answered_any_more(project, cora, group, asha):
    said = AgreementSaid.objects.get(agreement=agreed(project, cora), participant=asha)
    agreed(project, cora)
    with pytest.raises(Refused, match="newer version"):
        say_of_agreement(said=said, yes=True, by=asha.user)


@pytest.mark.parametrize("fields", [{"words": "  "}, {"agreed_on": factories.ago(30)}])
def test_an_agreement_needs_words_and_a_day_that_fits(project, cora, fields):
    agreed(project, cora, agreed_on=factories.ago(20))
    with pytest.raises(Refused):
        agree_ways(**{"project": project, "words": WORDS, "how": "phone", "by": cora, **fields})


def test_nothing_is_agreed_in_a_closed_project(organisation, cora):
    with pytest.raises(Refused, match="closed"):
        agreed(factories.ProjectFactory(organisation=organisation, closed=True), cora)


def test_who_holds_what_may_be_looked_at_again_and_both_stay(stage, cora):
    check_power(stage=stage, held_by=FIVE, on=factories.ago(20), by=cora)
    newest = check_power(stage=stage, held_by={**FIVE, "money": "shared"}, on=factories.ago(2), by=cora)
    assert PowerCheck.objects.filter(stage=stage).first() == newest
    assert PowerCheck.objects.count() == 2


@pytest.mark.parametrize("held_by", [{}, {**FIVE, "chair": ""}, {**FIVE, "chair": "nobody"}])
def test_all_five_questions_are_answered(stage, cora, held_by):
    with pytest.raises(Refused, match="five"):
        check_power(stage=stage, held_by=held_by, by=cora)


def test_who_holds_what_is_asked_of_a_stage_that_has_begun(project, stage, cora):
    with pytest.raises(Refused, match="Open the stage first"):
        check_power(stage=factories.StageFactory(project=project), held_by=FIVE, by=cora)
    with pytest.raises(Refused, match="before the stage opened"):
        check_power(stage=stage, held_by=FIVE, on=factories.ago(31), by=cora)


# The team's pages


def typed(**changes):
    return {"token": str(uuid4()), "words": WORDS, "how": "meeting", "agreed_on": today().isoformat(), **changes}


def test_an_agreement_is_written_down_with_those_who_said_yes(cora_client, project, group, asha):
    answer = cora_client.post(ways_url(project), typed(said_yes=[str(asha.pk)]))
    assert answer.status_code == 302 and answer.url == ways_url(project)
    page = cora_client.get(ways_url(project)).content.decode()
    assert "Version 1" in page and "Asked, no answer yet" in page
    assert answers(GroupAgreement.objects.get()) == {"Asha": True, "Ben": None}


def test_sent_twice_it_is_one_version(cora_client, project, group):
    form = typed()
    assert [cora_client.post(ways_url(project), form).status_code for _ in range(2)] == [302, 302]
    assert GroupAgreement.objects.count() == 1


@pytest.mark.parametrize("changes", [{"words": ""}, {"how": ""}, {"agreed_on": "2100-01-01"}])
def test_what_is_missing_is_asked_for(cora_client, project, changes):
    assert cora_client.post(ways_url(project), typed(**changes)).status_code == 422
    assert not GroupAgreement.objects.exists()


def test_nobody_from_elsewhere_can_be_ticked(cora_client, project, group):
    stranger = factories.ParticipantFactory()
    assert cora_client.post(ways_url(project), typed(said_yes=[str(stranger.pk)])).status_code == 422


def test_the_team_reads_what_people_would_change(cora_client, project, asha):
    agreement = factories.GroupAgreementFactory(project=project)
    factories.AgreementSaidFactory(agreement=agreement, participant=asha, would_change=True)
    page = cora_client.get(ways_url(project)).content.decode()
    assert "Asha" in page and "Would change something" in page and "Shorter" in page


def test_the_page_of_a_stage_counts_who_said_yes(cora_client, project, stage, asha, ben):
    url = reverse("stages:stage", args=[project.pk, stage.pk])
    assert "Nothing is agreed yet" in cora_client.get(url).content.decode()
    agreement = factories.GroupAgreementFactory(project=project)
    factories.AgreementSaidFactory(agreement=agreement, participant=asha, agreed=True)
    factories.AgreementSaidFactory(agreement=agreement, participant=ben)
    page = cora_client.get(url).content.decode()
    assert "1 of 2 said yes" in page and ways_url(project) in page and power_url(stage) in page


def test_who_holds_what_is_filled_in_as_it_stood(cora_client, stage):
    assert cora_client.post(power_url(stage), {"token": str(uuid4()), **FIVE}).status_code == 422
    form = {"token": str(uuid4()), "checked_on": today().isoformat(), **FIVE}
    answer = cora_client.post(power_url(stage), form)
    assert answer.url == reverse("stages:stage", args=[stage.project_id, stage.pk])
    assert PowerCheck.objects.get().chair == "participants"
    again = cora_client.get(power_url(stage)).context["form"]
    assert again["chair"].value() == "participants"


def test_a_manager_and_a_stranger_find_no_such_page(mina_client, oli_client, project, stage):
    for client in (mina_client, oli_client):
        for url in (ways_url(project), power_url(stage)):
            assert client.get(url).status_code == 404
