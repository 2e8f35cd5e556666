"""All rows of a database in a file, and out of it into the schema that they were written in.

`python -m tests.upgrade.rows` writes the file anew, from the database of the settings. That is for a new point of
departure alone: a file that changes with the schema proves nothing about going from the old one to the new.
"""

import gzip
import json
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from coproduction.base import guards

FILE = Path(__file__).with_name("demo-2026-11.json.gz")
# Written by Django itself after each migrate.
NOT_KEPT = {"contenttypes.ContentType", "auth.Permission"}


def keep():
    """Beside the rows: how far each app was migrated, and the guards of that day as SQL."""
    loader = MigrationLoader(connection)
    # As the migrations know them, the managers show everything; those of the app show nothing outside a request.
    models = loader.project_state().apps.get_models(include_auto_created=True)
    guarded = [model for model in apps.get_models() if getattr(model, "guard", None)]
    kept = {
        "migrations": sorted(loader.applied_migrations),
        "guards": {
            "sqlite": [line for model in guarded for line in guards.sqlite_sql(model, model.guard)],
            "postgresql": [line for model in guarded for line in guards.postgresql_sql(model, model.guard)],
        },
        "rows": {
            model._meta.label: list(model.objects.values(*(field.attname for field in model._meta.concrete_fields)))
            for model in models
            if model._meta.label not in NOT_KEPT
        },
    }
    text = json.dumps(kept, cls=DjangoJSONEncoder, sort_keys=True)
    FILE.write_bytes(gzip.compress(text.encode(), mtime=0))


def load(kept, past):
    """`past`: the apps as they were. One transaction, at whose end the database looks at its foreign keys."""
    models = {label: past.get_model(label) for label, rows in kept["rows"].items() if rows}
    with transaction.atomic(), connection.cursor() as cursor:
        for label, model in models.items():
            for row in kept["rows"][label]:
                insert(cursor, model, row)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
        for statement in kept["guards"][connection.vendor]:
            cursor.execute(statement)


def insert(cursor, model, row):
    fields = [field for field in model._meta.concrete_fields if field.attname in row]
    assert len(fields) == len(row), f"{model._meta.label}: the file has fields that the schema has not"
    columns, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join("%s" for _ in fields)
    values = [field.get_db_prep_save(field.to_python(row[field.attname]), connection) for field in fields]
    cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', values)


if __name__ == "__main__":
    import django

    django.setup()
    keep()
