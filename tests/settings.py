"""What the tests run on: the settings of production, in a folder of their own that is gone afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ROOM = 500 * 2**20
MEMORY = Path("/dev/shm")


def folder():
    """In memory where there is room: each commit waits for the disk, and the tests make thousands of them."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return tempfile.mkdtemp(prefix="coproduction-tests-", dir=MEMORY if roomy else None)


# Kept in the environment, so that each process of a parallel run uses the same folder.
if "COPRODUCTION_TEST_DATA" not in os.environ:
    os.environ["COPRODUCTION_TEST_DATA"] = folder()
    atexit.register(shutil.rmtree, os.environ["COPRODUCTION_TEST_DATA"], ignore_errors=True)

for name in ("COPRODUCTION_DEMO", "COPRODUCTION_DEBUG", "COPRODUCTION_PROXIES", "COPRODUCTION_POST"):
    os.environ.pop(name, None)
os.environ["COPRODUCTION_DATA"] = os.environ["COPRODUCTION_TEST_DATA"]
os.environ["COPRODUCTION_SECRET_KEY"] = "for-tests-alone-" * 4
os.environ["COPRODUCTION_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["COPRODUCTION_ADDRESS"] = "https://testserver"
# The browser tests drive Playwright's loop in the thread that asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from coproduction.settings import *  # noqa: E402, F403
from coproduction.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

if "postgresql" in DATABASES["default"]["ENGINE"]:
    # A test database cannot be dropped under an open pool; and a busy machine makes one in more than five seconds.
    DATABASES["default"]["OPTIONS"] = {"options": "-c statement_timeout=60s -c lock_timeout=10s"}

# The manifest is checked where the static files are collected, not in each test.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)

# What a digest of a card's words costs is not what tests are about; test_settings.py holds what it costs live.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
