"""What stands in the logs, and all that does not: searched for each word that was planted, and for each secret."""

import io
import json
import logging
import re
import subprocess
import sys
import threading
import uuid

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse

from coproduction.accounts.models import User
from coproduction.base import logs
from coproduction.base.access import doors_by_route
from participants.people.models import Participant
from participants.person import views as person
from tests.access_rules import POSTED
from tests.canaries import SHAPE
from tests.conftest import Https, signed_in
from tests.test_access import DOORS, ROUTES, path_to, steps_of
from tests.world import build

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
# Loggers that say much when they are asked to.
TALKATIVE = ("", "django", "django.request", "django.security", "django.db.backends", "coproduction")


@pytest.fixture
def lines(monkeypatch):
    """The log as it is written, most loggers at their most talkative; `read()` gives its lines as dicts."""
    handler = logs.Handler(io.StringIO())
    handler.setFormatter(logs.Lines())
    levels = {name: logging.getLogger(name).level for name in TALKATIVE}
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG)
    # It reports each variable that a template has not, many on each page, all in the same way.
    monkeypatch.setattr(logging.getLogger("django.template"), "disabled", True)
    root = logging.getLogger()
    # Alone: those that keep what a test logged, in full, would cost minutes here.
    others, root.handlers = root.handlers, [handler]
    # Each query, too, with its values.
    connections["default"].force_debug_cursor = True
    handler.read = lambda: [json.loads(line) for line in handler.stream.getvalue().splitlines()]
    yield handler
    connections["default"].force_debug_cursor = False
    root.handlers = others
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def of_event(lines, event):
    return [line for line in lines.read() if line.get("event") == event]


def test_a_request_leaves_one_line_with_the_name_of_its_route(lines, cora_client, asha, organisation):
    cora_client.get(reverse("people:person", args=[asha.pk]), {"q": "Asha"})
    (line,) = of_event(lines, "request")
    assert line["route"] == "people:person" and line["status"] == 200 and line["method"] == "GET" and line["ms"] >= 0
    assert line["organisation"] == logs.pseudonym(organisation.pk) and "who" not in line
    assert line["level"] == "INFO" and line["time"].endswith("+00:00")


def test_who_asks_for_what_is_not_theirs_or_not_there_is_kept(lines, cora_client, cora):
    cora_client.get(reverse("people:person", args=[uuid.uuid4()]))
    (line,) = of_event(lines, "request")
    assert line["status"] == 404 and line["who"] == logs.pseudonym(cora.pk)


def test_a_pseudonym_needs_the_key(cora, settings):
    before = logs.pseudonym(cora.pk)
    settings.SECRET_KEY = "another" * 10
    assert logs.pseudonym(cora.pk) != before and str(cora.pk) not in before


@pytest.mark.django_db
def test_what_is_not_there_leaves_no_path(lines, client):
    client.get("/nowhere/asha@example.org/", {"q": "asha"})
    assert "asha" not in lines.stream.getvalue()
    (line,) = of_event(lines, "request")
    assert line["status"] == 404 and "route" not in line


def test_a_door_that_stays_shut_leaves_a_line_with_who_tried(lines, asha_client, asha, client):
    asha_client.get(reverse("people:list"))
    client.get(reverse("people:list"))
    known, stranger = of_event(lines, "door refused")
    assert known["route"] == stranger["route"] == "people:list" and known["level"] == "WARNING"
    assert known["who"] == logs.pseudonym(asha.user.pk) and "who" not in stranger


def test_signing_in_leaves_a_line_and_so_does_a_wrong_code(lines, client, post_folder, cora):
    codes = sign_in(client, cora, post_folder, "000000")
    (failed,) = of_event(lines, "sign-in failed")
    assert failed["route"] == "account_confirm_login_code" and failed["level"] == "WARNING"
    (done,) = of_event(lines, "signed in")
    assert done["who"] == logs.pseudonym(cora.pk)
    assert not [code for code in codes if code in lines.stream.getvalue()]


def sign_in(client, user, post_folder, wrong):
    """By a code, after a wrong one. Returns the codes that went out."""
    client.post(reverse("account_request_login_code"), {"where": user.email})
    text = "".join(path.read_text() for path in post_folder.glob("*"))
    codes = re.findall(r"code is (\S+)\.", text)
    client.post(reverse("account_confirm_login_code"), {"code": wrong})
    client.post(reverse("account_confirm_login_code"), {"code": codes[-1]})
    return codes


def test_a_page_that_breaks_says_what_and_where_and_nothing_else(lines, cora_client, asha, monkeypatch):
    def broken(safe):
        raise ValueError("Asha lives at 12 Canal Row")

    monkeypatch.setattr(person, "contact_in_words", broken)
    cora_client.raise_request_exception = False
    assert cora_client.get(reverse("people:person", args=[asha.pk])).status_code == 500
    (line,) = [line for line in lines.read() if line.get("error")]
    assert line["error"] == "builtins.ValueError" and line["route"] == "people:person" and line["status"] == 500
    assert line["raised_at"].startswith("tests/base/test_logs.py:")
    assert "Asha" not in lines.stream.getvalue() and "Canal" not in lines.stream.getvalue()


def test_what_a_library_says_stays_out(lines):
    logging.getLogger("somebody.else").warning("Could not write to %s", "asha@example.org")
    logging.getLogger("somebody.else").error("Could not write to asha@example.org")
    first, second = lines.read()
    assert first["at"].startswith("tests/base/test_logs.py:") and second["level"] == "ERROR"
    assert "asha" not in lines.stream.getvalue()


def test_a_line_that_cannot_be_written_is_not_printed_in_another_way(lines, monkeypatch, capsys):
    monkeypatch.setattr(json, "dumps", lambda line: 1 / 0)
    logging.getLogger("somebody.else").warning("Asha")
    monkeypatch.undo()
    assert of_event(lines, "line lost") and "Asha" not in lines.stream.getvalue() + capsys.readouterr().err


def test_nothing_mails_and_nothing_else_prints():
    named = [logging.getLogger(), *map(logging.getLogger, logging.getLogger().manager.loggerDict)]
    kinds = [type(handler).__module__ for each in named for handler in each.handlers]
    django = [handler for each in named if each.name.startswith("django") for handler in each.handlers]
    assert kinds.count(logs.__name__) == 1 and not django and not settings.ADMINS


def test_what_ends_a_command_is_not_printed_with_its_words():
    crash = "import django; django.setup(); raise ValueError('Asha')"
    ended = subprocess.run([sys.executable, "-c", crash], capture_output=True, text=True, cwd=logs.ROOT)
    (line,) = [json.loads(line) for line in ended.stderr.splitlines()]
    assert line["event"] == "crashed" and line["error"] == "builtins.ValueError" and "Asha" not in ended.stderr


def test_what_ends_a_thread_is_not_printed_with_its_words(lines, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    logs.catch_crashes()
    thread = threading.Thread(target=lambda: int("Asha"))
    thread.start()
    thread.join()
    assert of_event(lines, "crashed") and "Asha" not in lines.stream.getvalue()


@pytest.mark.django_db
def test_no_word_and_no_secret_stands_in_the_logs(lines, post_folder, monkeypatch, figure):
    world = build(planted=True)
    secrets = {settings.SECRET_KEY, "A" * 32}
    done = set()
    for actor in one_of_each_role(world):
        client = signed_in(actor.user) if actor.user else Https()
        client.raise_request_exception = False
        walk(client, actor, done)
        secrets |= secrets_of(client)
    monkeypatch.setattr(person, "contact_in_words", lambda safe: int(Participant.objects.first().name))
    # A manager on the walk signed her out everywhere.
    world.actors[0].user.refresh_from_db()
    client = signed_in(world.actors[0].user)
    client.raise_request_exception = False
    assert client.get(reverse("people:list")).status_code == 500
    secrets |= set(sign_in(Https(), world.actors[0].user, post_folder, "000000"))
    secrets |= set(User.objects.exclude(phone=None).values_list("phone", flat=True))
    text = lines.stream.getvalue()
    words = SHAPE.findall(text.encode())
    assert not words and not UUID.findall(text)
    assert not [secret for secret in secrets if secret and secret in text]
    assert {line.get("logger") for line in lines.read()} >= {"coproduction", "django.db.backends", "django.request"}
    count = len(lines.read())
    assert count > 1000 and len(of_event(lines, "request")) > len(ROUTES)
    planted, keys = len(world.canaries), len(secrets)
    figure("OP1", count, f"log lines, 0 secrets (of {planted} planted words, {keys} keys, codes and numbers)")


def one_of_each_role(world):
    return {actor.roles: actor for actor in reversed(world.actors)}.values()


def walk(client, actor, done):
    """A GET and, unless somebody did, a POST of each route that may be theirs; of each ninth route that is not."""
    for number, route in enumerate(sorted(ROUTES)):
        door = DOORS[route]
        if number % 9 and actor.user and not door.admits(actor.user) or route == "account_logout":
            continue
        path = path_to(route, next(iter(steps_of(route))), actor.home)
        posted = {field: actor.home.things[thing] for field, thing in POSTED.get(route, {}).items()}
        client.get(path, {"q": actor.home.participant.name})
        if route not in done:
            client.post(path, {"token": str(uuid.uuid4()), "words": actor.home.participant.name, **posted})
            done |= {route} if actor.user and door.admits(actor.user) else set()


def secrets_of(client):
    cookies = {morsel.value for morsel in client.cookies.values()}
    return {value for value in cookies if len(value) > 8}


def test_every_way_in_that_is_watched_has_a_door():
    assert doors_by_route().keys() >= logs.PROVING
