"""Peers, and what is taken down: by a peer or by the deputy, with the person's yes, and never by whom it is about."""

import uuid

import pytest
from django.urls import reverse

from coproduction.accounts.models import AuditEntry, SubmittedForm
from coproduction.base.refusals import Refused
from coproduction.base.words import PRINCIPLE_KEYS
from participants.peers import actions as act
from participants.peers.models import Peer
from participants.survey.models import SurveyAnswer, SurveyInvitation
from tests.conftest import signed_in
from tests.factories import (
    InvolvementFactory,
    ParticipantFactory,
    PauseFactory,
    PeerFactory,
    ProjectFactory,
    StageFactory,
    SurveyInvitationFactory,
    SurveyRoundFactory,
    TeamMemberFactory,
    ago,
    member,
)


@pytest.fixture
def closed(project):
    return StageFactory(project=project, closed=True, name="Design")


@pytest.fixture
def asking(closed):
    return SurveyRoundFactory(stage=closed)


@pytest.fixture
def asked(asking, ben):
    """Ben was asked and has not answered."""
    return SurveyInvitationFactory(survey_round=asking, participant=ben)


@pytest.fixture
def peer(project, closed, asha):
    """Asha is a peer."""
    InvolvementFactory(stage=closed, participant=asha)
    return PeerFactory(project=project, participant=asha)


def taken(asked):
    return reverse("me:take_down", args=[asked.pk])


def by_deputy(asked):
    return reverse("stages:take_down", args=[asked.project_id, asked.survey_round.stage_id, asked.pk])


def said(**answers):
    return {"agreed": "on", **answers}


# Who is a peer


def test_somebody_who_takes_part_is_named_and_let_go(project, stage, asha, cora):
    InvolvementFactory(stage=stage, participant=asha)
    named = act.name_peer(project=project, participant=asha, by=cora)
    with pytest.raises(Refused, match="already"):
        act.name_peer(project=project, participant=asha, by=cora)
    act.end_peer(peer=named, by=cora)
    assert not Peer.objects.current().exists()
    with pytest.raises(Refused, match="no longer"):
        act.end_peer(peer=named, by=cora)


@pytest.mark.parametrize("how", ["invited", "declined", "ended", "elsewhere", "left"])
def test_whoever_does_not_take_part_now_cannot_be_a_peer(project, stage, asha, cora, organisation, how):
    if how == "elsewhere":
        InvolvementFactory(stage=StageFactory(project=ProjectFactory(organisation=organisation)), participant=asha)
    elif how == "left":
        InvolvementFactory(stage=stage, participant=asha)
        asha.ended_on = ago(0)
        asha.save()
    else:
        InvolvementFactory(stage=stage, participant=asha, **{how: True})
    with pytest.raises(Refused, match="does not take part"):
        act.name_peer(project=project, participant=asha, by=cora)


def test_the_form_offers_those_who_take_part_and_are_not_on_a_pause(project, stage, asha, ben, cora_client):
    InvolvementFactory(stage=stage, participant=asha)
    InvolvementFactory(stage=stage, participant=ben)
    PauseFactory(participant=ben)
    path = reverse("stages:name_peer", args=[project.pk])
    page = cora_client.get(path).content.decode()
    assert "Asha" in page and "Ben" not in page
    assert cora_client.post(path, {"token": uuid.uuid4(), "participant": ben.pk}).status_code == 422
    assert cora_client.post(path, {"token": uuid.uuid4(), "participant": asha.pk}).status_code == 302
    peer = Peer.objects.get(participant=asha)
    end = reverse("stages:end_peer", args=[project.pk, peer.pk])
    assert cora_client.post(end, {"token": uuid.uuid4()}).status_code == 302
    assert Peer.objects.get(pk=peer.pk).until is not None


def test_only_a_peer_finds_the_way_and_the_page(peer, asked, asha_client, ben_client):
    way = reverse("me:peer")
    assert way in asha_client.get("/me/").content.decode()
    assert asha_client.get(way).status_code == 200
    assert way not in ben_client.get("/me/").content.decode()
    assert ben_client.get(way).status_code == 404
    assert ben_client.get(taken(asked)).status_code == 404


# What a peer takes down


def test_a_peer_reads_who_was_asked_and_has_not_answered(peer, asked, asking, asha, asha_client, organisation):
    SurveyInvitationFactory(survey_round=asking, participant=asha)
    SurveyInvitationFactory(survey_round=asking, participant__name="Cleo", done=True)
    over = SurveyRoundFactory(stage__project=peer.project, closes_on=ago(1))
    SurveyInvitationFactory(survey_round=over, participant__name="Dev")
    shut = SurveyRoundFactory(stage__project=peer.project, closed=True)
    SurveyInvitationFactory(survey_round=shut, participant__name="Esme")
    elsewhere = SurveyRoundFactory(stage__project=ProjectFactory(organisation=organisation))
    SurveyInvitationFactory(survey_round=elsewhere, participant__name="Femi")
    rounds = asha_client.get(reverse("me:peer")).context["rounds"]
    assert [[one.participant.name for one in row["waiting"]] for row in rounds] == [["Ben"]]


def test_what_is_taken_down_counts_and_leads_back_to_nobody(peer, asked, asha, ben, asha_client):
    asha_client.post(taken(asked), said(creativity="5", resources="cant"))
    assert dict(SurveyAnswer.objects.values_list("principle", "answer")) == {"creativity": 5, "resources": None}
    asked.refresh_from_db()
    assert asked.done and asked.taken_down_by == asha.user
    people = [asha.user.pk, ben.user.pk]
    assert not AuditEntry.objects.filter(actor_id__in=people).exists()
    assert not AuditEntry.objects.filter(about_id__in=[str(asked.pk), str(ben.pk), str(asha.pk)]).exists()
    assert not SubmittedForm.objects.exists()
    assert not {field.name for field in SurveyAnswer._meta.fields} & {
        "participant",
        "asked",
        "taken_down_by",
        "recorded_at",
    }


def test_without_the_persons_yes_nothing_is_kept(peer, asked, asha_client):
    answer = asha_client.post(taken(asked), {"creativity": "5"})
    assert answer.status_code == 422 and "Ask first" in answer.content.decode()
    assert answer.context["form"]["creativity"].value() == "5"
    assert not SurveyAnswer.objects.exists() and not SurveyInvitation.objects.get(pk=asked.pk).done


def test_sent_twice_counts_once(peer, asked, asha_client):
    for _ in range(2):
        asha_client.post(taken(asked), said(creativity="5"))
    assert SurveyAnswer.objects.count() == 1


def test_never_their_own(peer, asking, asha, asha_client):
    own = SurveyInvitationFactory(survey_round=asking, participant=asha)
    assert asha_client.post(taken(own), said(creativity="5")).status_code == 404
    with pytest.raises(Refused, match="your own"):
        act.take_down_answers(invitation=own, answers={"creativity": 5}, by=asha.user)
    assert not SurveyAnswer.objects.exists()


@pytest.mark.parametrize("fields", [{"closed_on": ago(0)}, {"closes_on": ago(1)}])
def test_never_after_the_round_closed(peer, asked, asking, asha_client, fields):
    type(asking).objects.filter(pk=asking.pk).update(**fields)
    answer = asha_client.post(taken(asked), said(creativity="5"), follow=True)
    assert "closed now" in answer.content.decode()
    assert not SurveyAnswer.objects.exists() and not SurveyInvitation.objects.get(pk=asked.pk).done


def test_never_in_a_project_of_somebody_else(peer, asha, asha_client, organisation):
    elsewhere = SurveyInvitationFactory(survey_round__stage__project=ProjectFactory(organisation=organisation))
    assert asha_client.get(taken(elsewhere)).status_code == 404
    with pytest.raises(Refused, match="peer or the deputy"):
        act.take_down_answers(invitation=elsewhere, answers={"creativity": 5}, by=asha.user)


def test_whoever_is_no_longer_a_peer_is_shut_out_on_the_next_click(peer, asked, cora, asha_client):
    assert asha_client.get(taken(asked)).status_code == 200
    act.end_peer(peer=peer, by=cora)
    assert asha_client.post(taken(asked), said(creativity="5")).status_code == 404
    assert not SurveyAnswer.objects.exists()


def test_a_peer_who_left_is_none(peer, asked, asha, asha_client):
    asha.ended_on = ago(0)
    asha.save()
    assert asha_client.get(reverse("me:peer")).status_code == 404


# What the deputy takes down


def test_the_deputy_takes_down_and_the_contact_never(asked, cora, sam, cora_client, sam_client):
    assert cora_client.get(by_deputy(asked)).status_code == 404
    assert cora_client.post(by_deputy(asked), said(creativity="5")).status_code == 404
    with pytest.raises(Refused, match="peer or the deputy"):
        act.take_down_answers(invitation=asked, answers={"creativity": 5}, by=cora)
    assert not SurveyAnswer.objects.exists()
    assert "Ben" in sam_client.get(by_deputy(asked)).content.decode()
    sam_client.post(by_deputy(asked), said(**dict.fromkeys(PRINCIPLE_KEYS, "4")))
    assert SurveyAnswer.objects.count() == 6 and SurveyInvitation.objects.get(pk=asked.pk).taken_down_by == sam


@pytest.mark.parametrize("part, until", [("coordinator", None), ("stand_in", ago(-5)), ("deputy", ago(0))])
def test_neither_others_on_the_team_nor_a_deputy_of_before(asked, project, organisation, part, until):
    dan = member(organisation, "coordinator", name="Dan")
    TeamMemberFactory(project=project, user=dan, part=part, until=until)
    assert signed_in(dan).get(by_deputy(asked)).status_code == 404
    with pytest.raises(Refused):
        act.take_down_answers(invitation=asked, answers={"creativity": 5}, by=dan)


def test_the_stage_says_who_may_take_down_and_why_the_contact_may_not(asked, closed, cora_client, sam_client):
    path = reverse("stages:stage", args=[asked.project_id, closed.pk])
    page = cora_client.get(path).content.decode()
    assert "people are asked about your work too" in page and by_deputy(asked) not in page
    assert by_deputy(asked) in sam_client.get(path).content.decode()


def test_someone_asked_in_another_stage_is_not_found_through_this_one(asked, project, sam_client):
    other = StageFactory(project=project, closed=True)
    assert sam_client.get(reverse("stages:take_down", args=[project.pk, other.pk, asked.pk])).status_code == 404


def test_a_person_who_left_is_not_a_peer_in_any_project(db):
    gone = PeerFactory(participant=ParticipantFactory(ended=True))
    assert gone not in Peer.objects.current()
