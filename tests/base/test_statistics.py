"""The database knows how its rows are spread: after each migrate, and each night."""

import pytest
from django.core.management import call_command
from django.db import connection

from coproduction.base import statistics
from participants.payments.models import Payment

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def known_rows(table):
    """How many rows of a table the database thinks there are; None where it never counted."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT max(stat) FROM sqlite_stat1 WHERE tbl = %s", [table])
            found = cursor.fetchone()[0]
            return found and int(found.split()[0])
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        return int(cursor.fetchone()[0])


def test_each_night_it_counts_anew(organisation):
    from tests import factories

    factories.PaymentFactory.create_batch(3)
    call_command("gather_statistics")
    assert known_rows(Payment._meta.db_table) == 3


def test_after_each_migrate(monkeypatch):
    gathered = []
    monkeypatch.setattr(statistics, "gather", gathered.append)
    call_command("migrate", verbosity=0)
    assert gathered == ["default"]
