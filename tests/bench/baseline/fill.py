"""Makes the database of the least page, with rows of others beside the twenty that it shows; prints a session's key."""

from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from .models import Line

OWNERS, EACH = 500, 20


def main():
    call_command("migrate", verbosity=0, run_syncdb=True)
    Line.objects.bulk_create(
        Line(owner=owner, words=f"Line {number}") for owner in range(OWNERS) for number in range(EACH)
    )
    session = SessionStore()
    session["owner"] = 7
    session.save()
    print(session.session_key)
