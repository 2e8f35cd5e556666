"""The database is read-only, full or away: a plain page says so and gives back what was typed."""

import contextlib
import errno
import re

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from coproduction.accounts.card_words import WORDS as WORDS_ON_CARDS
from coproduction.accounts.models import AuditEntry
from coproduction.pages import health
from projects.project.models import Project

from ..conftest import Https
from . import roads

WORDS = "We met at the café. <b>Bold</b> & brave."
LONG = "long " * 200
PLAN = {**roads.PLAN, "purpose": WORDS, "why_none": "Somebody else pays", "budget-2-reason": "The council pays"}


@pytest.fixture(autouse=True)
def browsers_that_get_the_page(monkeypatch):
    """As a real one does, the browsers here are given the page of the error, not the error."""
    begin = Client.__init__

    def as_a_real_one(self, *args, **told):
        begin(self, *args, **{**told, "raise_request_exception": False})

    monkeypatch.setattr(Https, "__init__", as_a_real_one)


@contextlib.contextmanager
def read_only():
    with transaction.atomic(), connection.cursor() as cursor:
        # There it ends with the savepoint that this stands in.
        cursor.execute("PRAGMA query_only = ON" if connection.vendor == "sqlite" else "SET TRANSACTION READ ONLY")
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = OFF")
        transaction.set_rollback(True)


@contextlib.contextmanager
def full():
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA max_page_count").fetchone()
        # The database takes that for as many as there are: not one more.
        cursor.execute("PRAGMA max_page_count = 1")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {before}")


def away(*told):
    raise OperationalError("could not connect to server at db.example.org")


def gives_it_back(page):
    assert page.status == 503 and page.answer.headers["Retry-After"] == "120"
    assert page.says("We can't save anything just now", "This was not saved.", "What you typed")
    assert page.says(WORDS, "Why there is none (row 3) The council pays", "What is it for? " + WORDS)
    assert page.says("What do you do together? We design something", "How big is it? A long piece of work")
    # As words, not as part of the page; and nothing of the machinery.
    assert "<b>Bold" not in page.html and "example.org" not in page.html
    assert not re.search("[0-9a-f]{8}-[0-9a-f]{4}-|[A-Za-z0-9]{64}|TOTAL|Token|csrf", page.html)
    return True


@pytest.mark.both_databases
def test_k92_read_only_gives_back_what_was_typed(as_cora, sam):
    page = as_cora.open("/projects/new/")
    with read_only():
        assert gives_it_back(page.send("Plan this project", PLAN))
        # What is only read is still shown.
        assert as_cora.open("/today/").status == 200
    assert not Project.objects.exists()


@pytest.mark.both_databases
def test_k92_read_only_a_page_is_shown_although_its_session_cannot_be_kept(as_cora, clock):
    as_cora.open("/today/")
    clock.traveller.shift(60 * 20)
    with read_only():
        assert as_cora.open("/today/").says("Today, ")


@pytest.mark.django_db(transaction=True)
def test_k92_a_full_disk_gives_back_what_was_typed(as_cora, sam):
    if connection.vendor != "sqlite":
        # There a disk is full for the whole server; what it then says is the same error.
        return
    page = as_cora.open("/projects/new/")
    with full():
        # Pages of the database that earlier tests left free are filled first.
        for _ in range(500):
            answer = page.send(
                "Plan this project", {**PLAN, "can_change": "long " * 200, "cannot_change": "long " * 200}
            )
            if answer.status != 200:
                break
            page = as_cora.open("/projects/new/")
        assert gives_it_back(answer)
        assert Https().get("/readyz").status_code == 503
    assert Https().get("/readyz").status_code == 200


@pytest.mark.both_databases
def test_k92_without_a_database_a_form_gives_back_what_was_typed_and_a_page_says_so(as_cora, sam, asha_client):
    page = as_cora.open("/projects/new/")
    with connection.execute_wrapper(away):
        assert gives_it_back(page.send("Plan this project", PLAN))
        shown = as_cora.open("/today/")
        theirs = asha_client.get("/me/")
    assert shown.status == 503 and shown.says("We can't open this page just now") and not shown.says("What you typed")
    assert shown.answer.headers["Cache-Control"] == "no-store, private"
    assert theirs.status_code == 503 and "Leave this page" in theirs.content.decode()


def test_k92_a_disk_without_room_says_the_same(as_cora, sam, monkeypatch):
    def no_room(*args, **told):
        raise OSError(errno.ENOSPC, "No space left on device")

    page = as_cora.open("/projects/new/")
    monkeypatch.setattr("projects.planning.views.plan_project", no_room)
    assert gives_it_back(page.send("Plan this project", PLAN))


def test_k92_what_broke_by_our_own_fault_is_a_500_that_gives_the_words_back_too(as_cora, sam, monkeypatch):
    page = as_cora.open("/projects/new/")
    monkeypatch.setattr("projects.planning.views.plan_project", lambda **_: 1 / 0)
    answer = page.send("Plan this project", PLAN)
    assert answer.status == 500 and answer.says("Something broke on our side", WORDS)


def test_k92_a_name_of_the_machinery_or_a_mark_is_never_shown(as_cora):
    as_cora.open("/today/")
    with connection.execute_wrapper(away):
        odd = {"odd_box": "Ring Asha", "seen": "v1-long", "next": "/today/", "says": "no", "TOTAL_FORMS": "3"}
        page = as_cora.send("/projects/new/", odd)
    assert page.status == 503 and page.says("What you wrote Ring Asha")
    assert not any(word in page.html for word in ("odd_box", "Odd box", "v1-long", "<dd>no", "<dd>/today/"))


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/accounts/sign-in/", {"where": "asha@example.org"}),
        ("/accounts/card/", {"number": "314159", "words": " ".join(sorted(WORDS_ON_CARDS)[:5])}),
        ("/accounts/ways-in/again/", {"code": "314159"}),
    ],
)
def test_k92_codes_and_words_of_cards_are_not_given_back(path, sent, cora_client):
    with connection.execute_wrapper(away):
        answer = (cora_client if "code" in sent else Https()).post(path, sent)
    assert answer.status_code == 503 and "What you typed" not in answer.content.decode()
    assert not any(value in answer.content.decode() for value in sent.values())


def test_k92_a_form_of_another_site_cannot_have_its_words_shown_here(cora_client):
    cora_client.handler.enforce_csrf_checks = True
    with connection.execute_wrapper(away):
        answer = cora_client.post("/projects/new/", {"purpose": "Ring this number"})
    assert answer.status_code in {403, 503} and "Ring this number" not in answer.content.decode()


@pytest.mark.both_databases
def test_k92_readiness_says_so_and_alive_stays_alive(cora_client, db):
    cookies = Https()
    cookies.cookies = cora_client.cookies
    assert cookies.get("/readyz").content == b"ready"
    with connection.execute_wrapper(away):
        assert (cookies.get("/healthz").status_code, cookies.get("/healthz").content) == (200, b"ok")
        answer = cookies.get("/readyz")
        assert (answer.status_code, answer.content) == (503, b"not ready: database")
    with read_only():
        answer = cookies.get("/readyz")
        assert (answer.status_code, answer.content) == (503, b"not ready: database")


def test_k92_readiness_asks_for_migrations_and_room(client, db, monkeypatch):
    before = AuditEntry.objects.count()
    monkeypatch.setattr(health, "ROOM", 2**70)
    if connection.vendor == "sqlite":
        assert client.get("/readyz").content == b"not ready: room"
    monkeypatch.setitem(health._known, "migrated", False)
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: ["one"])
    assert client.get("/readyz").content == b"not ready: migrations"
    assert AuditEntry.objects.count() == before


def unwritable(execute, sql, params, many, context):
    if not sql.startswith("SELECT"):
        raise OperationalError("attempt to write a readonly database")
    return execute(sql, params, many, context)


@pytest.mark.parametrize("path", ["/accounts/sign-out/", "/accounts/sessions/end/"])
@pytest.mark.parametrize("broken", [unwritable, away])
def test_k92_who_leaves_has_left_this_browser_although_nothing_can_be_kept(path, broken, asha_client):
    assert asha_client.get("/me/").status_code == 200
    with connection.execute_wrapper(broken):
        answer = asha_client.post(path)
    said = answer.content.decode()
    assert answer.status_code == 503 and "You are signed out here" in said and "not saved" not in said
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    connection.set_rollback(False)
    assert asha_client.get("/me/").status_code == 302


def test_k92_another_site_signs_nobody_out_while_nothing_can_be_kept(asha_client):
    asha_client.handler.enforce_csrf_checks = True
    with connection.execute_wrapper(away):
        answer = asha_client.post("/accounts/sign-out/")
    assert answer.status_code in {403, 503} and "Clear-Site-Data" not in answer.headers
    assert asha_client.get("/me/").status_code == 200
