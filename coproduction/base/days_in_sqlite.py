"""SQLite keeps days and moments as text. Each is made once, and not anew for every row that bears it."""

import sqlite3
from functools import lru_cache

from django.db.backends.sqlite3.base import decoder
from django.utils.dateparse import parse_date, parse_datetime

# Years of days, and the moments of some thousand sessions and payments: a few megabytes.
DAYS, MOMENTS = 4000, 20_000


def remember() -> None:
    """In place of what Django has registered, which does the same without keeping any."""
    sqlite3.register_converter("date", lru_cache(maxsize=DAYS)(decoder(parse_date)))
    sqlite3.register_converter("datetime", lru_cache(maxsize=MOMENTS)(decoder(parse_datetime)))
