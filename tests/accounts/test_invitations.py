"""An invitation lets one person in, once, within seven days, where it was made."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coproduction.accounts.invitations import STANDS, accept, folded, invite, withdraw
from coproduction.accounts.models import AuditEntry, Invitation, Membership, User
from coproduction.base import outbox
from coproduction.base.models import Message
from coproduction.base.refusals import Refused
from tests.conftest import signed_in
from tests.factories import InvitationFactory, UserFactory, member, moment

ROLES = ("coordinator", "manager", "finance")
KINDS = "other account, other organisation, used, withdrawn, ended, replayed form"
WORDS = f"invitations: misuses of 6 kinds ({KINDS}), 0 accepted"


def sent(**fields):
    return {"token": str(uuid.uuid4()), **fields}


@pytest.fixture
def asked(organisation, mina):
    """Kim is invited to coordinate."""
    kim = UserFactory(email="kim@example.org", name="Kim")
    return InvitationFactory(organisation=organisation, user=kim, invited_by=mina)


@pytest.fixture
def kim_client(asked):
    return signed_in(asked.user, second_factor=False)


def page_of(invitation):
    return reverse("invitation", args=[invitation.pk])


def roles_of(user, organisation):
    current = Membership.objects.current().filter(user=user, organisation=organisation)
    return set(current.values_list("role", flat=True))


# Inviting -----------------------------------------------------------------------------------------------------------


def ask(client, organisation, email, name="Kim", roles=("coordinator",)):
    return client.post(
        reverse("organisation:invite", args=[organisation.pk]), sent(name=name, email=email, roles=roles), follow=True
    )


def test_a_manager_invites_somebody_new(mina_client, organisation, mina, post_folder):
    page = ask(mina_client, organisation, "kim@example.org", roles=["coordinator", "finance"])
    assert "kim@example.org" in page.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.invited_by, invitation.roles) == (
        organisation,
        mina,
        ["coordinator", "finance"],
    )
    assert invitation.ends_at - invitation.invited_at == timedelta(days=7)
    assert not invitation.user.has_usable_password() and not invitation.user.memberships.exists()
    assert AuditEntry.objects.get(action="member invited").about_id == str(invitation.pk)


def test_the_message_holds_no_secret_and_says_nothing_of_the_organisation(mina_client, organisation, post_folder):
    ask(mina_client, organisation, "kim@example.org")
    assert outbox.send_due() == 1
    (letter,) = post_folder.glob("*.txt")
    words = letter.read_text()
    assert "To: kim@example.org" in words and "You are invited" in words
    for secret in (str(Invitation.objects.get().pk), organisation.name, "Kim ", "Mina"):
        assert secret not in words


@pytest.mark.parametrize(
    "typed", [" Kim@Example.ORG ", "KIM@example.org", "\uff4bim@example.org", "kim@example.org\u00a0"]
)
def test_however_it_is_typed_it_is_one_address(mina, organisation, typed):
    kim = UserFactory(email="kim@example.org")
    assert invite(organisation=organisation, name="K", email=typed, roles=["finance"], by=mina).user == kim


@pytest.mark.parametrize("typed", ["kіm@example.org", "kim@examp1e.org", "k.im@example.org", "kim+x@example.org"])
def test_an_address_that_looks_alike_is_another(typed):
    assert folded(typed) != "kim@example.org"


def test_an_address_is_judged_as_it_is_folded(mina_client, organisation):
    ask(mina_client, organisation, "\uff2bIM@Example.org ")
    assert Invitation.objects.get().user.email == "kim@example.org"
    page = ask(mina_client, organisation, "kím@example.org")
    assert page.status_code == 422 and "Check the email address" in page.content.decode()


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(mina_client, organisation, asha, oli):
    """Nobody knows it; a member of another organisation; a participant here; somebody switched off."""
    off = UserFactory(email="off@example.org", is_active=False)
    for address in ("new@example.org", oli.email, asha.user.email, off.email):
        page = ask(mina_client, organisation, address, name="Typed")
        words = page.content.decode()
        assert page.status_code == 200 and address in words
        assert words.count("Invited. Tell them as well") == 1
        assert "Oli" not in words and "Asha" not in words
        assert Invitation.objects.current(timezone.now()).filter(user__email=address).count() == 1
    assert User.objects.get(pk=oli.pk).name == "Oli"


def test_a_participant_is_not_written_to_about_work(mina, organisation, asha, oli):
    """How a participant may be reached is decided elsewhere; nor does it go where the person said it is unsafe."""
    unsafe = UserFactory(email="unsafe@example.org", email_unsafe=True)
    for address in (asha.user.email, unsafe.email):
        invite(organisation=organisation, name="X", email=address, roles=["coordinator"], by=mina)
    assert not Message.objects.exists()
    invite(organisation=organisation, name="X", email=oli.email, roles=["coordinator"], by=mina)
    assert Message.objects.get().recipient == oli


@pytest.mark.parametrize("roles", [[], ["participant"], ["coordinator", "owner"]])
def test_only_the_three_roles_can_be_asked_for(mina, organisation, mina_client, roles):
    with pytest.raises(Refused):
        invite(organisation=organisation, name="K", email="kim@example.org", roles=roles, by=mina)
    assert ask(mina_client, organisation, "kim@example.org", roles=roles).status_code == 422
    assert not Invitation.objects.exists() and not User.objects.filter(email="kim@example.org").exists()


def test_who_works_here_or_is_invited_already_is_not_invited_again(mina_client, organisation, cora, asked):
    assert "They work here already" in ask(mina_client, organisation, cora.email).content.decode()
    assert "invited already" in ask(mina_client, organisation, asked.user.email).content.decode()
    assert Invitation.objects.count() == 1


def test_one_that_ended_makes_way_for_another(mina_client, organisation, mina):
    kim = UserFactory(email="kim@example.org")
    InvitationFactory(organisation=organisation, user=kim, invited_by=mina, ended=True)
    assert "ended on" in mina_client.get(reverse("organisation:home")).content.decode()
    ask(mina_client, organisation, kim.email)
    assert Invitation.objects.current(timezone.now()).filter(user=kim).count() == 1


# Accepting ----------------------------------------------------------------------------------------------------------


def test_home_leads_to_it_and_it_says_who_asks_and_for_what(kim_client, asked, organisation):
    page = kim_client.get("/", follow=True)
    assert page.redirect_chain == [(page_of(asked), 302)]
    words = page.content.decode()
    assert organisation.name in words and "Mina invites you" in words and "Coordinator: runs projects" in words
    assert "You are signed in" in kim_client.get("/?later").content.decode()


def test_somebody_with_a_part_elsewhere_finds_it_too(asked, oli, oli_client, organisation, mina):
    InvitationFactory(organisation=organisation, user=oli, invited_by=mina)
    assert "invited" in oli_client.get("/").url
    assert oli_client.get("/?later").url == reverse("principles:dashboard")


def test_saying_yes_lets_them_in_and_leads_to_a_second_factor(kim_client, asked, organisation):
    answer = kim_client.post(page_of(asked), sent(name="Kim Lee"))
    assert answer.url == reverse("mfa_index")
    asked.refresh_from_db()
    kim = User.objects.get(pk=asked.user_id)
    assert asked.accepted_at and kim.name == "Kim Lee" and roles_of(kim, organisation) == {"coordinator"}
    chain = AuditEntry.objects.filter(organisation_id=organisation.pk, actor_id=kim.pk)
    assert list(chain.values_list("action", flat=True)) == ["role given", "invitation accepted"]
    # A staff page asks for the second factor first.
    assert kim_client.get(reverse("today")).url.startswith(reverse("mfa_index"))
    assert "said yes" in kim_client.get(page_of(asked)).content.decode()


def test_a_name_is_needed(kim_client, asked, organisation):
    page = kim_client.post(page_of(asked), sent(name=" "))
    assert page.status_code == 422 and "Write your name." in page.content.decode()
    assert not roles_of(asked.user, organisation)


def test_saying_no_changes_nothing_else(kim_client, asked, organisation, mina_client):
    kim_client.post(page_of(asked), sent(answer="no"))
    assert not roles_of(asked.user, organisation)
    assert "does not stand any more" in kim_client.get(page_of(asked)).content.decode()
    assert kim_client.get("/").status_code == 200
    assert "kim@example.org" not in mina_client.get(reverse("organisation:home")).content.decode()
    assert AuditEntry.objects.filter(action="invitation declined").count() == 1


def test_a_code_to_the_address_is_all_it_takes_to_find_it(client, mina_client, organisation, post_folder):
    from tests.journeys.walking import A_CODE

    ask(mina_client, organisation, "kim@example.org", name="Kim")
    client.post(reverse("account_request_login_code"), {"where": "Kim@example.org"})
    code = A_CODE.search(max(post_folder.glob("*.txt")).read_text())[1]
    page = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert "You are invited to work at Riverside" in page.content.decode()


def test_taking_it_back_ends_it(mina_client, kim_client, asked):
    mina_client.post(reverse("organisation:withdraw", args=[asked.pk]), sent())
    assert "does not stand any more" in kim_client.get(page_of(asked)).content.decode()
    again = mina_client.post(reverse("organisation:withdraw", args=[asked.pk]), sent(), follow=True)
    assert "does not stand any more" in again.content.decode()
    assert AuditEntry.objects.filter(action="invitation withdrawn").count() == 1


def test_an_accepted_one_cannot_be_taken_back(mina_client, kim_client, asked, organisation):
    kim_client.post(page_of(asked), sent(name="Kim"))
    mina_client.post(reverse("organisation:withdraw", args=[asked.pk]), sent())
    asked.refresh_from_db()
    assert asked.accepted_at and not asked.withdrawn_at


def test_it_stands_for_seven_days_to_the_second(organisation, mina):
    last = InvitationFactory(organisation=organisation, invited_at=moment() - STANDS, ends_at=moment(hours=-0.001))
    over = InvitationFactory(organisation=organisation, invited_at=moment() - STANDS, ends_at=moment())
    accept(invitation=last, name="A", by=last.user)
    with pytest.raises(Refused):
        accept(invitation=over, name="B", by=over.user)
    with pytest.raises(Refused):
        withdraw(invitation=over, by=mina)


# Misuse -------------------------------------------------------------------------------------------------------------


def used(invitation, client):
    assert client.post(page_of(invitation), sent(name="Kim")).status_code == 302
    Membership.objects.filter(user=invitation.user).update(ended_at=moment(hours=-1))


def withdrawn(invitation, client):
    withdraw(invitation=invitation, by=invitation.invited_by)


def ended(invitation, client):
    Invitation.objects.filter(pk=invitation.pk).update(invited_at=moment(days=8), ends_at=moment(days=1))


def everything():
    now = timezone.now()
    held = Membership.objects.current().values_list("user", "organisation", "role")
    return set(held), Invitation.objects.current(now).count(), AuditEntry.objects.count()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", [used, withdrawn, ended])
def test_one_that_is_over_lets_nobody_in(organisation, mina, figure, kind, role):
    invitation = InvitationFactory(organisation=organisation, invited_by=mina, roles=[role])
    client = signed_in(invitation.user)
    kind(invitation, client)
    before = everything()
    for fields in (sent(name="Kim"), sent(answer="no")):
        answer = client.post(page_of(invitation), fields)
        assert answer.status_code == 409 and "Go on" in answer.content.decode()
        assert everything() == before
    with pytest.raises(Refused):
        accept(invitation=invitation, name="Kim", by=invitation.user)
    assert everything() == before
    figure("TN3", 3, WORDS)


@pytest.mark.parametrize("answer", [{"name": "X"}, {"answer": "no"}])
@pytest.mark.parametrize("who", ["cora", "mina", "oli", "asha", "stranger"])
def test_another_account_finds_nothing(request, asked, figure, who, answer):
    user = UserFactory() if who == "stranger" else request.getfixturevalue(who)
    client = signed_in(getattr(user, "user", user))
    before = everything()
    assert client.get(page_of(asked)).status_code == 404
    assert client.post(page_of(asked), sent(**answer)).status_code == 404
    with pytest.raises(Refused):
        accept(invitation=asked, name="X", by=getattr(user, "user", user))
    assert everything() == before
    figure("TN3", 3, WORDS)


def test_one_of_another_organisation_gives_nothing_here(asked, kim_client, organisation, other_organisation, figure):
    """Taken up where it was made; another's id or organisation posted beside it changes nothing."""
    theirs = InvitationFactory(organisation=other_organisation, roles=["manager"])
    fields = {"organisation": other_organisation.pk, "roles": ROLES, "invitation_id": theirs.pk, "user": theirs.user_id}
    assert kim_client.post(page_of(theirs), sent(name="Kim")).status_code == 404
    kim_client.post(page_of(asked), sent(name="Kim", **fields))
    assert roles_of(asked.user, organisation) == {"coordinator"}
    assert not roles_of(asked.user, other_organisation)
    assert Invitation.objects.current(timezone.now()).get() == theirs
    figure("TN3", 2, WORDS)


def test_a_manager_takes_back_only_what_is_their_own_organisations(asked, oli_client, oli, organisation, figure):
    # He runs projects here as well, but manages only elsewhere.
    Membership.objects.create(user=oli, organisation=organisation, role="coordinator")
    before = everything()
    assert oli_client.post(reverse("organisation:withdraw", args=[asked.pk]), sent()).status_code == 404
    for route in ("organisation:invite", "organisation:settings"):
        answer = oli_client.post(reverse(route, args=[organisation.pk]), sent(name="X", email="x@example.org"))
        assert answer.status_code == 404
    assert everything() == before
    figure("TN3", 3, WORDS)


def test_a_form_that_was_sent_before_has_its_effect_once(asked, kim_client, organisation, other_organisation, figure):
    form = sent(name="Kim")
    for _ in range(3):
        assert kim_client.post(page_of(asked), form).url == reverse("mfa_index")
    assert Membership.objects.filter(user=asked.user).count() == 1
    # The role ends; neither the old form nor the old form with other words brings it back.
    Membership.objects.filter(user=asked.user).update(ended_at=moment(hours=-1))
    kim_client.post(page_of(asked), form)
    kim_client.post(page_of(asked), form | {"name": "Kim again"})
    # The same form, sent to another invitation of theirs, or by somebody else.
    second = InvitationFactory(organisation=other_organisation, user=asked.user)
    kim_client.post(page_of(second), form)
    assert signed_in(UserFactory()).post(page_of(second), form).status_code == 404
    assert not Membership.objects.current().filter(user=asked.user).exists()
    figure("TN3", 6, WORDS)


def test_switched_off_people_cannot_answer(asked, kim_client, organisation):
    User.objects.filter(pk=asked.user_id).update(is_active=False)
    assert kim_client.post(page_of(asked), sent(name="Kim")).url.startswith(reverse("account_request_login_code"))
    assert not Membership.objects.filter(user=asked.user).exists()


def test_inviting_needs_a_fresh_proof(organisation, mina):
    stale = signed_in(mina)
    session = stale.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session.save()
    assert ask(stale, organisation, "kim@example.org").redirect_chain
    assert not Invitation.objects.exists()


def test_member_of_two_sees_each_apart(organisation, other_organisation):
    both = member(organisation, "manager")
    member_there = member(other_organisation, "finance", name="Theirs")
    client = signed_in(both)
    assert "Theirs" not in client.get(reverse("organisation:home")).content.decode()
    there = reverse("organisation:roles", args=[organisation.pk, member_there.pk])
    assert client.get(there).status_code == 404
