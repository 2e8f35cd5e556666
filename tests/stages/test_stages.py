import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.briefings.actions import record_briefing
from participants.briefings.models import Briefing
from participants.close.actions import close_stage, not_closed
from participants.involvement.models import Involvement
from participants.owed.open_items import what_is_open, what_is_open_in
from participants.stages.actions import involve, open_stage
from participants.survey.actions import close_round
from participants.survey.models import SurveyInvitation, SurveyRound
from tests import factories


def told(participant, **more):
    return {"participant": participant, "part": "", "briefed": "", "held_on": None, "way": "", **more}


def debrief(participant, outcome="offered", **more):
    return {"participant": participant, "outcome": outcome, "held_on": None, "way": "", **more}


@pytest.fixture
def closed_by(cora):
    """Closes a stage over which nothing is open, thanked."""

    def close(stage, people=(), **more):
        return close_stage(stage=stage, debriefs=[debrief(one) for one in people], thanked=True, by=cora, **more)

    return close


def test_a_stage_opens_with_its_people_and_their_briefings(project, asha, ben, cora):
    stage = factories.StageFactory(project=project)
    held_on = days.today() - timedelta(days=1)
    people = [told(asha, part="Reader", briefed="done", held_on=held_on, way="call"), told(ben, briefed="offered")]
    stage = open_stage(stage=stage, people=people, by=cora)
    assert stage.state == "now"
    assert set(Involvement.objects.filter(stage=stage).values_list("participant", "state", "part")) == {
        (asha.pk, "active", "Reader"),
        (ben.pk, "active", ""),
    }
    briefing = Briefing.objects.get(stage=stage, participant=asha)
    assert (briefing.kind, briefing.held_on, briefing.offered_on) == ("before", held_on, held_on)


def test_an_open_stage_is_not_opened_again(stage, cora):
    with pytest.raises(Refused):
        open_stage(stage=stage, people=[], by=cora)


def test_a_stage_that_cannot_open_leaves_nobody_involved(stage, asha, cora):
    with pytest.raises(Refused):
        open_stage(stage=stage, people=[told(asha)], by=cora)
    assert not Involvement.objects.exists()


def test_nobody_of_another_organisation_takes_part(stage, other_organisation, cora):
    stranger = factories.ParticipantFactory(organisation=other_organisation)
    with pytest.raises(Refused):
        involve(stage=stage, participant=stranger, by=cora)


def test_somebody_who_ended_can_take_part_again(stage, asha, cora):
    factories.InvolvementFactory(stage=stage, participant=asha, ended=True)
    again = involve(stage=stage, participant=asha, by=cora)
    assert again.state == "active" and again.ended_on is None
    assert Involvement.objects.filter(stage=stage).count() == 1


def test_a_briefing_that_was_done_says_how(project, stage, asha, cora):
    factories.InvolvementFactory(stage=stage, participant=asha)
    with pytest.raises(Refused, match="how"):
        record_briefing(project=project, stage=stage, participant=asha, kind="before", outcome="done", by=cora)


def test_no_briefing_was_held_on_a_day_to_come(project, stage, asha, cora):
    factories.InvolvementFactory(stage=stage, participant=asha)
    held = {"outcome": "done", "way": "meeting", "held_on": days.today() + timedelta(days=1)}
    with pytest.raises(Refused, match="still to come"):
        record_briefing(project=project, stage=stage, participant=asha, kind="before", **held, by=cora)
    assert not Briefing.objects.exists()


@pytest.mark.parametrize("state", [{}, {"closed": True}], ids=["not yet open", "closed"])
def test_a_stage_that_is_not_open_is_not_closed(state, project, cora):
    stage = factories.StageFactory(project=project, position=9, **state)
    with pytest.raises(Refused, match="not open"):
        close_stage(stage=stage, debriefs=[], thanked=True, by=cora)


def test_what_the_person_says_stands_when_we_write_a_briefing_down_again(project, stage, asha, cora):
    factories.InvolvementFactory(stage=stage, participant=asha)
    factories.BriefingFactory(stage=stage, participant=asha, person_says=False)
    again = record_briefing(
        project=project, stage=stage, participant=asha, kind="before", outcome="done", way="meeting", by=cora
    )
    assert again.person_says is False and again.way == "meeting"
    assert Briefing.objects.count() == 1


def test_nobody_is_briefed_who_does_not_take_part(project, stage, asha, cora):
    with pytest.raises(Refused):
        record_briefing(project=project, stage=stage, participant=asha, kind="before", outcome="offered", by=cora)


def open_things():
    """Each thing that keeps a stage open: what makes it, and words of its sentence."""
    return [
        (lambda stage, who: factories.SessionFactory(stage=stage), "still to come"),
        (
            lambda stage, who: factories.SessionFactory(stage=stage, starts_at=factories.moment(days=1)),
            "not logged yet",
        ),
        (
            lambda stage, who: factories.ContributionFactory(
                project=stage.project, session=factories.SessionFactory(stage=stage, held=True)
            ),
            "no answer yet",
        ),
        (
            lambda stage, who: factories.PromiseFactory(
                project=stage.project, session=factories.SessionFactory(stage=stage, held=True)
            ),
            "neither kept nor changed",
        ),
        (
            lambda stage, who: factories.PaymentFactory(
                attendance=factories.AttendanceFactory(
                    came=True, participant=who, session=factories.SessionFactory(stage=stage, held=True)
                )
            ),
            "a coordinator still has to send it to be checked (1 person)",
        ),
        (lambda stage, who: briefed(stage, who), "not been offered a debrief"),
        (lambda stage, who: heard(stage, who), "not been briefed"),
    ]


def briefed(stage, who):
    factories.BriefingFactory(stage=stage, participant=who)
    return factories.InvolvementFactory(stage=stage, participant=who)


def heard(stage, who):
    factories.BriefingFactory(stage=stage, participant=who, kind="after")
    return factories.InvolvementFactory(stage=stage, participant=who)


@pytest.mark.parametrize("number", range(7))
def test_what_is_open_keeps_a_stage_open_and_is_named_by_nobodys_name(number, stage, asha, cora):
    make, words = open_things()[number]
    make(stage, asha)
    (item,) = what_is_open(stage, days.today())
    assert words in item.sentence and "Asha" not in item.sentence
    with pytest.raises(Refused, match=re.escape(words)):
        close_stage(stage=stage, debriefs=[], thanked=True, by=cora)
    stage.refresh_from_db()
    assert stage.state == "now"


def test_what_is_settled_is_not_open(stage, asha, cora):
    held = factories.SessionFactory(stage=stage, held=True)
    factories.SessionFactory(stage=stage, cancelled=True)
    factories.ContributionFactory(project=stage.project, session=held, answered=True, told_on=days.today())
    factories.PromiseFactory(project=stage.project, session=held, kept=True)
    factories.PaymentFactory(released=True, attendance__session=held)
    briefed(stage, asha)
    factories.BriefingFactory(stage=stage, participant=asha, kind="after", declined=True)
    assert what_is_open(stage, days.today()) == []


def test_an_open_stage_is_an_open_item_of_its_project(project, stage):
    factories.UpdateFactory(project=project, told_at=factories.moment(days=1))
    assert [item.sentence for item in what_is_open_in(project, days.today())] == ["The stage Design is not closed yet."]


def test_a_stage_closes_with_thanks_and_asks_those_who_took_part(stage, asha, ben, organisation, cora, closed_by):
    resting = factories.ParticipantFactory(organisation=organisation, welcomed_by=cora)
    factories.PauseFactory(participant=resting)
    for person in (asha, ben, resting):
        briefed(stage, person)
    said_no = factories.InvolvementFactory(stage=stage, declined=True, participant__welcomed_by=cora)
    stage = closed_by(stage, [asha, ben, resting])
    assert stage.thanked_on == stage.closed_on == days.today()
    survey_round = SurveyRound.objects.get(stage=stage)
    assert survey_round.closes_on - survey_round.opened_on == timedelta(days=14)
    assert set(survey_round.invitations.values_list("participant", flat=True)) == {asha.pk, ben.pk}
    assert said_no.participant_id not in survey_round.invitations.values_list("participant", flat=True)


def test_a_stage_does_not_close_without_thanks(stage, cora):
    with pytest.raises(Refused, match="Thank"):
        close_stage(stage=stage, debriefs=[], thanked=False, by=cora)


@pytest.mark.parametrize(("ago", "asked_again"), [(0, False), (13, False), (14, True)])
def test_nobody_is_asked_twice_in_14_days_over_all_projects(ago, asked_again, stage, asha, closed_by):
    before = factories.SurveyInvitationFactory(participant=asha, asked_on=factories.ago(ago))
    briefed(stage, asha)
    closed_by(stage, [asha])
    assert SurveyInvitation.objects.exclude(pk=before.pk).filter(participant=asha).exists() is asked_again


def test_a_manager_closes_over_open_items_with_a_reason_and_a_coordinator_does_not(stage, cora, mina):
    factories.SessionFactory(stage=stage)
    with pytest.raises(Refused, match="manager"):
        close_stage(stage=stage, debriefs=[], thanked=False, override="The money ended", by=cora)
    stage = close_stage(stage=stage, debriefs=[], thanked=False, override="The money ended", by=mina)
    assert stage.state == "done" and stage.closed_despite == "The money ended" and stage.thanked_on is None


def test_a_manager_of_another_organisation_does_not(stage, oli):
    factories.SessionFactory(stage=stage)
    with pytest.raises(Refused):
        close_stage(stage=stage, debriefs=[], thanked=False, override="Because", by=oli)


def test_a_round_closes_when_its_time_is_over_or_all_have_answered(cora):
    asked = factories.SurveyInvitationFactory()
    with pytest.raises(Refused):
        close_round(survey_round=asked.survey_round, by=cora)
    SurveyInvitation.objects.update(done=True)
    assert close_round(survey_round=asked.survey_round, by=cora).closed_on == days.today()
    with pytest.raises(Refused):
        close_round(survey_round=asked.survey_round, by=cora)
    late = factories.SurveyInvitationFactory(survey_round__closes_on=factories.ago(1))
    assert close_round(survey_round=late.survey_round, by=cora).closed_on == days.today()


@pytest.mark.parametrize(
    ("sentences", "says"),
    [
        (["A is open."], "Not closed yet: A is open."),
        (["A is open.", "B is open."], "Not closed yet: A is open. 1 more thing is open."),
        (["A is open.", "B is open.", "C is open."], "Not closed yet: A is open. 2 more things are open."),
    ],
)
def test_what_a_refused_closing_says_of_what_is_open(sentences, says):
    assert not_closed([SimpleNamespace(sentence=sentence) for sentence in sentences]) == says
