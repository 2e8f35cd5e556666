"""Proving who one is: an app for those who work here, a passkey for whoever likes, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.second_factor import app_in_hand, app_of, code_of, unused_code

# A phone that knows its owner by a finger.
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_finger(walks, settings):
    """with_finger(width=320): a browser that has passkeys, at an address that can have them."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

    def begin(width=320):
        walk = walks(width)
        walk.address = walk.address.replace("127.0.0.1", "localhost")
        walk.devtools = walk.context.new_cdp_session(walk.page)
        walk.devtools.send("WebAuthn.enable")
        made = walk.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
        walk.phone = made["authenticatorId"]
        return walk

    return begin


def sign_out(walk):
    walk.press("Sign out")
    expect(walk.page.get_by_role("button", name="Sign out")).to_have_count(0)
    return walk


def by_passkey(walk, button, to):
    """The script asks the browser, then sends: the page changes a moment after the press."""
    with walk.page.expect_navigation(url=f"**{to}"):
        walk.page.get_by_role("button", name=button, exact=True).click()
    walk.look()
    return walk


@pytest.mark.parametrize("scripts", [True, False])
def test_a_new_coordinator_sets_up_an_app_and_goes_on(walks, cora, scripts):
    walk = walks(320, scripts).sign_in_by_code(cora.email)
    walk.open("/today/").reads("One more step before you go on").press("Set up the app")
    secret = walk.page.locator("code.key").inner_text().replace(" ", "")
    walk.press_in_vain("Finish", "Type in the code")
    walk.write("The code your app shows", code_of(secret)).press("Finish")
    walk.reads("We show them only now")
    assert walk.page.locator("ol.spare-codes > li").count() == 10
    walk.press("I have kept them: go on").reads("Good")
    assert walk.page.url == f"{walk.address}/today/"
    sign_out(walk).sign_in(cora.email)
    assert walk.page.url == f"{walk.address}/today/"
    assert not walk.faults, "\n".join(walk.faults)


def test_a_participant_makes_a_passkey_signs_in_with_it_and_takes_it_away(with_finger, asha):
    walk = with_finger().sign_in_by_code(asha.user.email)
    walk.open("/accounts/ways-in/").press("Add a passkey").write("What to call it", "My phone")
    by_passkey(walk, "Make the passkey", "/accounts/ways-in/").reads("Your passkey is ready", "My phone")
    sign_out(walk).open("/accounts/sign-in/")
    by_passkey(walk, "Sign in with a passkey", "/me/").reads("Hello")
    walk.open("/accounts/ways-in/passkeys/").press("Remove", exact=False).press("Remove it").reads("You have none")
    sign_out(walk).open("/accounts/sign-in/")
    by_passkey(walk, "Sign in with a passkey", "/accounts/sign-in/").reads("That passkey did not work here")
    assert not walk.faults, "\n".join(walk.faults)


def test_a_coordinator_shows_a_passkey_after_the_code_and_again_before_what_is_sensitive(with_finger, cora):
    from tests.accounts.test_second_factor import FIVE_MINUTES

    app_of(cora)
    walk = with_finger(1280).sign_in(cora.email)
    walk.open("/accounts/ways-in/passkeys/add/")
    by_passkey(walk, "Make the passkey", "/accounts/ways-in/recovery/")
    sign_out(walk).sign_in_by_code(cora.email)
    by_passkey(walk, "Use my passkey", "/today/")
    every_proof_is_older_by(FIVE_MINUTES + 1)
    walk.open("/accounts/ways-in/recovery/new/").reads("Is it still you?")
    by_passkey(walk, "Use my passkey", "/accounts/ways-in/recovery/new/").reads("You get ten new codes")
    every_proof_is_older_by(FIVE_MINUTES + 1)
    walk.open("/accounts/ways-in/app/off/").write("Your code", unused_code(cora.email)).press("Go on")
    walk.press("Remove it").reads("Set up the app")
    assert not walk.faults, "\n".join(walk.faults)


def test_where_no_finger_is_given_words_say_so_and_nothing_is_lost(with_finger, asha):
    walk = with_finger().sign_in_by_code(asha.user.email)
    walk.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": walk.phone, "isUserVerified": False})
    walk.open("/accounts/ways-in/passkeys/add/").write("What to call it", "My phone")
    walk.page.get_by_role("button", name="Make the passkey").click()
    expect(walk.page.get_by_role("alert")).to_have_text("No passkey was used. Try once more, or use another way.")
    assert walk.labelled("What to call it").input_value() == "My phone"
    assert not walk.faults, "\n".join(walk.faults)


def test_without_scripts_nothing_is_offered_that_needs_them(walks, cora):
    app_in_hand(cora.email)
    walk = walks(320, scripts=False).sign_in(cora.email).open("/accounts/ways-in/passkeys/add/")
    walk.reads("This browser cannot make a passkey")
    assert walk.page.get_by_role("button", name="Make the passkey").count() == 0
    assert not walk.faults, "\n".join(walk.faults)


def every_proof_is_older_by(seconds):
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    for kept in Session.objects.all():
        session = SessionStore(kept.session_key)
        for proof in session.get("account_authentication_methods", []):
            proof["at"] -= seconds
        session.modified = True
        session.save()
