"""The cast. Cora coordinates and Sam is her deputy, Mina manages, Fin releases money, Asha and Ben take part;
Oli manages another organisation. Asha and Ben are participants; `asha.user` is her sign-in.
"""

import gc
import time
from importlib import import_module

import pytest
from allauth.account.internal.userkit import user_id_to_str
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis

from . import by_hand, databases, factories, scopes
from .figures import DEPTH, Figures
from .serving import served, server  # noqa: F401

# A busy machine is no fault of the code. A quarter of what hypothesis tries of itself; at full depth all of it.
hypothesis.register_profile("house", deadline=None, max_examples=100 if DEPTH == "full" else 25)
hypothesis.load_profile("house")


class Https(Client):
    """A browser that came by https, as everyone does."""

    def generic(self, *args, **kwargs):
        return super().generic(*args, **{**kwargs, "secure": True})

    def request(self, **request):
        with scopes.nowhere():
            return super().request(**request)


def signed_in(user, second_factor=True):
    """Just signed in, with all that proves it, unless that is what the test is about."""
    client = Https()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    proved = {"method": "mfa", "type": "totp"} if second_factor else {"method": "code"}
    session = client.session
    session["account_authentication_methods"] = [{**proved, "at": time.time()}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return client


def pytest_collection_finish():
    """What is loaded by now stays to the end; to search it for garbage again and again takes a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Tests and what they are given reach every record; see scopes.py for where the app stands meanwhile."""
    with scopes.everywhere():
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def commands_begin_nowhere():
    with pytest.MonkeyPatch.context() as patch:
        scopes.commands_begin_nowhere(patch)
        yield


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    reuse = request.config.getvalue("reuse_db")
    with django_db_blocker.unblock():
        before = databases.make(reuse)
    yield
    if reuse:
        return
    with django_db_blocker.unblock():
        # Threads of the servers that tests start may end after them: nobody holds on to a database that is to go.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture
def client():
    """Nobody in particular."""
    return Https()


@pytest.fixture
def organisation(db):
    return factories.OrganisationFactory(name="Riverside")


@pytest.fixture
def other_organisation(db):
    return factories.OrganisationFactory(name="Hillside")


@pytest.fixture
def cora(organisation):
    return factories.member(organisation, "coordinator", name="Cora", email="cora@example.org")


@pytest.fixture
def sam(organisation):
    return factories.member(organisation, "coordinator", name="Sam", email="sam@example.org")


@pytest.fixture
def mina(organisation):
    return factories.member(organisation, "manager", name="Mina", email="mina@example.org")


@pytest.fixture
def fin(organisation):
    return factories.member(organisation, "finance", name="Fin", email="fin@example.org")


@pytest.fixture
def oli(other_organisation):
    return factories.member(other_organisation, "manager", name="Oli", email="oli@example.org")


@pytest.fixture
def asha(organisation, cora):
    return factories.ParticipantFactory(organisation=organisation, name="Asha", welcomed_by=cora, signs_in=True)


@pytest.fixture
def ben(organisation, cora):
    return factories.ParticipantFactory(organisation=organisation, name="Ben", welcomed_by=cora, signs_in=True)


@pytest.fixture
def project(organisation, cora, sam):
    """Cora is its contact and Sam her deputy."""
    return factories.ProjectFactory(organisation=organisation, title="The drop-in", contact=cora, deputy=sam)


@pytest.fixture
def stage(project):
    return factories.StageFactory(project=project, open=True)


@pytest.fixture
def rate(organisation):
    """15 pounds an hour."""
    return factories.RateFactory(card__organisation=organisation)


@pytest.fixture
def cora_client(cora):
    return signed_in(cora)


@pytest.fixture
def sam_client(sam):
    return signed_in(sam)


@pytest.fixture
def mina_client(mina):
    return signed_in(mina)


@pytest.fixture
def fin_client(fin):
    return signed_in(fin)


@pytest.fixture
def oli_client(oli):
    return signed_in(oli)


@pytest.fixture
def asha_client(asha):
    return signed_in(asha.user)


@pytest.fixture
def ben_client(ben):
    return signed_in(ben.user)


@pytest.fixture
def figure(request):
    """figure("AZ1", count, "cells, 0 differ"): puts a measured promise into the list at the end of the run."""
    return Figures().record


@pytest.fixture(autouse=True)
def post_folder(settings, tmp_path):
    """Where this test's messages land, a file each."""
    settings.POST_FOLDER = tmp_path / "post"
    return settings.POST_FOLDER


@pytest.fixture(autouse=True)
def written_by_hand(monkeypatch):
    with by_hand.counted(monkeypatch):
        yield


@pytest.fixture
def demo_mode(settings):
    """Demo mode, with its paths and doors. Name it before `address` or `walks`, which start a server."""
    # Before it is on: what the urls hold is settled when they are first read, for all tests.
    import_module("tests.demo.house")
    settings.DEMO, settings.ROOT_URLCONF, settings.DOORS = True, "tests.demo.house", "tests.demo.house.DOORS"


@pytest.fixture(autouse=True)
def emptied_afterwards(request):
    """A test with real transactions is emptied by DELETE, which guarded tables refuse: their triggers go first.

    The emptying ends in post_migrate, which puts them back.
    """
    marker = request.node.get_closest_marker("django_db")
    real = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not real and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
