"""How and when the person at this browser proved who they are, as allauth notes it in the session."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings


def proofs(request):
    """Each proof given in this session, oldest first: dicts with `method`, `at` (seconds) and, for a factor, `type`."""
    return get_authentication_records(request, request.user)


def second_factor_shown(request):
    """A code of an app, a recovery code, or a passkey (which asks for a finger, a face or a PIN)."""
    return any(proof["method"] == "mfa" for proof in proofs(request))


def has_second_factor(user):
    return is_mfa_enabled(user, types=["totp", "webauthn"])


def is_fresh(request):
    """Proved within settings.FRESH_SECONDS; by those who have a second factor, with it."""
    counted = [proof for proof in proofs(request) if proof["method"] == "mfa" or not has_second_factor(request.user)]
    return bool(counted) and time.time() - counted[-1]["at"] < settings.FRESH_SECONDS
