"""The parts of allauth that it keeps to itself and we need all the same: named here and nowhere else in the app.

They may change in any release without a word, so `pyproject.toml` pins allauth to one version exactly. With a new
version, this file is what is read against it, and the tests of sign-in (`tests/accounts`) say what has to hold.
"""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import get_pending_stage, redirect_to_pending_stage
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.usersessions.internal.flows.sessions import end_other_sessions

__all__ = [
    "LoginCodeVerificationProcess",
    "check_rate_limit",
    "compare_user_code",
    "end_other_sessions",
    "format_hotp_value",
    "get_pending_stage",
    "hotp_value",
    "login_stage_required",
    "record_authentication",
    "redirect_to_pending_stage",
    "webauthn",
    "yield_hotp_counters_from_time",
]
