"""How and when the person at this browser proved who they are, as allauth notes it in the session."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from .people import Visitor


def proofs(request: HttpRequest) -> list[dict[str, Any]]:
    """Each proof given in this session, oldest first: dicts with `method`, `at` (seconds) and, for a factor, `type`."""
    return get_authentication_records(request, request.user)


def second_factor_shown(request: HttpRequest) -> bool:
    """A code of an app, a recovery code, or a passkey (which asks for a finger, a face or a PIN)."""
    return any(proof["method"] == "mfa" for proof in proofs(request))


def has_second_factor(user: Visitor) -> bool:
    return is_mfa_enabled(user, types=["totp", "webauthn"])


def is_fresh(request: HttpRequest, by_factor: bool = False) -> bool:
    """Proved within settings.FRESH_SECONDS. `by_factor`: with the second factor alone, where there is one."""
    counted = proofs(request)
    if by_factor and has_second_factor(request.user):
        counted = [proof for proof in counted if proof["method"] == "mfa"]
    return bool(counted) and time.time() - counted[-1]["at"] < settings.FRESH_SECONDS


def forget_second_factor(request: HttpRequest) -> None:
    """The last one was removed: it was shown once, and counts for nothing more than being fresh."""
    for proof in proofs(request):
        if proof["method"] == "mfa":
            proof["method"] = "mfa, since removed"
    request.session.modified = True
