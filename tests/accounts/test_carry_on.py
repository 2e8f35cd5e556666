"""What was typed is not lost while a person proves who they are; nor does it wait for anybody else, or for long."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse

from coproduction.doors import DOORS
from projects.stages.models import Stage
from tests.accounts.test_second_factor import aged, by_code, code_of  # noqa: F401 - a fixture among them
from tests.conftest import signed_in
from tests.factories import StageFactory, member
from tests.second_factor import app_of

CARRY_ON, AGAIN = reverse("carry_on"), reverse("mfa_reauthenticate")
SAY = reverse("me:say")
WITH_FRESH = [replace(door, fresh=door.route in {"projects:skip_stage", "me:pause"} or door.fresh) for door in DOORS]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def doors_that_ask_afresh(settings):
    settings.DOORS = f"{__name__}.WITH_FRESH"


@pytest.fixture
def skip(project):
    return reverse("projects:skip_stage", args=[project.pk, StageFactory(project=project, name="Decide").pk])


@pytest.fixture
def secret(cora):
    return app_of(cora)


@pytest.fixture
def stale(cora, secret):
    """Cora, whose last proof is older than five minutes."""
    client = signed_in(cora)
    aged(client, 301)
    return client


def typed(reason="Nothing to decide & “so on”"):
    return {"token": str(uuid4()), "reason": reason}


def prove(client, secret, led):
    to = parse_qs(urlsplit(led.url).query)["next"][0]
    return client.post(AGAIN, {"code": code_of(secret), "next": to}).url


def test_what_was_typed_is_sent_after_proving_again(stale, skip, secret):
    sent = typed()
    led = stale.post(skip, sent)
    assert led.url.startswith(AGAIN) and not Stage.objects.exclude(not_applicable_reason="").exists()
    assert prove(stale, secret, led) == CARRY_ON
    page = stale.get(CARRY_ON)
    assert page.context["path"] == skip and dict(page.context["fields"]) == sent
    assert stale.post(page.context["path"], dict(page.context["fields"])).status_code == 302
    assert Stage.objects.get(name="Decide").not_applicable_reason == sent["reason"]


def test_it_is_shown_once_and_gone_from_the_session(stale, skip, secret):
    prove(stale, secret, stale.post(skip, typed()))
    assert "typed" in stale.session
    assert stale.get(CARRY_ON).status_code == 200
    assert "typed" not in stale.session and stale.get(CARRY_ON).url == reverse("home")


def test_it_works_as_htmx_sends_it(stale, skip):
    led = stale.post(skip, typed(), headers={"HX-Request": "true"})
    assert led.status_code == 200 and led.headers["HX-Redirect"].startswith(AGAIN)
    assert stale.session["typed"]["path"] == skip


def test_a_quarter_of_an_hour_later_it_is_gone(stale, skip, monkeypatch):
    import time

    stale.post(skip, typed())
    start = time.time()
    monkeypatch.setattr(time, "time", lambda: start + 15 * 60 - 5)
    stale.get(reverse("today"))
    assert "typed" in stale.session
    monkeypatch.setattr(time, "time", lambda: start + 15 * 60 + 1)
    # Whatever page is opened next, it does not wait on.
    stale.get(reverse("today"))
    assert "typed" not in stale.session and stale.get(CARRY_ON).url == reverse("home")


def test_it_is_for_the_page_it_was_typed_on_and_the_last_one_alone(stale, skip, secret, project):
    other = reverse("projects:skip_stage", args=[project.pk, StageFactory(project=project).pk])
    stale.post(skip, typed("the first"))
    prove(stale, secret, stale.post(other, typed("the second")))
    page = stale.get(CARRY_ON)
    assert page.context["path"] == other and dict(page.context["fields"])["reason"] == "the second"


def test_nobody_else_at_this_browser_sees_it(stale, skip, organisation):
    stale.post(skip, typed("for my eyes"))
    waiting = stale.session["typed"]
    sam = signed_in(member(organisation, "coordinator"))
    session = sam.session
    session["typed"] = waiting
    session.save()
    assert sam.get(CARRY_ON).url == reverse("home") and "typed" not in sam.session


@pytest.mark.parametrize("secret_field", ["code", "credential", "password"])
def test_no_proof_is_ever_kept(stale, skip, secret_field):
    led = stale.post(skip, typed() | {secret_field: "123456"})
    assert "typed" not in stale.session and "123456" not in str(dict(stale.session))
    assert parse_qs(urlsplit(led.url).query)["next"] == [skip]


def test_a_code_typed_too_late_into_the_set_up_page_is_not_kept(cora):
    client = signed_in(cora, second_factor=False)
    client.get(reverse("mfa_activate_totp"))
    aged(client, 301)
    led = client.post(reverse("mfa_activate_totp"), {"code": "123456"})
    assert led.url.startswith(reverse("sign_in_again")) and "typed" not in client.session


def test_it_waits_while_a_participant_signs_in_again_by_a_code(asha, by_code, post_folder):  # noqa: F811
    from tests.accounts.test_second_factor import A_CODE, ASK, CODE

    client = signed_in(asha.user, second_factor=False)
    aged(client, 301)
    led = client.post(reverse("me:pause"), {"words": "later"})
    assert led.url.startswith(reverse("sign_in_again"))
    page = client.get(led.url)
    assert page.context["next"] == CARRY_ON
    sign_in = client.post(reverse("sign_in_again"), {"next": CARRY_ON})
    assert "_auth_user_id" not in client.session and sign_in.url == f"{ASK}?next=%2Faccounts%2Fcarry-on%2F"
    client.post(sign_in.url, {"where": asha.user.email, "next": CARRY_ON})
    (letter,) = post_folder.glob("*.txt")
    code = A_CODE.search(letter.read_text())[1]
    assert client.post(CODE, {"code": code, "next": CARRY_ON}).url == CARRY_ON
    assert client.get(CARRY_ON).context["fields"] == [("words", "later")]


def test_signing_in_again_forgets_the_rest_of_the_session(stale):
    session = stale.session
    session["something"] = "of before"
    session.save()
    stale.post(reverse("sign_in_again"), {"next": "//elsewhere.example/"})
    assert "something" not in stale.session
