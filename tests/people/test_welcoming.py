import re
from datetime import date

import pytest
from django.urls import reverse

from coproduction.accounts.models import AuditEntry, User
from coproduction.base import days, outbox
from coproduction.base.models import Wording
from participants.contact.actions import recheck_contact
from participants.contact.models import Channel, SafeContact
from participants.messages.reach import nudge
from participants.people.actions import ask_what_helps
from participants.people.models import Participant
from participants.welcome.actions import welcome
from tests import factories
from tests.conftest import signed_in

CONTACT = {"hours": "", "voicemail": False, "shared_phone": False, "say_from": "", "dont_chase": False}


def welcomed(organisation, cora, **more):
    return welcome(
        **{
            "organisation": organisation,
            "name": "Dee",
            "contact": CONTACT,
            "channels": {"text": ("yes", "+447700900321"), "call": ("no", "")},
            "by": cora,
            **more,
        }
    )


def filled_in(**more):
    answers = {f"{kind}_safe": "ask" for kind in Channel.Kind.values}
    return {"token": "6f3f9c1e-3d7c-4a43-9f5e-0f7c2b6a9d10", "name": "Dee", **answers, **more}


def test_a_person_is_welcomed_with_safe_contact_needs_strengths_and_choices(organisation, cora):
    dee = welcomed(
        organisation,
        cora,
        needs=["Large print", "Breaks"],
        strengths=["Cooking"],
        choices={"pay": "cash", "join": "phone"},
    )
    assert dee.contact.checked_on == days.today()
    assert dict(dee.contact.channels.values_list("kind", "safe")) == {"text": "yes", "call": "no"}
    assert sorted(dee.needs.values_list("words", flat=True)) == ["Breaks", "Large print"]
    assert dee.strengths.get().words == "Cooking"
    assert set(dee.choices.current().values_list("kind", "picked")) == {("pay", "cash"), ("join", "phone")}
    assert AuditEntry.objects.filter(action="person welcomed", about_id=str(dee.pk), actor_id=cora.pk).count() == 1


def test_a_person_without_phone_or_email_has_no_sign_in(organisation, cora):
    assert welcomed(organisation, cora).user is None


def test_a_phone_makes_a_sign_in_that_takes_part(organisation, cora):
    dee = welcomed(organisation, cora, phone="+447700900321")
    assert dee.user.phone == "+447700900321"
    assert dee.user.organisations_as({"participant"}) == {organisation.pk}
    assert not dee.user.has_usable_password()


def test_a_sign_in_phone_belongs_to_one_person(organisation, other_organisation, cora):
    known = factories.UserFactory(phone="+447700900321")
    dee = welcomed(organisation, cora, phone="+447700900321")
    assert dee.user.phone is None and dee.user.roles == {"participant"}
    known.refresh_from_db()
    assert known.roles == frozenset()
    assert User.objects.filter(phone="+447700900321").count() == 1


def test_a_person_can_be_welcomed_to_sign_in_by_a_card_alone(cora_client):
    cora_client.post(reverse("people:welcome"), filled_in(by_card="on"))
    user = Participant.objects.get(name="Dee").user
    assert (user.phone, user.email, user.roles) == (None, None, {"participant"})


def test_asking_again_dates_the_safe_contact_even_where_nothing_changed(asha, cora):
    safe = factories.SafeContactFactory(participant=asha, stale=True)
    factories.ChannelFactory(contact=safe, kind="text", safe="yes")
    recheck_contact(participant=asha, contact=CONTACT, channels={"text": ("no", ""), "call": ("ask", "")}, by=cora)
    safe.refresh_from_db()
    assert safe.fresh(days.today())
    assert dict(safe.channels.values_list("kind", "safe")) == {"text": "no", "call": "ask"}


def test_what_waits_for_a_channel_that_is_not_safe_any_more_does_not_go(asha, cora):
    safe = factories.SafeContactFactory(participant=asha)
    factories.ChannelFactory(contact=safe, kind="text", safe="yes")
    nudge(participant=asha, wording=Wording.NEWS, key="while it was safe")
    recheck_contact(participant=asha, contact=CONTACT, channels={"text": ("no", "")}, by=cora)
    assert outbox.send_due() == 0


def test_a_need_that_is_no_longer_said_ends_and_is_kept(asha, cora):
    factories.AccessNeedFactory(participant=asha, words="Breaks")
    factories.AccessNeedFactory(participant=asha, words="A ramp")
    ask_what_helps(participant=asha, needs=["A ramp", "Large print"], strengths=[], by=cora)
    asha.refresh_from_db()
    standing = asha.needs.filter(ended_on__isnull=True).values_list("words", flat=True)
    assert sorted(standing) == ["A ramp", "Large print"]
    assert asha.needs.get(words="Breaks").ended_on == days.today()
    assert asha.needs_asked_on == days.today()


def test_the_page_needs_only_a_name(cora_client, cora):
    answer = cora_client.post(reverse("people:welcome"), filled_in())
    dee = Participant.objects.get(name="Dee")
    assert answer.status_code == 302 and answer.url == reverse("people:person", args=[dee.pk])
    assert dee.welcomed_by == cora
    assert (dee.needs_asked_on, dee.strengths_asked_on) == (None, None)
    assert not dee.choices.exists() and not SafeContact.objects.exists()


@pytest.mark.parametrize(
    "said, asked",
    [
        ({"call_safe": "no"}, "contact"),
        ({"call_address": "0117 496 0001"}, "contact"),
        ({"dont_chase": "on"}, "contact"),
        ({"contact_asked": "on"}, "contact"),
        ({"needs": "Breaks"}, "needs"),
        ({"needs_asked": "on"}, "needs"),
        ({"strengths": "Drawing"}, "strengths"),
        ({"strengths_asked": "on"}, "strengths"),
    ],
)
def test_only_what_was_written_or_ticked_was_asked(cora_client, said, asked):
    cora_client.post(reverse("people:welcome"), filled_in(phone="07700 900321", **said))
    dee = Participant.objects.get(name="Dee")
    days_asked = {
        "contact": getattr(SafeContact.objects.first(), "checked_on", None),
        "needs": dee.needs_asked_on,
        "strengths": dee.strengths_asked_on,
    }
    assert days_asked == {what: days.today() if what == asked else None for what in days_asked}


def test_the_first_day_asked_and_the_last_are_kept(asha, cora):
    for on in (3, 1, 2):
        ask_what_helps(participant=asha, needs=[], on=date(2026, 6, on), by=cora)
    asha.refresh_from_db()
    assert (asha.needs_asked_on, asha.needs_asked_again_on) == (date(2026, 6, 1), date(2026, 6, 3))
    assert asha.strengths_asked_on is None


def test_what_was_not_asked_stays_as_it_stands(asha, cora):
    factories.StrengthFactory(participant=asha, words="Drawing")
    ask_what_helps(participant=asha, needs=["Breaks"], by=cora)
    assert asha.strengths.get().words == "Drawing"


def test_the_page_sent_twice_welcomes_one_person(cora_client):
    first = cora_client.post(reverse("people:welcome"), filled_in())
    second = cora_client.post(reverse("people:welcome"), filled_in())
    assert first.url == second.url
    assert Participant.objects.filter(name="Dee").count() == 1


def test_the_page_keeps_what_was_typed_when_something_is_wrong(cora_client):
    answer = cora_client.post(
        reverse("people:welcome"), filled_in(phone="12", needs="Large print\nBreaks", hours="Mondays")
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Check the phone number" in text
    assert "Large print\nBreaks" in text and "Mondays" in text
    assert not Participant.objects.filter(name="Dee").exists()


def test_a_safe_channel_needs_an_address_or_the_sign_in_of_its_kind(cora_client):
    answer = cora_client.post(reverse("people:welcome"), filled_in(text_safe="yes"))
    assert answer.status_code == 422
    cora_client.post(reverse("people:welcome"), filled_in(text_safe="yes", phone="07700 900321"))
    assert Participant.objects.get(name="Dee").contact.channels.get(kind="text").address == "+447700900321"


@pytest.mark.parametrize(
    "unsafe, ways",
    [
        ({"text_safe": "no"}, {"phone": "07700 900321"}),
        ({"text_safe": "no", "text_address": "07700900321"}, {"phone": "07700 900321"}),
        ({"email_safe": "no", "email_address": "Dee@example.org"}, {"email": "dee@example.org"}),
    ],
)
def test_a_way_in_that_is_not_safe_is_answered_in_the_form(cora_client, unsafe, ways):
    answer = cora_client.post(reverse("people:welcome"), filled_in(**unsafe, **ways))
    assert answer.status_code == 422 and "A code comes as" in answer.content.decode()
    assert not Participant.objects.exists()
    elsewhere = {
        f"{kind}_address": "someone@example.org" if kind == "email" else "0117 496 0001" for kind in ("text", "email")
    }
    cora_client.post(reverse("people:welcome"), filled_in(**{**unsafe, **elsewhere}, **ways))
    user = Participant.objects.get().user
    assert not user.phone_unsafe and not user.email_unsafe


def test_where_nobody_chose_it_is_ask_me_first_and_nothing_is_sent(cora_client):
    shown = cora_client.get(reverse("people:welcome")).content.decode()
    chosen = re.findall(r'name="(\w+)_safe" value="(\w+)"[^>]*checked', shown)
    assert dict(chosen) == dict.fromkeys(Channel.Kind.values, "ask")
    cora_client.post(reverse("people:welcome"), filled_in(phone="07700 900321"))
    dee = Participant.objects.get(name="Dee")
    assert nudge(participant=dee, wording=Wording.NEWS, key="x") is None
    assert not dee.user.phone_unsafe


def test_a_coordinator_of_two_organisations_says_in_which(organisation, other_organisation, cora):
    factories.MembershipFactory(user=cora, organisation=other_organisation, role="coordinator")
    client = signed_in(User.objects.get(pk=cora.pk))
    assert client.post(reverse("people:welcome"), filled_in()).status_code == 422
    client.post(reverse("people:welcome"), filled_in(organisation=other_organisation.pk))
    assert Participant.objects.get(name="Dee").organisation == other_organisation


def test_nobody_is_welcomed_into_an_organisation_one_does_not_coordinate(cora_client, other_organisation):
    cora_client.post(reverse("people:welcome"), filled_in(organisation=other_organisation.pk))
    assert not Participant.objects.filter(organisation=other_organisation).exists()
