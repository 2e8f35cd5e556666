"""Two people at the same moment: one invitation is taken up once, one organisation begins, one manager is left."""

from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from coproduction.accounts.invitations import accept, decline, invite, withdraw
from coproduction.accounts.models import AuditEntry, Invitation, Membership, Organisation, User
from coproduction.accounts.organisations import change_roles, create_organisation, setup_token
from coproduction.base.refusals import Refused
from tests.conftest import Https
from tests.factories import InvitationFactory, member
from tests.scopes import Threads

from .test_organisation_set_up import TYPED

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def at_once(*steps):
    """Runs them in as many threads, all let go at one moment. What each gave; None where it was refused."""
    together = Barrier(len(steps))

    def take(step):
        together.wait()
        try:
            return step()
        except Refused:
            return None
        finally:
            connection.close()

    with Threads(len(steps)) as pool:
        return list(pool.map(take, steps))


def test_two_that_accept_the_same_invitation_make_one_member(organisation, mina):
    for _ in range(ROUNDS):
        asked = InvitationFactory(organisation=organisation, invited_by=mina, roles=["coordinator", "finance"])
        # Each as their own tab has fetched it.
        steps = [
            partial(accept, invitation=Invitation.objects.get(pk=asked.pk), name="Kim", by=User.objects.get(pk=who))
            for who in [asked.user_id] * 4
        ]
        assert at_once(*steps).count(None) == 3
        assert Membership.objects.filter(user=asked.user).count() == 2
    assert AuditEntry.objects.filter(action="invitation accepted").count() == ROUNDS


def test_taken_back_while_it_is_accepted_it_is_one_of_the_two(organisation, mina):
    for _ in range(ROUNDS):
        asked = InvitationFactory(organisation=organisation, invited_by=mina)
        yes, back, no = at_once(
            partial(accept, invitation=asked, name="Kim", by=asked.user),
            partial(withdraw, invitation=asked, by=mina),
            partial(decline, invitation=asked, by=asked.user),
        )
        assert [yes, back, no].count(None) == 2
        asked.refresh_from_db()
        assert bool(asked.accepted_at) == bool(yes) == Membership.objects.filter(user=asked.user).exists()
        assert bool(asked.withdrawn_at) == bool(back or no)


def test_two_that_invite_the_same_address_make_one_invitation(organisation, mina, other_organisation, oli):
    for number in range(ROUNDS):
        ask = partial(invite, name="Kim", email=f"kim{number}@example.org", roles=["finance"])
        here = partial(ask, organisation=organisation, by=mina)
        # Of another organisation: the same person, asked twice.
        *both, there = at_once(here, here, partial(ask, organisation=other_organisation, by=oli))
        assert both.count(None) == 1 and there
        kim = User.objects.get(email=f"kim{number}@example.org")
        assert Invitation.objects.current(timezone.now()).filter(user=kim).count() == 2


def test_two_first_runs_make_one_organisation():
    def press(name):
        fields = TYPED | {"word": setup_token(), "name": name, "email": f"{name}@example.org"}
        return Https().post("/set-up/", fields).status_code

    assert sorted(at_once(*[partial(press, f"house{number}") for number in range(4)])) == [302, 404, 404, 404]
    made = Organisation.objects.get()
    assert User.objects.get().email == f"{made.name}@example.org"
    assert Invitation.objects.get().organisation == made


def test_a_command_and_a_first_run_wait_for_each_other():
    def begin(name, first):
        settled = {"name": name, "region": "ENG", "working_days": "12345"}
        return create_organisation(settled=settled, person="A", email=f"{name}@example.org", first=first, by=None)

    page, command = at_once(partial(begin, "page", True), partial(begin, "command", False))
    assert command and set(Organisation.objects.all()) == {command, page} - {None}


def roles_end(organisation, person, seen, by):
    return change_roles(organisation=organisation, member=person, roles=[], seen=seen, by=by)


def test_two_managers_who_end_each_other_leave_one(organisation):
    for _ in range(ROUNDS):
        one, two = member(organisation, "manager"), member(organisation, "manager")
        end = partial(roles_end, organisation, seen=["manager"])
        assert at_once(partial(end, one, by=two), partial(end, two, by=one)).count(None) == 1
        # Exactly one: it is this that makes room for the next round.
        left = Membership.objects.current().get(organisation=organisation, role="manager")
        left.ended_at = timezone.now()
        left.save()


def test_two_managers_who_both_leave_leave_one(organisation):
    one, two = member(organisation, "manager"), member(organisation, "manager", "finance")
    taken = at_once(
        partial(roles_end, organisation, one, seen=["manager"], by=one),
        partial(roles_end, organisation, two, seen=["manager", "finance"], by=two),
    )
    assert taken.count(None) == 1
    assert Membership.objects.current().filter(organisation=organisation, role="manager").count() == 1
