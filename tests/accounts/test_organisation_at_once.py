"""Two people at the same moment: one invitation is taken up once, one organisation begins, one manager is left."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from coproduction.accounts.invitations import accept, decline, invite, withdraw
from coproduction.accounts.models import AuditEntry, Invitation, Membership, Organisation, User
from coproduction.accounts.organisations import change_roles, found, set_up_word
from coproduction.base.refusals import Refused
from tests.conftest import Https
from tests.factories import InvitationFactory, member

from .test_organisation_set_up import TYPED

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def at_once(*steps):
    """Runs them in as many threads, all let go at one moment. What each gave, or that it was refused."""
    together = Barrier(len(steps))

    def take(step):
        together.wait()
        try:
            return step()
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))


def test_two_that_accept_the_same_invitation_make_one_member(organisation, mina):
    for _ in range(ROUNDS):
        asked = InvitationFactory(organisation=organisation, invited_by=mina, roles=["coordinator", "finance"])
        same = [Invitation.objects.get(pk=asked.pk) for _ in range(4)]
        people = [User.objects.get(pk=asked.user_id) for _ in range(4)]
        steps = [lambda i=i: accept(invitation=same[i], name="Kim", by=people[i]) and "in" for i in range(4)]
        assert sorted(at_once(*steps)) == ["in", "refused", "refused", "refused"]
        assert Membership.objects.filter(user=asked.user).count() == 2
    assert AuditEntry.objects.filter(action="invitation accepted").count() == ROUNDS


def test_taken_back_while_it_is_accepted_it_is_one_of_the_two(organisation, mina):
    for _ in range(ROUNDS):
        asked = InvitationFactory(organisation=organisation, invited_by=mina)
        taken = at_once(
            lambda: accept(invitation=asked, name="Kim", by=asked.user) and "in",
            lambda: withdraw(invitation=asked, by=mina) and "back",
            lambda: decline(invitation=asked, by=asked.user) and "no",
        )
        assert taken.count("refused") == 2
        asked.refresh_from_db()
        assert bool(asked.accepted_at) == ("in" in taken) == Membership.objects.filter(user=asked.user).exists()
        assert bool(asked.withdrawn_at) == bool({"back", "no"} & set(taken))


def test_two_that_invite_the_same_address_make_one_invitation(organisation, mina, other_organisation, oli):
    for number in range(ROUNDS):
        who = {"name": "Kim", "email": f"kim{number}@example.org", "roles": ["finance"]}
        taken = at_once(
            lambda: invite(organisation=organisation, by=mina, **who) and "asked",
            lambda: invite(organisation=organisation, by=mina, **who) and "asked",
            # Of another organisation: the same person, asked twice.
            lambda: invite(organisation=other_organisation, by=oli, **who) and "asked",
        )
        assert sorted(taken) == ["asked", "asked", "refused"]
        kim = User.objects.get(email=who["email"])
        assert Invitation.objects.standing(timezone.now()).filter(user=kim).count() == 2


def test_two_first_runs_make_one_organisation():
    def press(name):
        fields = TYPED | {"word": set_up_word(), "name": name, "email": f"{name}@example.org"}
        return Https().post("/set-up/", fields).status_code

    assert sorted(at_once(*[lambda n=n: press(f"house{n}") for n in range(4)])) == [302, 404, 404, 404]
    made = Organisation.objects.get()
    assert User.objects.get().email == f"{made.name}@example.org"
    assert Invitation.objects.get().organisation == made


def test_a_command_and_a_first_run_wait_for_each_other():
    fields = {"region": "ENG", "working_days": "12345"}

    def begin(name, first):
        found(settled=fields | {"name": name}, person="A", email=f"{name}@example.org", first=first, by=None)
        return name

    taken = at_once(lambda: begin("page", True), lambda: begin("command", False))
    assert "command" in taken and set(Organisation.objects.values_list("name", flat=True)) == set(taken) - {"refused"}


def test_two_managers_who_end_each_other_leave_one(organisation):
    for _ in range(ROUNDS):
        one, two = member(organisation, "manager"), member(organisation, "manager")

        def end(member, by):
            change_roles(organisation=organisation, member=member, roles=[], seen=["manager"], by=by)
            return "ended"

        assert sorted(at_once(lambda: end(one, two), lambda: end(two, one))) == ["ended", "refused"]  # noqa: B023
        left = Membership.objects.current().get(organisation=organisation, role="manager")
        left.ended_at = timezone.now()
        left.save()


def test_two_managers_who_both_leave_leave_one(organisation):
    one, two = member(organisation, "manager"), member(organisation, "manager", "finance")

    def leave(person, seen):
        change_roles(organisation=organisation, member=person, roles=[], seen=seen, by=person)
        return "gone"

    taken = at_once(lambda: leave(one, ["manager"]), lambda: leave(two, ["manager", "finance"]))
    assert sorted(taken) == ["gone", "refused"]
    assert Membership.objects.current().filter(organisation=organisation, role="manager").count() == 1
