"""Makes the database of the least page, with rows of others beside the twenty that it shows; prints a session's key."""

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from .models import Line  # noqa: E402

OWNERS, EACH = 500, 20

call_command("migrate", verbosity=0, run_syncdb=True)
Line.objects.bulk_create(Line(owner=owner, words=f"Line {number}") for owner in range(OWNERS) for number in range(EACH))
session = SessionStore()
session["owner"] = 7
session.save()
print(session.session_key)
