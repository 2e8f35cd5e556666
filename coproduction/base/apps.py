import sqlite3
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "coproduction.base"
    label = "base"

    def ready(self) -> None:
        from . import days_in_sqlite, guards, logs, statistics

        days_in_sqlite.remember()
        if settings.SECURE:
            logs.catch_crashes()
        connection_created.connect(ask_how_much_fits, dispatch_uid="how much fits")
        post_migrate.connect(guards.put_back, dispatch_uid="guards")
        # Sent for each app once all are migrated; once is enough.
        post_migrate.connect(statistics.gather_after_migrate, sender=self, dispatch_uid="statistics")


def ask_how_much_fits(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Django takes SQLite for one of 2020, which took 999 values in a statement: forty payments would be two."""
    if connection.vendor == "sqlite":
        connection.features.max_query_params = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
