"""How the rows of each table are spread, for the database to know, so that it takes the index that leaves the fewest.

SQLite gathers nothing by itself: without this it walks all rows of an organisation by the index that each query names
first. PostgreSQL does, but not at once after many rows came in.
"""

from typing import Any

from django.db import connections, transaction

# Live, a statement may take five seconds; this one reads a sample of every table.
AT_MOST = "10min"


def gather(using: str = "default") -> None:
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL statement_timeout = '{AT_MOST}'")
        cursor.execute("ANALYZE")


def gather_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    gather(using)
