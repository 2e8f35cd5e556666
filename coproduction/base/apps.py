from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "coproduction.base"
    label = "base"

    def ready(self) -> None:
        from . import days_in_sqlite, guards, logs, statistics

        days_in_sqlite.remember()
        if settings.SECURE:
            logs.catch_crashes()
        post_migrate.connect(guards.put_back, dispatch_uid="guards")
        # Sent for each app once all are migrated; once is enough.
        post_migrate.connect(statistics.gather_after_migrate, sender=self, dispatch_uid="statistics")
