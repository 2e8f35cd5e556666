"""The app as it is measured: as in production, without TLS, with what each answer cost written on it."""

from tests.served import *  # noqa: F403
from tests.served import MIDDLEWARE

MIDDLEWARE = ["tests.bench.measured.Measured", *MIDDLEWARE]
# What the tests switch off for their speed stands here as it is live.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
