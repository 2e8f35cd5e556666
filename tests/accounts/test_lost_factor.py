"""Somebody of the staff lost their phone and their recovery codes: a colleague lets them set up another."""

import uuid

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from coproduction.accounts.models import AuditEntry
from coproduction.accounts.organisations import take_away_second_factor
from coproduction.accounts.second_factor import factors_of
from coproduction.base.proof import has_second_factor
from coproduction.base.refusals import Refused
from tests.conftest import signed_in
from tests.factories import member
from tests.second_factor import held_by


@pytest.fixture
def cora_with_app(cora):
    held_by(cora)
    return cora


def ask(client, organisation, who):
    path = reverse("organisation:lost_factor", args=[organisation.pk, who.pk])
    return client.post(path, {"token": str(uuid.uuid4())})


def test_a_manager_lets_a_colleague_set_up_another(mina, mina_client, organisation, cora_with_app):
    theirs = signed_in(cora_with_app)
    assert theirs.get(reverse("today")).status_code == 200
    assert ask(mina_client, organisation, cora_with_app).url == reverse("organisation:home")
    assert not has_second_factor(cora_with_app) and not factors_of(cora_with_app).exists()
    # Signed out where they were; and with one factor alone they reach the set-up and nothing else.
    assert theirs.get(reverse("today")).url.startswith(reverse("account_request_login_code"))
    cora_with_app.refresh_from_db()
    again = signed_in(cora_with_app, second_factor=False)
    assert again.get(reverse("today")).url.startswith(reverse("mfa_index"))
    entry = AuditEntry.objects.get(action="second factor taken away")
    assert (entry.actor_id, entry.organisation_id) == (mina.pk, organisation.pk)


def test_nobody_takes_away_their_own_nor_that_of_somebody_who_works_elsewhere_too(
    mina, organisation, other_organisation
):
    both = member(organisation, "coordinator")
    member_elsewhere = member(other_organisation, "coordinator")
    both.memberships.create(organisation=other_organisation, role="finance")
    for who in (mina, both, member_elsewhere):
        held_by(who)
        with pytest.raises(Refused):
            take_away_second_factor(organisation=organisation, member=who, by=mina)
        assert has_second_factor(who)


def test_only_managers_of_that_organisation_can(cora_client, oli_client, organisation, cora_with_app, fin):
    for client in (cora_client, oli_client):
        assert ask(client, organisation, cora_with_app).status_code == 404
    assert has_second_factor(cora_with_app)


def test_whoever_runs_the_server_helps_the_last_manager(mina, organisation, capsys):
    held_by(mina)
    call_command("reset_second_factor", email=" Mina@Example.org")
    assert not has_second_factor(mina)
    assert AuditEntry.objects.get(action="second factor taken away").actor_id is None
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("reset_second_factor", email="nobody@example.org")


def test_it_is_not_for_those_who_take_part(asha):
    with pytest.raises(CommandError, match="does not work here"):
        call_command("reset_second_factor", email=asha.user.email)
