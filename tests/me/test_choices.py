import pytest

from coproduction.base import outbox
from coproduction.base.days import today
from coproduction.base.models import Message, Wording
from coproduction.base.refusals import Refused
from participants.choices import actions as choices_actions
from participants.choices.models import Choice
from participants.messages.reach import choice_of, nudge
from participants.people import actions as people_actions
from participants.people.models import Pause
from participants.sessions.actions import pay_ways
from tests.factories import AdaptationFactory, BriefingFactory, ChannelFactory, ChoiceFactory, SafeContactFactory, ago


def test_a_changed_choice_is_a_new_row_and_the_old_one_stands(asha):
    old = ChoiceFactory(participant=asha, picked="bank")
    choices_actions.choose(participant=asha, kind="pay", picked="cash", by=asha.user)
    assert Choice.objects.current().get(participant=asha, kind="pay").picked == "cash"
    old.refresh_from_db()
    assert old.picked == "bank" and old.replaced_at


def test_choosing_the_same_again_changes_nothing(asha):
    standing = ChoiceFactory(participant=asha, picked="bank")
    assert choices_actions.choose(participant=asha, kind="pay", picked="bank", by=asha.user) == standing


def test_only_what_was_offered_can_be_picked(asha):
    with pytest.raises(Refused):
        choices_actions.choose(participant=asha, kind="pay", picked="gold", by=asha.user)


def test_pausing_twice_is_pausing_once(asha):
    for _ in range(2):
        people_actions.pause_participant(participant=asha, by=asha.user)
    assert Pause.objects.current().filter(participant=asha).count() == 1
    people_actions.end_pause(participant=asha, by=asha.user)
    assert not Pause.objects.current().filter(participant=asha).exists()


def test_a_pause_holds_back_what_waits_to_be_sent(asha):
    ChannelFactory(contact=SafeContactFactory(participant=asha))
    nudge(participant=asha, wording=Wording.NEWS, key="before the pause")
    people_actions.pause_participant(participant=asha, by=asha.user)
    assert outbox.send_due() == 0
    assert Message.objects.get().state == Message.State.HELD_BACK


def test_one_tap_pauses_and_one_brings_back(asha, asha_client):
    assert asha_client.post("/me/choices/pause/", follow=True).redirect_chain
    assert "You've paused" in asha_client.get("/me/").content.decode()
    asha_client.post("/me/choices/come-back/")
    assert "You've paused" not in asha_client.get("/me/choices/").content.decode()


def test_choices_are_saved_from_the_page(asha, asha_client):
    ChoiceFactory(participant=asha, picked="bank")
    typed = {"who": asha.pk, f"{asha.pk.hex}-pay": "voucher", f"{asha.pk.hex}-news": "call"}
    assert asha_client.post("/me/choices/", typed).status_code == 302
    standing = Choice.objects.current().filter(participant=asha)
    said = dict(standing.values_list("kind", "picked"))
    assert said == {"pay": "voucher", "news": "call", "credit": "", "join": ""}


def test_what_was_offered_and_is_picked_later_keeps_the_day_it_was_offered(asha):
    choices_actions.offer_choice(participant=asha, kind="pay", on=ago(9), by=asha.user)
    choices_actions.offer_choice(participant=asha, kind="pay", on=ago(5), by=asha.user)
    choice = choices_actions.choose(participant=asha, kind="pay", picked="cash", on=ago(2), by=asha.user)
    assert Choice.objects.get() == choice
    assert (choice.picked, choice.offered_on, choice.picked_on) == ("cash", ago(9), ago(2))


def test_offering_again_leaves_what_was_picked(asha):
    picked = ChoiceFactory(participant=asha, picked="bank")
    assert choices_actions.offer_choice(participant=asha, kind="pay", by=asha.user) == picked


def test_offered_and_not_picked_is_as_if_nothing_was_picked(asha):
    choices_actions.offer_choice(participant=asha, kind="pay", by=asha.user)
    assert choice_of(asha, "pay") == ""
    assert pay_ways([asha]) == {}


def test_they_say_whether_what_was_arranged_worked(asha, asha_client):
    waiting = AdaptationFactory(participant=asha)
    there = AdaptationFactory(participant=asha, in_place_on=ago(2))
    for one, status in ((waiting, 404), (there, 302), (AdaptationFactory(in_place_on=ago(2)), 404)):
        assert asha_client.post(f"/me/choices/arranged/{one.pk}/", {"says": "no"}).status_code == status
    there.refresh_from_db()
    assert there.worked is False
    assert "You said: it didn&#x27;t work" in asha_client.get("/me/choices/").content.decode().replace("'", "&#x27;")


def test_a_choice_that_is_not_offered_is_an_error_on_the_page(asha, asha_client):
    answer = asha_client.post("/me/choices/", {"who": asha.pk, f"{asha.pk.hex}-pay": "gold"})
    assert answer.status_code == 422
    assert not Choice.objects.exists()


def test_nobody_chooses_for_someone_else(asha_client, asha, ben):
    asha_client.post("/me/choices/", {"who": ben.pk, f"{ben.pk.hex}-pay": "decline"})
    assert not Choice.objects.filter(participant=ben).exists()


def test_the_person_can_say_that_their_contact_is_still_right(asha, asha_client):
    contact = SafeContactFactory(participant=asha, stale=True)
    asha_client.post("/me/choices/contact/")
    contact.refresh_from_db()
    assert contact.checked_on == today()


def test_what_the_person_says_about_a_briefing_is_kept(asha, asha_client, stage):
    briefing = BriefingFactory(stage=stage, participant=asha)
    asha_client.post(f"/me/choices/briefings/{briefing.pk}/", {"says": "no"})
    briefing.refresh_from_db()
    assert briefing.person_says is False


def test_the_briefing_of_someone_else_does_not_exist(asha_client, stage, ben):
    briefing = BriefingFactory(stage=stage, participant=ben)
    assert asha_client.post(f"/me/choices/briefings/{briefing.pk}/", {"says": "no"}).status_code == 404
