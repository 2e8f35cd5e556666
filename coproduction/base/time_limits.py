"""How long PostgreSQL works for whom, by what the process does. The one place; read by the settings, so without Django.

Whoever waits for a page is told after five seconds that it did not work, and no page keeps the others waiting. A
command goes through all rows, as ANALYZE or a migration does, and ends too where something is wrong.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple


class Limits(NamedTuple):
    """Of one statement, of waiting for what others hold, and of doing nothing while others wait for what it holds."""

    statement: str
    lock: str
    idle: str

    @property
    def options(self) -> str:
        """As PostgreSQL takes them when it is connected to."""
        named = {
            "statement_timeout": self.statement,
            "lock_timeout": self.lock,
            "idle_in_transaction_session_timeout": self.idle,
        }
        return " ".join(f"-c {name}={limit}" for name, limit in named.items())


REQUESTS = Limits("5s", "2s", "10s")
COMMANDS = Limits("30min", "10s", "10min")
# It carries messages each minute, and may wait for those who carry them on.
WORKER = Limits("30s", "5s", "1min")

# Commands that are something else than a piece of work.
NAMED = {"send_due": WORKER, "runserver": REQUESTS}


def of_process(arguments: Sequence[str]) -> Limits:
    """`arguments`: as the process was started with. What is no command answers requests."""
    program, *words = arguments or [""]
    if PurePath(program).name not in {"manage.py", "django-admin"} or not words:
        return REQUESTS
    return NAMED.get(words[0], COMMANDS)
