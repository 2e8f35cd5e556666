"""How news reaches a person: one test for each line of the rule."""

import pytest

from coproduction.base.days import today
from coproduction.base.models import Message
from participants.messages.reach import how_to_tell, nudge
from tests.factories import ChannelFactory, ChoiceFactory, ParticipantFactory, PauseFactory, SafeContactFactory


def told(participant):
    route, state, channel = how_to_tell(type(participant).objects.get(pk=participant.pk), today())
    return route, state, channel and channel.kind


def safe(participant, *kinds, **contact):
    found = SafeContactFactory(participant=participant, **contact)
    for kind in kinds:
        ChannelFactory(contact=found, kind=kind)
    return found


def test_with_nothing_safe_it_stands_on_their_page(asha):
    assert told(asha) == ("page", "sent", None)


def test_a_safe_text_says_that_there_is_something(asha):
    safe(asha, "email", "text")
    assert told(asha) == ("text", "sent", "text")


def test_a_safe_email_does_where_no_text_is_safe(asha):
    safe(asha, "email", "call")
    assert told(asha) == ("email", "sent", "email")


@pytest.mark.parametrize("answer", ["no", "ask"])
def test_a_channel_not_said_to_be_safe_is_left_alone(asha, answer):
    ChannelFactory(contact=SafeContactFactory(participant=asha), safe=answer)
    assert told(asha) == ("page", "sent", None)


def test_what_was_not_checked_for_90_days_is_not_used(asha):
    safe(asha, "text", stale=True)
    assert told(asha) == ("page", "sent", None)


def test_who_does_not_want_to_be_chased_gets_no_message(asha):
    safe(asha, "text", dont_chase=True)
    assert told(asha) == ("page", "sent", None)


def test_nothing_goes_to_who_pauses(asha):
    safe(asha, "text")
    PauseFactory(participant=asha)
    assert told(asha) == ("page", "waiting", None)


def test_nothing_goes_to_who_has_stopped(asha):
    safe(asha, "text")
    asha.ended_on = today()
    asha.save()
    assert told(asha) == ("page", "waiting", None)
    assert nudge(participant=asha, wording="money", key="paid") is None and not Message.objects.exists()


def test_a_pause_that_is_over_holds_nothing_up(asha):
    safe(asha, "text")
    PauseFactory(participant=asha, over=True)
    assert told(asha) == ("text", "sent", "text")


@pytest.mark.parametrize("way", ["call", "letter"])
def test_who_chose_a_call_or_a_letter_is_told_by_somebody(asha, way):
    safe(asha, "text", way)
    ChoiceFactory(participant=asha, kind="news", picked=way)
    assert told(asha) == (way, "waiting", None)


@pytest.mark.parametrize("way", ["call", "letter"])
def test_a_call_or_letter_that_is_not_safe_is_blocked(asha, way):
    safe(asha, "text")
    ChoiceFactory(participant=asha, kind="news", picked=way)
    assert told(asha) == (way, "blocked", None)


def test_face_to_face_needs_no_channel(asha):
    ChoiceFactory(participant=asha, kind="news", picked="person")
    assert told(asha) == ("person", "waiting", None)


def test_who_has_no_page_is_called_or_written_to(organisation):
    caller, reader = (ParticipantFactory(organisation=organisation) for _ in range(2))
    safe(caller, "call", "letter")
    safe(reader, "letter")
    assert told(caller) == ("call", "waiting", None)
    assert told(reader) == ("letter", "waiting", None)


def test_who_has_no_page_and_no_safe_way_is_shown_as_blocked(organisation):
    asked = SafeContactFactory(participant__organisation=organisation)
    assert told(asked.participant) == ("letter", "blocked", None)


def test_who_has_no_page_and_was_never_asked_is_still_to_be_told(organisation):
    assert told(ParticipantFactory(organisation=organisation)) == ("person", "waiting", None)


def test_one_nudge_for_one_reason(asha):
    safe(asha, "text")
    for _ in range(2):
        nudge(participant=asha, wording="news", key="the same")
    assert Message.objects.filter(recipient=asha.user).count() == 1


def test_no_nudge_to_who_is_told_by_hand(asha):
    safe(asha, "text", "call")
    ChoiceFactory(participant=asha, kind="news", picked="call")
    nudge(participant=asha, wording="news", key="one")
    assert not Message.objects.exists()
