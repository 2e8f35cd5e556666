"""What was said to be saved is on the disk: read from the database's own settings, on a connection of ours."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PROMISES = {
    # 2 is FULL: each commit waits for the disk.
    "sqlite": {"PRAGMA synchronous": 2, "PRAGMA journal_mode": "wal", "PRAGMA foreign_keys": 1},
    "postgresql": {"SHOW fsync": "on", "SHOW synchronous_commit": "on", "SHOW full_page_writes": "on"},
}


def test_a_commit_waits_for_the_disk(figure):
    asked = PROMISES[connection.vendor]
    with connection.cursor() as cursor:
        for question, promised in asked.items():
            cursor.execute(question)
            assert cursor.fetchone()[0] == promised, question
    words = ", ".join(f"{question.split()[1]}={value}" for question, value in asked.items())
    figure("DU2", len(asked), f"settings of {connection.vendor} as promised: {words}")
