"""A colleague's yes joins two records only where it is proved, and takes nothing from anybody."""

import pytest
from django.utils import timezone

from coproduction.accounts.models import AuditEntry, Membership
from coproduction.base.refusals import Refused
from participants.people.likeness import closed_to, to_ask_about
from participants.people.models import GivenAddress, Participant, SamePerson
from participants.same_person.actions import PROVED, UNPROVABLE, answer_same_person, proof_needed

from .. import factories as make

PHONE = "+447700900321"


@pytest.fixture
def willow(organisation, mina):
    """Somebody without a sign-in, who gave Mina's email."""
    person = make.ParticipantFactory(organisation=organisation, name="Willow")
    GivenAddress.keep(person, "mina@example.org")
    return person


def says_yes(person, user, proved=True):
    return answer_same_person(participants=[person], answer="yes", proved=proved, by=user)


def test_a_yes_that_is_proved_joins_and_one_that_is_not_stays_closed(willow, mina, organisation):
    says_yes(willow, mina, proved=False)
    willow.refresh_from_db()
    assert willow.user is None and not SamePerson.objects.get().joined
    GivenAddress.objects.all().delete()
    assert closed_to(mina, [organisation.pk]).get() == willow
    SamePerson.objects.all().delete()
    GivenAddress.keep(willow, "mina@example.org")
    says_yes(willow, mina)
    willow.refresh_from_db()
    assert willow.user is None and SamePerson.objects.get().joined
    assert Participant.objects.same_as(mina).get() == willow


def test_nobody_answers_twice_nor_for_a_stranger(willow, mina, sam):
    answer_same_person(participants=[willow], answer="no", by=mina)
    for user in (mina, sam):
        with pytest.raises(Refused):
            says_yes(willow, user)
    assert not SamePerson.objects.filter(answer="yes").exists()


def test_a_namesake_is_asked_about_where_one_works_alone(organisation, other_organisation):
    user = make.member(organisation, "manager", name="Jo Reed")
    here, _ = (make.ParticipantFactory(organisation=one, name="jo reed") for one in (organisation, other_organisation))
    assert to_ask_about(user).get() == here


def test_a_no_leaves_closed_what_was_closed(willow, mina, organisation):
    answer_same_person(participants=[willow], answer="no", by=mina)
    assert not to_ask_about(mina).exists()
    assert closed_to(mina, [organisation.pk]).get() == willow


def test_nobody_takes_part_twice_in_one_organisation(willow, mina, organisation):
    make.ParticipantFactory(organisation=organisation, user=mina)
    says_yes(willow, mina)
    assert not SamePerson.objects.get().joined and Participant.objects.same_as(mina).get() != willow


def test_nobody_joins_two_records_in_one_organisation(willow, mina, organisation):
    other = make.ParticipantFactory(organisation=organisation, name="Rowan")
    GivenAddress.keep(other, "mina@example.org")
    says_yes(willow, mina)
    says_yes(other, mina)
    assert Participant.objects.same_as(mina).get() == willow


def test_the_payments_that_are_not_checked_follow_and_those_that_are_stand(willow, mina):
    waiting, own, checked = (
        make.PaymentFactory(attendance__participant=willow, **more)
        for more in ({"due": True}, {"due": True, "drafted_by": mina}, {"approved": True})
    )
    says_yes(willow, mina)
    for payment, payee in ((waiting, mina), (own, None), (checked, None)):
        payment.refresh_from_db()
        assert payment.payee == payee


def test_the_sign_in_of_before_stays_as_it_was(willow, mina, organisation):
    before = make.member(organisation, "participant", phone="+447700900555")
    willow.user = before
    willow.save()
    card = make.SignInCardFactory(organisation=organisation, user=before)
    says_yes(willow, mina)
    before.refresh_from_db()
    card.refresh_from_db()
    assert (before.is_active, before.phone) == (True, "+447700900555")
    assert not card.withdrawn_at and before.memberships.current().exists()
    assert Participant.objects.same_as(before).get() == Participant.objects.same_as(mina).get() == willow
    assert Membership.objects.current().filter(user=mina, role="participant", organisation=organisation).exists()


def test_the_trail_says_neither_who_nor_what(willow, mina, organisation):
    says_yes(willow, mina)
    row = AuditEntry.objects.get()
    assert (row.actor_id, row.about_id, row.at.hour) == (None, str(organisation.pk), 0)


# What proves it -------------------------------------------------------------------------------------------------


def test_the_address_itself_proves_it_where_the_account_is_known_to_be_reached_there(willow, mina):
    assert proof_needed(willow, mina) == PROVED
    willow.user = make.UserFactory(email=None)
    assert proof_needed(willow, mina) == PROVED


def test_an_account_with_an_address_of_its_own_is_proved_by_a_code_to_it(willow, mina):
    willow.user = make.UserFactory(email="willow@example.org")
    assert proof_needed(willow, mina) == ("email", "willow@example.org")
    willow.user.email_unsafe = True
    assert proof_needed(willow, mina) == UNPROVABLE


def test_somebody_who_has_signed_in_without_an_address_keeps_their_record(willow, mina):
    willow.user = make.UserFactory(email=None, last_login=timezone.now())
    assert proof_needed(willow, mina) == UNPROVABLE


@pytest.mark.parametrize("verified, proof", [(True, PROVED), (False, ("text", PHONE))])
def test_a_phone_proves_it_once_it_was_proved_itself(organisation, verified, proof):
    user = make.member(organisation, "finance", phone=PHONE, phone_verified=verified)
    person = make.ParticipantFactory(organisation=organisation)
    make.ChannelFactory(contact__participant=person, address="07700 900321", safe="ask")
    assert proof_needed(person, user) == proof


@pytest.mark.parametrize("safe, proof", [("ask", ("email", "mina+x@example.org")), ("no", UNPROVABLE)])
def test_another_spelling_is_asked_by_a_code_where_a_message_may_go(organisation, mina, safe, proof):
    person = make.ParticipantFactory(organisation=organisation)
    make.ChannelFactory(contact__participant=person, kind="email", address="mina+x@example.org", safe=safe)
    assert proof_needed(person, mina) == proof
