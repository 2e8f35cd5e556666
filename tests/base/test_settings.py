"""With settings that are unsafe it does not start, and says which and why."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

SETTINGS = Path(__file__).parents[2] / "coproduction" / "settings.py"
LIVE = {
    "COPRODUCTION_SECRET_KEY": "Zk3v9QxR7mN2pLw8TfYc4HbJ6sDgVa1EuKiOo5XhWnBzMrPq0tUe",
    "COPRODUCTION_HOSTS": "coproduction.example.org",
    "COPRODUCTION_ADDRESS": "https://coproduction.example.org",
}
DEMO = {"COPRODUCTION_DEMO": "1"}
AN_ID = "3d844edf-8d35-48ac-975b-e847b4f122b0"
NOTIFY = {
    "COPRODUCTION_POST": "notify",
    "COPRODUCTION_NOTIFY_KEY": f"live-{AN_ID}-{AN_ID}",
    "COPRODUCTION_NOTIFY_TEXT": AN_ID,
    "COPRODUCTION_NOTIFY_EMAIL": AN_ID,
}
# What the tests themselves run with.
OURS = ("COPRODUCTION_", "DATABASE_URL", "DJANGO_")

# What is set beside what is right, or taken away (None), and a word of the refusal.
UNSAFE = {
    "no key": ({"COPRODUCTION_SECRET_KEY": None}, "Set COPRODUCTION_SECRET_KEY"),
    "an empty key": ({"COPRODUCTION_SECRET_KEY": ""}, "Set COPRODUCTION_SECRET_KEY"),
    "a short key": ({"COPRODUCTION_SECRET_KEY": "Zk3v9QxR7mN2pLw8"}, "too short"),
    "a key of one letter": ({"COPRODUCTION_SECRET_KEY": "a" * 60}, "easy to guess"),
    "a key of one word": ({"COPRODUCTION_SECRET_KEY": "secret" * 10}, "easy to guess"),
    "no host": ({"COPRODUCTION_HOSTS": None}, "Set COPRODUCTION_HOSTS"),
    "hosts of commas": ({"COPRODUCTION_HOSTS": " , ,"}, "Set COPRODUCTION_HOSTS"),
    "any host": ({"COPRODUCTION_HOSTS": "*"}, "not a plain name"),
    "any host among others": ({"COPRODUCTION_HOSTS": "coproduction.example.org,*"}, "not a plain name"),
    "every host under one": ({"COPRODUCTION_HOSTS": ".example.org"}, "not a plain name"),
    "an address for a host": ({"COPRODUCTION_HOSTS": "https://coproduction.example.org"}, "not a plain name"),
    "a host with a port": ({"COPRODUCTION_HOSTS": "coproduction.example.org:443"}, "not a plain name"),
    "debug where others come": ({"COPRODUCTION_DEBUG": "1"}, "COPRODUCTION_DEBUG"),
    "demo with a real key": (DEMO | {"COPRODUCTION_HOSTS": None}, "real secret key"),
    "demo with a real host": (DEMO | {"COPRODUCTION_SECRET_KEY": None}, "host that others can reach"),
    "demo with both": (DEMO, "Demo mode lets anyone in"),
    "no address": ({"COPRODUCTION_ADDRESS": None}, "COPRODUCTION_ADDRESS"),
    "an address without TLS": ({"COPRODUCTION_ADDRESS": "http://coproduction.example.org"}, "COPRODUCTION_ADDRESS"),
    "somebody else's address": ({"COPRODUCTION_ADDRESS": "https://elsewhere.example"}, "COPRODUCTION_ADDRESS"),
    "a database without guards": ({"DATABASE_URL": "mysql://u:p@db/c"}, "DATABASE_URL"),
    "a database that does not last": ({"DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL"),
    "a database without a name": ({"DATABASE_URL": "postgres://db.example.org/"}, "DATABASE_URL"),
    "an unheard-of way to send": ({"COPRODUCTION_POST": "pigeon"}, "COPRODUCTION_POST"),
    "Notify without a key": (NOTIFY | {"COPRODUCTION_NOTIFY_KEY": None}, "COPRODUCTION_NOTIFY_KEY"),
    "Notify with half a key": (NOTIFY | {"COPRODUCTION_NOTIFY_KEY": AN_ID}, "COPRODUCTION_NOTIFY_KEY"),
    "Notify without a text": (NOTIFY | {"COPRODUCTION_NOTIFY_TEXT": None}, "COPRODUCTION_NOTIFY_TEXT"),
    "Notify without an email": (NOTIFY | {"COPRODUCTION_NOTIFY_EMAIL": ""}, "COPRODUCTION_NOTIFY_EMAIL"),
    "Notify with words for a template": (NOTIFY | {"COPRODUCTION_NOTIFY_TEXT": "hello"}, "COPRODUCTION_NOTIFY_TEXT"),
    "Notify somewhere else": (
        NOTIFY | {"COPRODUCTION_NOTIFY_ADDRESS": "https://elsewhere.example"},
        "COPRODUCTION_NOTIFY_ADDRESS",
    ),
    "Notify out of a demo": (DEMO | dict.fromkeys(LIVE) | NOTIFY, "demo mode sends nothing"),
    "proxies in words": ({"COPRODUCTION_PROXIES": "one"}, "COPRODUCTION_PROXIES"),
    "fewer proxies than none": ({"COPRODUCTION_PROXIES": "-1"}, "COPRODUCTION_PROXIES"),
}


def environment(folder, changed):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    wanted = {**LIVE, "COPRODUCTION_DATA": str(folder), **changed}
    return kept | {name: value for name, value in wanted.items() if value is not None}


def settings_with(folder, **changed):
    with mock.patch.dict(os.environ, environment(folder, changed), clear=True):
        return runpy.run_path(str(SETTINGS))


def manage(folder, *arguments, **changed):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=SETTINGS.parents[1],
        env=environment(folder, {"DJANGO_SETTINGS_MODULE": "coproduction.settings", **changed}),
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", UNSAFE)
def test_it_does_not_start_with_an_unsafe_setting(name, tmp_path, figure):
    changed, says = UNSAFE[name]
    with pytest.raises(ImproperlyConfigured, match=says):
        settings_with(tmp_path, **changed)
    figure("OP2", 1, f"unsafe settings refused, of {len(UNSAFE)}")


def test_it_starts_with_the_settings_of_a_live_site(tmp_path):
    made = settings_with(tmp_path)
    assert not made["DEBUG"] and not made["DEMO"]
    assert made["SESSION_COOKIE_SECURE"] and made["SECURE_SSL_REDIRECT"]
    assert made["CSRF_TRUSTED_ORIGINS"] == ["https://coproduction.example.org"]


def test_the_words_of_a_card_cannot_be_tried_out_quickly(tmp_path):
    hashers = settings_with(tmp_path).get("PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)
    assert hashers[0] == "django.contrib.auth.hashers.PBKDF2PasswordHasher"


def test_it_starts_with_notify(tmp_path):
    made = settings_with(tmp_path, **NOTIFY)
    assert made["POST_TRANSPORT"] == "notify"
    assert made["NOTIFY"]["address"] == "https://api.notifications.service.gov.uk"


def test_it_starts_as_a_demo_with_a_key_of_its_own_that_stays(tmp_path):
    bare = dict.fromkeys(LIVE) | DEMO
    first, second = settings_with(tmp_path, **bare), settings_with(tmp_path, **bare)
    assert len(first["SECRET_KEY"]) >= 50
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (tmp_path / "demo-secret").stat().st_mode & 0o077 == 0


def test_postgresql_keeps_what_its_address_asks_for_and_has_time_limits(tmp_path):
    made = settings_with(tmp_path, DATABASE_URL="postgres://u:p@db.example.org/c?sslmode=require")
    options = made["DATABASES"]["default"]["OPTIONS"]
    assert options["sslmode"] == "require"
    assert "statement_timeout=5s" in options["options"] and "lock_timeout=2s" in options["options"]


def test_django_finds_nothing_to_say_about_a_live_site(tmp_path, figure):
    answer = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert answer.returncode == 0, answer.stderr
    figure("OP2", 1, "check of the live settings, 0 warnings")


def test_a_refusal_ends_the_start_with_a_sentence(tmp_path):
    answer = manage(tmp_path, "check", COPRODUCTION_SECRET_KEY="")
    assert answer.returncode != 0
    assert "Set COPRODUCTION_SECRET_KEY" in answer.stderr


def test_there_is_no_way_in_without_a_code_outside_the_demo():
    from coproduction.base.access import routes

    assert "demo_sign_in" not in dict(routes())
