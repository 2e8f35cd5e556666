"""Where the tests stand. Their own lines reach every record; what the app does begins outside of any scope, as it does
live: each request, each command and each thread has to open its own.
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from django.core.management.base import BaseCommand

from coproduction.base import scope

LOOKING = "a test makes records and looks at them"


def everywhere():
    return scope.everywhere(LOOKING)


def nowhere():
    return scope.within(None)


def commands_begin_nowhere(patch):
    """However a command is called: by its name, by its class or by another command."""
    execute = BaseCommand.execute

    def begin(command, *args, **options):
        with nowhere():
            return execute(command, *args, **options)

    patch.setattr(BaseCommand, "execute", begin)


class Threads(ThreadPoolExecutor):
    """Threads of a test's own, which stand where the test stands; one that the app begins stands nowhere."""

    def submit(self, work, *args, **kwargs):
        return super().submit(copy_context().run, work, *args, **kwargs)
