"""A second factor for staff: setting it up, showing it, losing it; and what is kept of that."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.urls import reverse
from django.utils import timezone

from coproduction.accounts.models import AuditEntry
from tests.conftest import Https, signed_in
from tests.second_factor import app_of, code_of, held_by

TODAY, INDEX, APP = reverse("today"), reverse("mfa_index"), reverse("mfa_activate_totp")
CODES, CODES_AGAIN = reverse("mfa_view_recovery_codes"), reverse("mfa_generate_recovery_codes")
SECOND_STEP, AGAIN = reverse("mfa_authenticate"), reverse("mfa_reauthenticate")
ASK, CODE = reverse("account_request_login_code"), reverse("account_confirm_login_code")
A_CODE = re.compile(r"Your code is (\S+)\. It works")
FIVE_MINUTES = 5 * 60

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(cora):
    """Cora, just signed in by a code, before she has a second factor."""
    return signed_in(cora, second_factor=False)


@pytest.fixture
def by_code(post_folder):
    """A browser in which this person has asked for a code and typed it in."""

    def come(user, path=TODAY):
        client = Https()
        client.post(f"{ASK}?next={path}", {"where": user.email, "next": path})
        (letter,) = post_folder.glob("*.txt")
        code = A_CODE.search(letter.read_text())[1]
        letter.unlink()
        client.answer = client.post(f"{CODE}?next={path}", {"code": code, "next": path})
        return client

    return come


def aged(client, seconds):
    """As if each proof in this session had been given so much earlier."""
    session = client.session
    for proof in session["account_authentication_methods"]:
        proof["at"] -= seconds
    session.save()


def is_in(client):
    return "_auth_user_id" in client.session


def set_up_app(client, **sent):
    client.get(APP)
    secret = client.session["mfa.totp.secret"]
    return secret, client.post(APP, {"code": code_of(secret), **sent})


def verbs():
    return list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True))


# Setting up -------------------------------------------------------------------------------------------------------


def test_staff_without_one_are_told_why_and_led_to_set_one_up(newcomer):
    answer = newcomer.get(TODAY, follow=True)
    assert answer.redirect_chain == [(f"{INDEX}?next=%2Ftoday%2F", 302)]
    page = answer.content.decode()
    assert "One more step before you go on" in page
    assert f"{APP}?next=%2Ftoday%2F" in page and f"{reverse('mfa_add_webauthn')}?next=%2Ftoday%2F" in page


def test_after_setting_up_the_app_they_go_on_to_where_they_were_going(newcomer, cora):
    page = newcomer.get(APP).content.decode()
    secret = newcomer.session["mfa.totp.secret"]
    assert " ".join(re.findall("....", secret)) in page and 'src="data:image/svg+xml;base64,' in page
    answer = newcomer.post(APP, {"code": code_of(secret), "next": TODAY})
    assert answer.url == f"{CODES}?next=%2Ftoday%2F"
    assert TODAY in newcomer.get(answer.url).content.decode()
    # Just shown: it is not asked for again at once.
    assert newcomer.get(TODAY).status_code == 200
    assert verbs() == ["code app added", "recovery codes made"]


def test_a_wrong_code_sets_nothing_up(newcomer, cora):
    newcomer.get(APP)
    answer = newcomer.post(APP, {"code": "000000"})
    assert answer.status_code == 422 and b"That code did not work" in answer.content
    assert not Authenticator.objects.exists() and verbs() == []


def test_where_the_audit_row_cannot_be_kept_nothing_is_set_up(newcomer, cora, monkeypatch):
    monkeypatch.setattr("coproduction.accounts.second_factor.note", lambda *args, **kwargs: 1 / 0)
    newcomer.raise_request_exception = False
    assert set_up_app(newcomer)[1].status_code == 500
    assert not Authenticator.objects.exists()
    assert newcomer.get(TODAY).status_code == 302


def test_what_an_app_and_recovery_codes_are_worked_out_from_lies_encrypted(newcomer, cora):
    secret, _ = set_up_app(newcomer)
    kept = {factor.type: factor.data for factor in Authenticator.objects.filter(user=cora)}
    assert secret not in str(kept) and decrypt(kept["totp"]["secret"]) == secret
    assert len(decrypt(kept["recovery_codes"]["seed"])) == 80 and "mfa.totp.secret" not in newcomer.session


def test_an_old_key_of_the_house_still_opens_it(cora, settings):
    app_of(cora)
    kept = Authenticator.objects.get().data["secret"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one" * 8, [settings.SECRET_KEY]
    assert len(decrypt(kept)) == 32


def test_recovery_codes_are_shown_once(newcomer):
    set_up_app(newcomer)
    first, second = (newcomer.get(CODES).content.decode() for _ in range(2))
    assert len(re.findall(r'"key">\d{4} \d{4}<', first)) == 10
    assert '"key">' not in second and "10 codes left" in second


def test_new_recovery_codes_take_the_place_of_the_old(newcomer, cora):
    set_up_app(newcomer)
    old = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert newcomer.post(CODES_AGAIN).url == CODES
    new = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(old) & set(new)
    assert verbs()[2:] == ["recovery codes made"]


# Fresh proof ------------------------------------------------------------------------------------------------------


def test_for_staff_with_a_second_factor_only_that_is_a_fresh_proof(cora):
    app_of(cora)
    client = signed_in(cora, second_factor=False)
    assert client.get(APP).url.startswith(AGAIN)


def test_a_participant_whose_passkey_is_lost_gets_on_by_a_code(asha):
    held_by(asha.user)
    client = signed_in(asha.user, second_factor=False)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    aged(client, FIVE_MINUTES + 1)
    led = client.get(reverse("mfa_add_webauthn"))
    assert led.url.startswith(AGAIN)
    assert reverse("sign_in_again") in client.get(led.url, follow=True).content.decode()


def test_proving_again_leads_on_and_holds_for_five_minutes(cora):
    secret = app_of(cora)
    client = signed_in(cora)
    aged(client, FIVE_MINUTES + 1)
    led = client.get(CODES_AGAIN)
    assert client.post(led.url, {"code": "000000", "next": CODES_AGAIN}).status_code == 422
    assert client.post(led.url, {"code": code_of(secret), "next": CODES_AGAIN}).url == CODES_AGAIN
    assert client.get(CODES_AGAIN).status_code == 200
    aged(client, FIVE_MINUTES + 1)
    assert client.get(CODES_AGAIN).status_code == 302


# Signing in -------------------------------------------------------------------------------------------------------


def test_after_the_code_staff_show_their_second_factor(cora, by_code):
    secret = app_of(cora)
    client = by_code(cora)
    assert client.answer.url == SECOND_STEP and not is_in(client)
    assert client.get(TODAY).status_code == 302
    assert client.post(SECOND_STEP, {"code": "000000"}).status_code == 422
    assert client.post(SECOND_STEP, {"code": code_of(secret)}).url == TODAY
    assert client.get(TODAY).status_code == 200


def test_a_code_of_the_app_works_once_for_as_long_as_it_counts(cora, by_code, monkeypatch):
    import time

    secret, start = app_of(cora), time.time() // 30 * 30 + 1
    monkeypatch.setattr(time, "time", lambda: start)
    seen = code_of(secret)
    assert by_code(cora).post(SECOND_STEP, {"code": seen}).url == TODAY
    replayed = by_code(cora)
    for later in (0, 31, 45):
        monkeypatch.setattr(time, "time", lambda later=later: start + later)
        assert replayed.post(SECOND_STEP, {"code": seen}).status_code == 422 and not is_in(replayed)
    assert replayed.post(SECOND_STEP, {"code": code_of(secret, ahead=-1)}).status_code == 422
    assert replayed.post(SECOND_STEP, {"code": code_of(secret, ahead=1)}).url == TODAY


def test_the_code_that_set_the_app_up_is_used_up(newcomer, cora, by_code, time_machine):
    # Within the same half minute, so that it is the very same code.
    time_machine.move_to(timezone.now(), tick=False)
    secret, _ = set_up_app(newcomer)
    assert by_code(cora).post(SECOND_STEP, {"code": code_of(secret)}).status_code == 422


def test_a_recovery_code_works_once(newcomer, cora, by_code):
    set_up_app(newcomer)
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[3]
    assert by_code(cora).post(SECOND_STEP, {"code": f"{spare[:4]} {spare[4:]}"}).url == TODAY
    assert by_code(cora).post(SECOND_STEP, {"code": spare}).status_code == 422


def test_five_wrong_codes_in_a_quarter_of_an_hour_are_judged_and_no_more(cora, by_code, monkeypatch):
    import time

    secret, (_, passkey) = app_of(cora), held_by(cora)
    client = by_code(cora)
    wrong = [client.post(SECOND_STEP, {"code": "000000"}) for _ in range(5)]
    assert all(b"That code did not work" in answer.content for answer in wrong)
    elsewhere = by_code(cora)
    assert b"Wait 15 minutes" in elsewhere.post(SECOND_STEP, {"code": code_of(secret)}).content
    # Nobody locks the owner out: the passkey works, and after a quarter of an hour so does the code.
    options = elsewhere.get(SECOND_STEP, headers={"Accept": "application/json"}).json()["request_options"]
    assert elsewhere.post(SECOND_STEP, {"credential": passkey.shown(options["publicKey"])}).url == TODAY
    start = time.time()
    monkeypatch.setattr(time, "time", lambda: start + 14 * 60)
    assert by_code(cora).post(SECOND_STEP, {"code": code_of(secret)}).status_code == 422
    monkeypatch.setattr(time, "time", lambda: start + 15 * 60 + 1)
    assert by_code(cora).post(SECOND_STEP, {"code": code_of(secret)}).url == TODAY


def test_a_participant_with_a_passkey_still_comes_in_by_a_code_alone(asha, by_code):
    held_by(asha.user)
    client = by_code(asha.user, reverse("me:home"))
    assert client.answer.url == reverse("me:home") and is_in(client)


# Losing it --------------------------------------------------------------------------------------------------------


def test_without_the_last_one_staff_pages_lead_to_set_up_again(newcomer, cora):
    set_up_app(newcomer)
    assert newcomer.get(TODAY).status_code == 200
    assert newcomer.post(reverse("mfa_deactivate_totp")).url == INDEX
    assert not Authenticator.objects.filter(user=cora).exists()
    assert newcomer.get(TODAY).url.startswith(INDEX)
    # The proof of a moment ago still lets them set up another at once.
    assert newcomer.get(APP).status_code == 200
    assert verbs()[2:] == ["code app removed", "recovery codes removed"]


def test_without_the_last_one_they_are_signed_out_everywhere_else(cora, by_code):
    secret = app_of(cora)
    here, elsewhere = by_code(cora), by_code(cora)
    here.post(SECOND_STEP, {"code": code_of(secret)})
    elsewhere.post(SECOND_STEP, {"code": code_of(secret, ahead=1)})
    assert elsewhere.get(TODAY).status_code == 200
    here.post(reverse("mfa_deactivate_totp"))
    assert elsewhere.get(TODAY).url.startswith(ASK) and is_in(here)
