"""The page of an organisation: its settings, and the roles of those who work there."""

import uuid

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from coproduction.accounts.models import AuditEntry, Membership, Organisation, User
from coproduction.accounts.organisations import as_seen, change_roles
from coproduction.base.access import STAFF, doors_by_route
from coproduction.base.refusals import Refused
from tests.conftest import signed_in
from tests.factories import InvitationFactory, member

HOME = "organisation:home"


def hidden(client, path):
    """What the form on a page carries unseen: its token, and what its person has seen."""
    form = client.get(path).context["form"]
    return {"token": str(uuid.uuid4())} | {"seen": form["seen"].value()}


def roles_of(user, organisation):
    current = Membership.objects.current().filter(user=user, organisation=organisation)
    return set(current.values_list("role", flat=True))


# The page -----------------------------------------------------------------------------------------------------------


def test_it_shows_settings_staff_and_invitations(mina_client, organisation, cora, fin, asha):
    InvitationFactory(organisation=organisation, user__email="kim@example.org", roles=["manager", "finance"])
    words = mina_client.get(reverse(HOME)).content.decode()
    for said in ("Riverside", "Cora", "Fin", "England and Wales", "Monday, Tuesday", "kim@example.org"):
        assert said in words
    assert "manager and finance" in words and "Nobody has looked over the settings yet" in words
    assert "Asha" not in words


def test_it_is_for_managers_and_leads_from_the_navigation(mina_client, cora_client, fin_client, asha_client):
    assert reverse(HOME) in mina_client.get(reverse(HOME)).content.decode()
    for client in (cora_client, fin_client, asha_client):
        assert client.get(reverse(HOME)).status_code == 404


def test_a_manager_of_two_sees_both_and_a_role_elsewhere_opens_nothing(organisation, other_organisation):
    both = member(organisation, "manager")
    member(other_organisation, "manager")
    Membership.objects.create(user=both, organisation=other_organisation, role="coordinator")
    client = signed_in(both)
    assert "Hillside" not in client.get(reverse(HOME)).content.decode()
    assert client.get(reverse("organisation:settings", args=[other_organisation.pk])).status_code == 404
    Membership.objects.create(user=both, organisation=other_organisation, role="manager")
    words = client.get(reverse(HOME)).content.decode()
    assert "Hillside" in words and "Riverside" in words


@pytest.mark.parametrize("many", [1, 12])
def test_the_queries_do_not_grow_with_the_rows(mina_client, organisation, django_assert_num_queries, many):
    for _ in range(many):
        member(organisation, "coordinator", "finance")
        InvitationFactory(organisation=organisation)
    with django_assert_num_queries(8):
        mina_client.get(reverse(HOME))


# Settings -----------------------------------------------------------------------------------------------------------

SETTLED = {
    "name": "Riverside",
    "region": "SCT",
    "working_days": ["1", "3", "7"],
    "reply_days": "3",
    "small_group": "7",
    "small_group_outside": "12",
    "advice": "Advice Shop",
}


@pytest.fixture
def settings_path(organisation):
    return reverse("organisation:settings", args=[organisation.pk])


def test_the_settings_are_saved_and_looked_over(mina_client, organisation, settings_path):
    mina_client.post(settings_path, hidden(mina_client, settings_path) | SETTLED)
    organisation.refresh_from_db()
    assert (organisation.region, organisation.working_days, organisation.reply_days) == ("SCT", "137", 3)
    assert (organisation.small_group, organisation.small_group_outside) == (7, 12)
    assert organisation.set_up_at
    assert AuditEntry.objects.get(action="organisation settings changed").about_id == str(organisation.pk)
    # Lower again, down to the least there is.
    lower = SETTLED | {"small_group": "5", "small_group_outside": "10"}
    mina_client.post(settings_path, hidden(mina_client, settings_path) | lower)
    organisation.refresh_from_db()
    assert (organisation.small_group, organisation.small_group_outside) == (5, 10)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("small_group", "4", "Write 5 or more."),
        ("small_group", "-5", "Write 5 or more."),
        ("small_group", "101", "Write 100 or fewer."),
        ("small_group_outside", "9", "Write 10 or more."),
        ("small_group", "13", "at least the number for your own staff"),
        ("reply_days", "0", "Write 1 or more."),
        ("reply_days", "21", "Write 20 or fewer."),
        ("reply_days", "soon", "Write a whole number."),
        ("working_days", [], "Tick at least one day."),
        ("working_days", ["8"], "not one of the available choices"),
        ("region", "FRA", "not one of the available choices"),
        ("name", " ", "Write the name"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(
    mina_client, organisation, settings_path, field, typed, said
):
    page = mina_client.post(settings_path, hidden(mina_client, settings_path) | SETTLED | {field: typed})
    assert page.status_code == 422 and said in page.content.decode() and "Advice Shop" in page.content.decode()
    organisation.refresh_from_db()
    assert (organisation.region, organisation.small_group) == ("ENG", 5)


def test_what_a_colleague_saved_meanwhile_is_not_written_over(mina_client, organisation, settings_path):
    opened = hidden(mina_client, settings_path)
    Organisation.objects.filter(pk=organisation.pk).update(reply_days=9)
    page = mina_client.post(settings_path, opened | SETTLED)
    assert page.status_code == 422 and "Somebody else changed these settings" in page.content.decode()
    organisation.refresh_from_db()
    assert organisation.reply_days == 9 and opened["seen"] != as_seen(organisation)


# Roles --------------------------------------------------------------------------------------------------------------


def roles_page(organisation, person):
    return reverse("organisation:roles", args=[organisation.pk, person.pk])


def change(client, organisation, person, **fields):
    path = roles_page(organisation, person)
    return client.post(path, hidden(client, path) | fields, follow=True)


def test_roles_are_given_and_ended(mina_client, organisation, cora):
    page = mina_client.get(roles_page(organisation, cora))
    assert page.context["form"]["roles"].value() == ["coordinator"]
    assert page.content.decode().count("checked") == 1
    change(mina_client, organisation, cora, roles=["manager", "finance"])
    assert roles_of(cora, organisation) == {"manager", "finance"}
    kept = list(AuditEntry.objects.filter(organisation_id=organisation.pk).values_list("action", flat=True))
    assert sorted(kept) == ["member roles changed", "role ended", "role given", "role given"]
    words = mina_client.get(reverse(HOME)).content.decode()
    assert "manager and finance" in words and "holds two roles" in words


def test_who_leaves_has_none_and_can_be_invited_again(mina_client, organisation, cora):
    page = change(mina_client, organisation, cora, leaves="on", roles=["coordinator"])
    assert "no part here any more" in page.content.decode() and not roles_of(cora, organisation)
    assert mina_client.get(roles_page(organisation, cora)).status_code == 404
    fields = {"token": uuid.uuid4(), "name": "Cora", "email": cora.email, "roles": ["finance"]}
    mina_client.post(reverse("organisation:invite", args=[organisation.pk]), fields)
    assert cora.email in mina_client.get(reverse(HOME)).content.decode()


def test_none_ticked_asks_whether_they_leave(mina_client, organisation, cora):
    page = change(mina_client, organisation, cora)
    assert page.status_code == 422 and "tick that they leave" in page.content.decode()
    assert roles_of(cora, organisation) == {"coordinator"}


@pytest.mark.parametrize("fields", [{"roles": ["coordinator"]}, {"leaves": "on"}])
def test_the_last_manager_stays_one(mina_client, mina, organisation, fields):
    # One elsewhere, and one who is switched off, do not count.
    off = member(organisation, "manager")
    User.objects.filter(pk=off.pk).update(is_active=False)
    page = change(mina_client, organisation, mina, **fields)
    assert page.status_code == 422 and "the last manager here" in page.content.decode()
    assert roles_of(mina, organisation) == {"manager"}


def test_the_last_manager_may_take_on_more(mina_client, mina, organisation):
    change(mina_client, organisation, mina, roles=["manager", "finance"])
    assert roles_of(mina, organisation) == {"manager", "finance"}


def test_one_of_two_managers_can_go_and_is_led_home(mina_client, mina, organisation):
    member(organisation, "manager")
    page = change(mina_client, organisation, mina, leaves="on")
    assert page.status_code == 200 and "You are signed in" in page.content.decode()
    assert not roles_of(mina, organisation)


def test_roles_that_changed_meanwhile_are_not_written_over(mina_client, mina, organisation, cora):
    path = roles_page(organisation, cora)
    opened = hidden(mina_client, path)
    change_roles(organisation=organisation, member=cora, roles=["finance"], seen=["coordinator"], by=mina)
    page = mina_client.post(path, opened | {"roles": ["coordinator", "manager"]})
    assert page.status_code == 422 and "Somebody else changed these roles" in page.content.decode()
    assert roles_of(cora, organisation) == {"finance"}


def test_a_participant_is_no_member_of_staff_and_keeps_their_part(mina_client, mina, organisation, asha):
    assert mina_client.get(roles_page(organisation, asha.user)).status_code == 404
    Membership.objects.create(user=asha.user, organisation=organisation, role="coordinator")
    change(mina_client, organisation, asha.user, leaves="on")
    assert roles_of(asha.user, organisation) == {"participant"}


def test_somebody_of_another_organisation_is_not_there(mina_client, organisation, other_organisation, oli):
    for path in (roles_page(organisation, oli), roles_page(other_organisation, oli)):
        assert mina_client.get(path).status_code == 404
        fields = {"token": uuid.uuid4(), "seen": "manager", "roles": ["finance"]}
        assert mina_client.post(path, fields).status_code == 404
    assert roles_of(oli, other_organisation) == {"manager"} and not roles_of(oli, organisation)


def test_only_the_three_roles_can_be_given(mina_client, mina, organisation, cora):
    assert change(mina_client, organisation, cora, roles=["participant"]).status_code == 422
    with pytest.raises(Refused):
        change_roles(organisation=organisation, member=cora, roles=["owner"], seen=["coordinator"], by=mina)
    assert roles_of(cora, organisation) == {"coordinator"}


def staff_pages(role):
    """Paths without anything in them that open to this role alone or with others."""
    for route, door in doors_by_route().items():
        if door.who & STAFF and role in door.who:
            try:
                yield reverse(route), door.who
            except NoReverseMatch:
                continue


@pytest.mark.parametrize("role", sorted(STAFF))
def test_a_role_taken_away_is_gone_on_the_next_click(mina, organisation, role):
    other = {"manager": "finance", "coordinator": "finance", "finance": "coordinator"}[role]
    person = member(organisation, role, other)
    client, tried = signed_in(person), 0
    for path, who in staff_pages(role):
        assert client.get(path).status_code in (200, 302), path
        change_roles(organisation=organisation, member=person, roles=[other], seen=[role, other], by=mina)
        assert (client.get(path).status_code == 404) == (other not in who), path
        change_roles(organisation=organisation, member=person, roles=[role, other], seen=[other], by=mina)
        tried += 1
    assert tried >= 1


def test_who_has_no_role_left_sees_a_kind_page(cora_client, mina_client, organisation, cora):
    change(mina_client, organisation, cora, leaves="on")
    page = cora_client.get("/")
    assert page.status_code == 200 and "or your part has ended" in page.content.decode()
    assert cora_client.get(reverse("today")).status_code == 404


def test_a_right_that_went_while_the_form_was_on_its_way_changes_nothing(organisation, mina, cora):
    Membership.objects.filter(user=mina).update(role="finance")
    with pytest.raises(Refused, match="not a manager here any more"):
        change_roles(organisation=organisation, member=cora, roles=["finance"], seen=["coordinator"], by=mina)
    assert roles_of(cora, organisation) == {"coordinator"}


# Hands for money ------------------------------------------------------------------------------------------------------


def test_it_says_where_one_person_alone_takes_a_step_of_payments(organisation, mina, mina_client, cora_client, fin):
    told = "At Riverside, only one person can approve payments and only one person can send payments."
    for client, path in ((mina_client, reverse(HOME)), (mina_client, "/money/"), (cora_client, "/today/")):
        assert told in client.get(path).content.decode()
    member(organisation, "manager")
    words = cora_client.get("/today/").content.decode()
    assert told not in words and "At Riverside, only one person can send payments." in words
    assert "approve payments" not in words
    member(organisation, "finance")
    assert "Riverside, " not in cora_client.get("/today/").content.decode()


def test_it_says_where_nobody_takes_a_step_of_payments(organisation, mina, mina_client):
    member(organisation, "manager")
    assert "At Riverside, nobody can send payments." in mina_client.get("/money/").content.decode()


def test_roles_that_ended_take_no_step_of_payments(organisation, mina, mina_client, fin):
    for user in (member(organisation, "manager"), member(organisation, "finance")):
        Membership.objects.filter(user=user).update(ended_at=timezone.now())
    assert "only one person can approve payments" in mina_client.get("/money/").content.decode()
