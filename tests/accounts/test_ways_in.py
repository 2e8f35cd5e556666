"""Every way in is known, and leads staff past their second factor."""

import ast
import itertools

import pytest
from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import URLPattern, reverse

from coproduction.accounts.models import AuditEntry
from coproduction.base.access import ANYONE, STAFF, doors_by_route, routes
from tests.accounts.test_second_factor import AGAIN, FIVE_MINUTES, aged
from tests.canaries import found_in
from tests.conftest import Https, signed_in
from tests.second_factor import app_of
from tests.source import python_files, tree_of, where
from tests.test_access import WAYS, path_to, steps_of
from tests.world import build

DOORS = doors_by_route()
# A stranger who is sent on from here with the right answer is signed in.
WAYS_IN = {"account_confirm_login_code", "account_card", "mfa_authenticate", "mfa_login_webauthn"}
# Open to a stranger, and signing in nobody.
OTHERS = {
    "home", "healthz", "readyz", "account_login", "account_request_login_code", "account_logout", "account_inactive",
    "sign_in_again", "principles:index", "safety", "accessibility", "looks", "security_txt", "signed_out", "set_up",
}  # fmt: skip
# Where the code of the house itself signs somebody in: by a button, among made-up people alone; and by a printed card.
SIGNS_IN_ITSELF = {"coproduction/demo/views.py", "coproduction/accounts/views.py"}
SIGNING_IN = {"login", "perform_login", "resume_login", "force_login", "authenticate", "perform_passwordless_login"}


def test_the_ways_in_are_these_and_no_others(figure):
    open_to_strangers = {route for route, door in DOORS.items() if door.who == ANYONE}
    assert open_to_strangers == WAYS_IN | OTHERS
    figure("LG5", len(DOORS), f"routes read, 0 ways in but the {len(WAYS_IN)} listed")


def test_no_module_signs_somebody_in_by_itself():
    calls = {
        str(where(path, 0)).partition(":")[0]
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in SIGNING_IN
    }
    assert calls == SIGNS_IN_ITSELF


def paths_of(patterns, prefix):
    for entry in patterns:
        path = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from paths_of(entry.url_patterns, path)


def test_what_else_allauth_and_django_bring_is_not_there(client, db):
    """Sign-up, passwords, changes of address, Django's own admin: not under any of their usual paths."""
    brought = set(paths_of([*account_urls.urlpatterns, *mfa_urls.urlpatterns], "/accounts/"))
    brought = {path for path in brought if not set(path) & set("<(?$")}
    brought |= {path.replace("/accounts/", "/accounts/2fa/") for path in brought}
    brought |= {"/admin/", "/admin/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/email/"}
    ours = {reverse(route) for route, pattern in routes() if route in DOORS and "<" not in str(pattern.pattern)}
    assert len(brought) > 40
    wrong = {path: client.get(path).status_code for path in sorted(brought - ours)}
    assert {path: status for path, status in wrong.items() if status != 404} == {}


@pytest.fixture
def world(db):
    return build(planted=True)


def sent_to(answer):
    return answer.headers.get("Location") or answer.headers.get("HX-Redirect") or ""


def test_staff_who_have_not_shown_a_second_factor_reach_nothing(world, figure):
    """Everybody who works here, at each door that opens to them as staff, for the things of their own house."""
    staff = [actor for actor in world.actors if actor.roles & STAFF]
    tried, reached = 0, []
    for actor in staff:
        client = signed_in(actor.user, second_factor=False)
        client.raise_request_exception = False
        for route, door in DOORS.items():
            if not door.who & actor.roles & STAFF:
                continue
            for step, (method, htmx) in itertools.product(steps_of(route), WAYS):
                path = path_to(route, step, actor.home)
                with transaction.atomic():
                    before = AuditEntry.objects.count()
                    answer = getattr(client, method)(path, headers={"HX-Request": "true"} if htmx else {})
                    wrote = AuditEntry.objects.count() > before
                    transaction.set_rollback(True)
                seen, _ = found_in(answer, world.canaries)
                if wrote or seen or not sent_to(answer).startswith(reverse("mfa_reauthenticate")):
                    reached.append(f"{actor.name}: {method} {path} {answer.status_code}")
                tried += 1
    assert not reached, "\n".join(reached[:20])
    figure("LG5", tried, "doors tried by staff who had not shown a second factor, 0 reached")


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_who_have_none_are_led_to_set_one_up_from_every_door(organisation, role, figure):
    from tests.factories import member

    client = signed_in(member(organisation, role), second_factor=False)
    doors = [route for route, door in DOORS.items() if role in door.who]
    plain = [reverse(route) for route, pattern in routes() if route in doors and not takes_words(route)]
    for path, (method, htmx) in itertools.product(plain, WAYS):
        answer = getattr(client, method)(path, headers={"HX-Request": "true"} if htmx else {})
        assert sent_to(answer).startswith(reverse("mfa_index")), path
    figure("LG5", len(plain) * len(WAYS), "doors tried by staff without a second factor, 0 reached")


def takes_words(route):
    from tests.test_access import captured

    return bool(captured(route))


def test_a_stranger_reaches_no_second_step_without_the_first(db):
    client = Https()
    for path in (reverse("mfa_authenticate"), reverse("mfa_reauthenticate"), reverse("mfa_index")):
        for method in ("get", "post"):
            answer = getattr(client, method)(path, {"code": "123456"})
            assert answer.status_code == 302 and answer.url.startswith("/accounts/")
    assert "_auth_user_id" not in client.session


# Changing them ----------------------------------------------------------------------------------------------------

SENSITIVE = (
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_add_webauthn", "mfa_remove_webauthn",
)  # fmt: skip


def path_of(route):
    return reverse(route, args=[1] if route == "mfa_remove_webauthn" else [])


@pytest.mark.parametrize("route", SENSITIVE)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("has_one", [False, True])
def test_ways_in_change_only_within_five_minutes_of_a_proof(cora, route, method, has_one, figure):
    client = signed_in(cora, second_factor=has_one)
    if has_one:
        app_of(cora)
    aged(client, FIVE_MINUTES + 1)
    kept = list(Authenticator.objects.values())
    answer = getattr(client, method)(path_of(route))
    assert answer.url.startswith(AGAIN if has_one else reverse("sign_in_again"))
    assert list(Authenticator.objects.values()) == kept
    aged(client, -5)
    within = getattr(client, method)(path_of(route))
    assert not getattr(within, "url", "").startswith((reverse("sign_in_again"), AGAIN))
    figure("LG5", 1, "tries to change a way in later than five minutes after a proof, 0 let through")


def test_no_way_in_changes_behind_a_door_that_asks_for_no_fresh_proof():
    assert all(DOORS[route].fresh is True for route in SENSITIVE)
    reading, proving = {"mfa_index", "mfa_list_webauthn"}, {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
    signing_in = {"mfa_authenticate", "mfa_login_webauthn"}
    assert {route for route in DOORS if route.startswith("mfa_")} == reading | proving | signing_in | set(SENSITIVE)
