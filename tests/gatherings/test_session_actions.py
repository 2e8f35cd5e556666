import pytest

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from participants.attendance.models import Attendance
from participants.offers.models import Offer
from participants.sessions.actions import plan_session
from projects.sessions.models import SafetyPlan, Session
from tests.factories import ChoiceFactory, ParticipantFactory, RateFactory, ago, moment

FOUR = {"who_is_there": "Cora", "quiet_place": "The garden", "turn_to": "Sam", "good_area": "Yes"}


@pytest.fixture
def fields():
    return {
        "about": "The front desk",
        "starts_at": moment(days=-14),
        "minutes": 90,
        "preparation_minutes": 30,
        "place_kind": "neutral",
        "place": "The library",
        "ways": ["room", "phone"],
    }


def planned(stage, fields, cora, **changes):
    taken = {"stage": stage, "fields": fields, "safety": None, "invited": [], "rate": None, "by": cora}
    return plan_session(**{**taken, **changes})


def test_whoever_is_invited_is_offered_the_rate_as_it_stands(stage, fields, cora, asha, ben, rate):
    session = planned(stage, fields, cora, invited=[asha, ben], rate=rate, on=ago(2))
    assert session.invited_on == ago(2)
    assert Attendance.objects.filter(session=session, state="invited").count() == 2
    offer = Offer.objects.get(session=session, participant=asha)
    assert (offer.rate_pence, offer.unit, offer.minutes_before, offer.minutes_during) == (1500, "hour", 30, 90)
    rate.pence = 900
    rate.save()
    offer.refresh_from_db()
    assert offer.rate_pence == 1500


def test_money_goes_in_the_way_each_person_chose(stage, fields, cora, asha, ben, rate):
    ChoiceFactory(participant=asha, picked="voucher")
    ChoiceFactory(participant=ben, picked="cash", replaced_at=moment(days=1))
    ChoiceFactory(participant=ben, picked="decline")
    session = planned(stage, fields, cora, invited=[asha, ben], rate=rate)
    offers = {offer.participant_id: offer for offer in Offer.objects.filter(session=session)}
    assert (offers[asha.pk].pay_way, offers[asha.pk].answer) == ("voucher", "")
    assert (offers[ben.pk].pay_way, offers[ben.pk].answer) == ("decline", "declined")


def test_without_a_rate_nothing_is_offered(stage, fields, cora, asha):
    session = planned(stage, fields, cora, invited=[asha])
    assert Attendance.objects.filter(session=session).exists()
    assert not Offer.objects.filter(session=session).exists()


def test_with_nobody_invited_there_is_no_day_of_inviting(stage, fields, cora):
    assert planned(stage, fields, cora).invited_on is None


def test_the_four_answers_make_its_safety_plan(stage, fields, cora):
    session = planned(stage, fields, cora, safety=FOUR, at=moment(days=1))
    assert SafetyPlan.objects.get(session=session).quiet_place == "The garden"


def test_nobody_from_elsewhere_and_no_rate_from_elsewhere(stage, fields, cora, other_organisation):
    elsewhere = ParticipantFactory(organisation=other_organisation)
    left = ParticipantFactory(organisation=stage.organisation, ended=True)
    for stranger in (elsewhere, left):
        with pytest.raises(Refused):
            planned(stage, fields, cora, invited=[stranger])
    with pytest.raises(Refused):
        planned(stage, fields, cora, rate=RateFactory(card__organisation=other_organisation))
    assert not Session.objects.exists()


def test_the_day_of_inviting_is_today_unless_said(stage, fields, cora, asha):
    assert planned(stage, fields, cora, invited=[asha]).invited_on == today()
