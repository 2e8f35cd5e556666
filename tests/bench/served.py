"""The app as it is measured: as in production, without TLS, with what each answer cost written on it."""

import os

for name in ("COPRODUCTION_DEMO", "COPRODUCTION_DEBUG", "COPRODUCTION_PROXIES", "COPRODUCTION_POST"):
    os.environ.pop(name, None)
os.environ["COPRODUCTION_SECRET_KEY"] = "for-measuring-alone-" * 3
# Pages that are picked come out of Django's own client, which calls itself testserver.
os.environ["COPRODUCTION_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["COPRODUCTION_ADDRESS"] = "https://testserver"

from coproduction.settings import *  # noqa: E402, F403
from coproduction.settings import MIDDLEWARE  # noqa: E402

MIDDLEWARE = ["tests.bench.measured.Measured", *MIDDLEWARE]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "s", "c"
