"""How the rows of each table are spread, for the database to know, so that it takes the index that leaves the fewest.

SQLite gathers nothing by itself: without this it walks all rows of an organisation by the index that each query names
first. PostgreSQL does, but not at once after many rows came in.
"""

from typing import Any

from django.db import connections


def gather(using: str = "default") -> None:
    """A sample of every table: what a request may take would not do, but only commands call this."""
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")


def gather_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    gather(using)
