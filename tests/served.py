"""What a real server of several processes runs on in a test (see `serving`): as in production, without TLS.

The limits of allauth are off, so that what is measured is what our own counter holds, and that alone.
"""

from .settings import *  # noqa: F403

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "s", "c"
ACCOUNT_RATE_LIMITS = {"request_login_code": "100000/m/ip"}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 100_000
