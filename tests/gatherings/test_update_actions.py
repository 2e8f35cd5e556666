import pytest

from coproduction.base.days import today
from coproduction.base.models import Message
from coproduction.base.refusals import Refused
from participants.deliveries.actions import mark_told
from participants.deliveries.models import Delivery
from participants.tell.actions import people_to_tell, tell_people
from tests.factories import (
    ChannelFactory,
    ChoiceFactory,
    DecisionFactory,
    DeliveryFactory,
    InvolvementFactory,
    ParticipantFactory,
    PauseFactory,
    ProjectFactory,
    SafeContactFactory,
    StageFactory,
    ago,
    moment,
)

PARTS = {"progress": "We met.", "outcomes": "A new sign.", "blocks": "Nothing new.", "risks": "Nothing new."}


@pytest.fixture
def both(stage, asha, ben):
    """Asha can get a text; Ben wants a call, and no call is safe for him."""
    for person in (asha, ben):
        InvolvementFactory(stage=stage, participant=person)
    ChannelFactory(contact=SafeContactFactory(participant=asha), address="+447700900111")
    ChoiceFactory(participant=ben, kind="news", picked="call")
    return asha, ben


def test_each_person_is_told_in_their_own_way(project, both, cora):
    asha, ben = both
    update = tell_people(project=project, parts=PARTS, by=cora)
    deliveries = {delivery.participant_id: delivery for delivery in Delivery.objects.filter(update=update)}
    assert (deliveries[asha.pk].route, deliveries[asha.pk].state) == ("text", "sent")
    assert deliveries[asha.pk].reached_on == today()
    assert (deliveries[ben.pk].route, deliveries[ben.pk].state) == ("call", "blocked")
    assert deliveries[ben.pk].reached_on is None


def test_a_message_goes_to_the_safe_channel_and_says_nothing(project, both, cora):
    tell_people(project=project, parts=PARTS, by=cora)
    message = Message.objects.get()
    assert (message.address, message.channel, message.wording) == ("+447700900111", "text", "news")
    assert message.recipient == both[0].user


def test_a_call_waits_for_a_person_and_never_for_the_post(project, both, cora):
    ben = both[1]
    ChannelFactory(contact=SafeContactFactory(participant=ben), kind="call", address="+447700900222")
    update = tell_people(project=project, parts=PARTS, by=cora)
    assert Delivery.objects.get(update=update, participant=ben).state == "waiting"
    assert not Message.objects.filter(address="+447700900222").exists()


def test_whoever_has_paused_gets_no_message(project, both, cora):
    PauseFactory(participant=both[0])
    update = tell_people(project=project, parts=PARTS, by=cora)
    assert Delivery.objects.get(update=update, participant=both[0]).state == "waiting"
    assert not Message.objects.exists()


def test_only_those_involved_now_are_told_and_each_once(project, stage, asha, ben, cora):
    again = StageFactory(project=project, closed=True)
    for place in (stage, again):
        InvolvementFactory(stage=place, participant=asha)
    InvolvementFactory(stage=stage, participant=ben, ended=True)
    InvolvementFactory(stage=stage, declined=True)
    InvolvementFactory(stage=stage, participant=ParticipantFactory(organisation=project.organisation, ended=True))
    InvolvementFactory(stage=StageFactory(project=project))
    paused = InvolvementFactory(stage=stage, paused=True).participant
    assert set(people_to_tell(project)) == {asha, paused}
    assert Delivery.objects.filter(update=tell_people(project=project, parts=PARTS, by=cora)).count() == 2


def test_it_stands_on_the_day_it_is_told(project, cora):
    update = tell_people(project=project, parts=PARTS, as_of=ago(3), at=moment(days=2), by=cora)
    assert update.as_of == ago(3) and update.told_at.date() < today()


def test_the_decisions_it_tells_of_are_told_once(project, stage, cora):
    new, old = DecisionFactory(stage=stage), DecisionFactory(stage=stage, told_on=ago(2))
    elsewhere = DecisionFactory()
    tell_people(project=project, parts=PARTS, decisions=[new, old, elsewhere], by=cora)
    for decision, told_on in ((new, today()), (old, ago(2)), (elsewhere, None)):
        decision.refresh_from_db()
        assert decision.told_on == told_on


def test_after_a_project_has_closed_those_who_were_in_it_can_still_be_told(organisation, asha, cora):
    closed = ProjectFactory(organisation=organisation, closed=True)
    InvolvementFactory(stage=StageFactory(project=closed, closed=True), participant=asha)
    update = tell_people(project=closed, parts=PARTS, by=cora)
    assert Delivery.objects.get(update=update).participant == asha


def test_a_person_is_marked_as_told_once(project, cora):
    waiting = DeliveryFactory(update__project=project, waiting=True)
    assert mark_told(delivery=waiting, on=ago(1), by=cora).reached_on == ago(1)
    with pytest.raises(Refused):
        mark_told(delivery=waiting, by=cora)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reached_on) == ("told", ago(1))
